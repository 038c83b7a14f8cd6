"""What coach and employee decided about vacancies."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam
from sqlmodel import Session, col, func, select

from dossier.model.evidence import LogContent, LogEntry
from dossier.model.match import ShortlistEntry, ShortlistState
from dossier.storage.fixed_query import FixedQuery

STANDS = col(ShortlistEntry.state) != ShortlistState.WITHDRAWN.value


def entries_for(session: Session, case_id: int, *, state: str | None = None) -> list[ShortlistEntry]:
    """The board of a case, last decision first."""
    query = select(ShortlistEntry).where(ShortlistEntry.case_id == case_id, STANDS)
    if state is not None:
        query = query.where(ShortlistEntry.state == state)
    return list(session.exec(query.order_by(col(ShortlistEntry.decided_at).desc(), col(ShortlistEntry.id).desc())))


def entry_for(session: Session, case_id: int, vacancy_id: str) -> ShortlistEntry | None:
    """The decision about a vacancy; one that was taken back is none."""
    row = kept_entry(session, case_id, vacancy_id)
    return None if row is None or row.state == ShortlistState.WITHDRAWN else row


def kept_entry(session: Session, case_id: int, vacancy_id: str) -> ShortlistEntry | None:
    """The row of a vacancy, whatever became of it."""
    query = select(ShortlistEntry).where(ShortlistEntry.case_id == case_id, ShortlistEntry.vacancy_id == vacancy_id)
    return session.exec(query).one_or_none()


def decided_at(session: Session, account_id: int, moment: datetime) -> list[ShortlistEntry]:
    """What this person last decided in one go: the decisions of one moment."""
    query = select(ShortlistEntry).where(ShortlistEntry.decided_by == account_id, ShortlistEntry.decided_at == moment)
    return list(session.exec(query.where(STANDS).order_by(col(ShortlistEntry.id))))


_LOOKED = (
    col(ShortlistEntry.decided_by) == bindparam("account_id"),
    col(ShortlistEntry.state) == ShortlistState.LOOK.value,
    col(ShortlistEntry.decided_at) >= bindparam("since"),
)
_LAST_LOOKED = select(func.max(ShortlistEntry.decided_at)).where(
    *_LOOKED, col(ShortlistEntry.case_id) == bindparam("case_id")
)
_SHARED_LAST = FixedQuery(
    select(ShortlistEntry.case_id).where(*_LOOKED, col(ShortlistEntry.decided_at) == _LAST_LOOKED.scalar_subquery())
)


def shared_last(session: Session, account_id: int, case_id: int, *, since: datetime) -> set[int]:
    """The cases that this person last put something to look at on the shortlist of, together with this one."""
    rows = _SHARED_LAST.ask(session, {"account_id": account_id, "case_id": case_id, "since": since})
    return {row[0] for row in rows}


def decisions_on(
    session: Session, case_ids: Collection[int], vacancy_ids: Collection[str]
) -> dict[tuple[int, str], ShortlistEntry]:
    """What was decided about these vacancies in these cases."""
    query = select(ShortlistEntry).where(
        col(ShortlistEntry.case_id).in_(case_ids), col(ShortlistEntry.vacancy_id).in_(vacancy_ids), STANDS
    )
    return {(row.case_id, row.vacancy_id): row for row in session.exec(query)}


def logged_decisions(session: Session, row: ShortlistEntry, *, kind: str) -> list[dict[str, Any]]:
    """What the log says of this row, oldest first."""
    query = (
        select(LogContent)
        .join(LogEntry)
        .where(LogEntry.case_id == row.case_id, LogEntry.kind == kind)
        .order_by(col(LogEntry.seq))
    )
    said = (entry.content for entry in session.exec(query))
    return [one for one in said if (one.get("record"), one.get("record_id")) == (ShortlistEntry.__tablename__, row.id)]
