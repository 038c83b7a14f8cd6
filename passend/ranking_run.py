"""Ranks the stored cases and reads the kept lists back in the form of the door."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from sqlmodel import Session

from dossier.acts import keep_market_figures
from dossier.acts.entry import dutch_day
from dossier.errors import NotFoundError
from dossier.evidence.signing import Signer
from dossier.storage.cases import all_cases
from dossier.storage.database import Database
from dossier.storage.matches import ranking_of


def rank_and_record(
    session: Session, *, now: datetime, signer: Signer, on: date | None = None, case_ids: Iterable[int] | None = None
) -> None:
    """Make the lists of these cases (all when none is named), and keep what the market offered with new profiles."""
    from matcher import rank_cases  # the learner takes a second to load: not before there is something to weigh

    wanted = None if case_ids is None else set(case_ids)
    rank_cases(session, on=on or dutch_day(now), case_ids=wanted)
    for case in all_cases(session):
        if wanted is None or case.id in wanted:
            keep_market_figures(session, case, now=now, signer=signer)


def rank_stored_cases(
    database: Database, numbers: list[str], *, on: date, top: int, now: datetime, signer: Signer
) -> list[dict[str, Any]]:
    """Rank the cases with these numbers (all when none is named) and return at most `top` matches of each."""
    with database.reading() as session:
        cases = {case.number: case.id for case in all_cases(session)}
    unknown = sorted(set(numbers) - set(cases))
    if unknown:
        raise NotFoundError(f"onbekend dossier: {', '.join(unknown)}")
    wanted = {number: cases[number] for number in (numbers or sorted(cases))}
    with database.session() as session:
        identities = [identity for identity in wanted.values() if identity is not None]
        rank_and_record(session, on=on, case_ids=identities, now=now, signer=signer)
    with database.reading() as session:
        return [ranking_of(session, identity, number, top=top) for number, identity in wanted.items() if identity]
