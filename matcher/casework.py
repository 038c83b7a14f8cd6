"""Ranks the stored vacancies for the stored cases and keeps the lists."""

from collections.abc import Iterable
from datetime import date

from pydantic import BaseModel
from sqlmodel import Session

from dossier.storage.cases import all_cases
from matcher.case_list import learned_elsewhere, renew_list
from matcher.kept_reading import find_unread, keep, read_posting
from matcher.stored_stock import read_stock


class RankCounts(BaseModel):
    """How much was ranked."""

    cases: int = 0
    vacancies: int = 0
    matches: int = 0


def rank_cases(session: Session, *, on: date, case_ids: Iterable[int] | None = None) -> RankCounts:
    """Rank every open vacancy for these cases (all when none is named) and replace their lists."""
    wanted = None if case_ids is None else set(case_ids)
    keep(session, ((posting, read_posting(posting)) for posting in find_unread(session)))
    stock = read_stock(session)
    counts = RankCounts(vacancies=stock.size)
    cases = [case for case in all_cases(session) if case.id is not None and (wanted is None or case.id in wanted)]
    office = {case.number: learned_elsewhere(session, case) for case in cases}
    for case in cases:
        counts.cases += 1
        counts.matches += renew_list(session, case, stock, office[case.number], on=on)
    return counts
