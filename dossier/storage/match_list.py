"""The ranked list of a case as pages show it: light lines for filtering, whole matches for one page."""

from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from sqlmodel import Session, and_, col, select

from dossier.model.match import Match, ShortlistEntry
from dossier.model.vacancy import Vacancy
from dossier.storage.shortlists import STANDS


class MatchLine(NamedTuple):
    """What a filter or an order needs to know of one match."""

    vacancy_id: str
    rank: int
    title: str
    employer: str | None
    place: str | None
    state: str
    date_posted: date | None
    wage_verdict: str
    hours_verdict: str
    travel_verdict: str
    limitation_verdict: str
    decision: str | None


def match_lines(session: Session, case_id: int) -> list[MatchLine]:
    """Every match of a case in order of rank."""
    same = ShortlistEntry.vacancy_id == Match.vacancy_id, ShortlistEntry.case_id == Match.case_id
    decided = and_(*same, STANDS)
    query = (
        select(
            Match.vacancy_id,
            Match.rank,
            Vacancy.title,
            Vacancy.employer,
            Vacancy.place,
            Vacancy.state,
            Vacancy.date_posted,
            Match.wage_verdict,
            Match.hours_verdict,
            Match.travel_verdict,
            Match.limitation_verdict,
            col(ShortlistEntry.state).label("decision"),
        )  # type: ignore[call-overload]
        .join(Vacancy, col(Vacancy.id) == Match.vacancy_id)
        .outerjoin(ShortlistEntry, decided)
        .where(Match.case_id == case_id)
        .order_by(col(Match.rank))
    )
    return [MatchLine._make(row) for row in session.exec(query)]


def matches_with_vacancy(
    session: Session, case_id: int, vacancy_ids: Collection[str]
) -> dict[str, tuple[Match, Vacancy]]:
    """The whole matches behind these lines, by vacancy."""
    query = (
        select(Match, Vacancy)
        .join(Vacancy, col(Vacancy.id) == Match.vacancy_id)
        .where(Match.case_id == case_id, col(Match.vacancy_id).in_(vacancy_ids))
    )
    return {match.vacancy_id: (match, vacancy) for match, vacancy in session.exec(query)}


def ranks_of(session: Session, case_ids: Collection[int], vacancy_ids: Collection[str]) -> dict[tuple[int, str], int]:
    """The place of these vacancies in the lists of these cases."""
    query = select(Match.case_id, Match.vacancy_id, Match.rank).where(
        col(Match.case_id).in_(case_ids), col(Match.vacancy_id).in_(vacancy_ids)
    )
    return {(case_id, vacancy_id): rank for case_id, vacancy_id, rank in session.exec(query)}
