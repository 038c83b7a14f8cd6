"""Long lists read a part at a time by their key: no counting, and a row that comes or goes shifts nothing."""

from collections.abc import Collection
from datetime import datetime

from sqlmodel import Session, col, select

from dossier.model.job_application import JobApplication
from dossier.model.match import Match
from dossier.model.vacancy import Vacancy


def applications_after(
    session: Session, case_id: int, *, after: int, most: int, released_only: bool
) -> list[JobApplication]:
    """The next rows of the log; `released_only` is what the employer may read (matrix row 17)."""
    query = select(JobApplication).where(JobApplication.case_id == case_id, JobApplication.serial > after)
    if released_only:
        query = query.where(col(JobApplication.released_at).is_not(None))
    return list(session.exec(query.order_by(col(JobApplication.serial)).limit(most)))


def matches_after(session: Session, case_id: int, *, after: int, most: int) -> list[Match]:
    """The next matches in order of rank."""
    query = select(Match).where(Match.case_id == case_id, Match.rank > after)
    return list(session.exec(query.order_by(col(Match.rank), col(Match.id)).limit(most)))


def vacancies_after(
    session: Session, *, after: str, most: int, state: str | None, since: datetime | None
) -> list[Vacancy]:
    """The next kept vacancies in order of their id; `since` leaves out what was first seen before."""
    query = select(Vacancy).where(Vacancy.id > after).order_by(col(Vacancy.id))
    if state is not None:
        query = query.where(Vacancy.state == state)
    if since is not None:
        query = query.where(Vacancy.first_seen >= since)
    return list(session.exec(query.limit(most)))


def released_uses(session: Session, case_ids: Collection[int]) -> dict[str, set[int]]:
    """Which vacancies stand in released applications of these cases, and in which of them (matrix row 14)."""
    query = select(JobApplication.vacancy_id, JobApplication.case_id).where(
        col(JobApplication.case_id).in_(case_ids),
        col(JobApplication.released_at).is_not(None),
        col(JobApplication.vacancy_id).is_not(None),
    )
    found: dict[str, set[int]] = {}
    for vacancy_id, case_id in session.exec(query):
        found.setdefault(vacancy_id or "", set()).add(case_id)
    return found
