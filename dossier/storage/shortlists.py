"""What coach and employee decided about vacancies."""

from sqlmodel import Session, col, select

from dossier.model.match import ShortlistEntry


def entries_for(session: Session, case_id: int, *, state: str | None = None) -> list[ShortlistEntry]:
    """The board of a case, last decision first."""
    query = select(ShortlistEntry).where(ShortlistEntry.case_id == case_id)
    if state is not None:
        query = query.where(ShortlistEntry.state == state)
    return list(session.exec(query.order_by(col(ShortlistEntry.decided_at).desc(), col(ShortlistEntry.id).desc())))


def entry_for(session: Session, case_id: int, vacancy_id: str) -> ShortlistEntry | None:
    query = select(ShortlistEntry).where(ShortlistEntry.case_id == case_id, ShortlistEntry.vacancy_id == vacancy_id)
    return session.exec(query).one_or_none()
