"""Ranks the stored cases and reads the kept lists back in the form of the door."""

from datetime import date
from typing import Any

from dossier.errors import NotFoundError
from dossier.storage.cases import all_cases
from dossier.storage.database import Database
from dossier.storage.matches import ranking_of
from matcher import rank_cases


def rank_stored_cases(database: Database, numbers: list[str], *, on: date, top: int) -> list[dict[str, Any]]:
    """Rank the cases with these numbers (all when none is named) and return at most `top` matches of each."""
    with database.reading() as session:
        cases = {case.number: case.id for case in all_cases(session)}
    unknown = sorted(set(numbers) - set(cases))
    if unknown:
        raise NotFoundError(f"onbekend dossier: {', '.join(unknown)}")
    wanted = {number: cases[number] for number in (numbers or sorted(cases))}
    with database.session() as session:
        rank_cases(session, on=on, case_ids=[identity for identity in wanted.values() if identity is not None])
    with database.reading() as session:
        return [ranking_of(session, identity, number, top=top) for number, identity in wanted.items() if identity]
