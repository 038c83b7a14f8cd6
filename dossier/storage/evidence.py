"""The evidence log as rows: only ever added to."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam
from sqlalchemy import select as select_columns
from sqlmodel import Session, col, func, select

from dossier.model.case import ReintegrationCase
from dossier.model.evidence import LogContent, LogEntry

_LAST = select_columns(col(LogEntry.case_id), func.max(LogEntry.seq).label("seq")).where(
    col(LogEntry.case_id).in_(bindparam("case_ids", expanding=True))
)
_NEWEST = _LAST.group_by(col(LogEntry.case_id)).subquery()
_LAST_HASHES = select_columns(col(LogEntry.case_id), col(LogEntry.hash)).join(
    _NEWEST, (_NEWEST.c.case_id == col(LogEntry.case_id)) & (_NEWEST.c.seq == col(LogEntry.seq))
)
"""Asked at every page of a case, so made once."""


def last_entry(session: Session, case_id: int) -> LogEntry | None:
    query = select(LogEntry).where(LogEntry.case_id == case_id).order_by(col(LogEntry.seq).desc()).limit(1)
    return session.exec(query).first()


def last_hashes(session: Session, case_ids: Collection[int]) -> dict[int, str]:
    """The heads of the chains of these cases: one changes with everything that is logged about its case."""
    rows = session.execute(_LAST_HASHES, {"case_ids": list(case_ids)})
    return {row.case_id: row.hash for row in rows}


def entries_of(session: Session, case_id: int) -> list[LogEntry]:
    """The whole chain of a case, oldest first."""
    query = select(LogEntry).where(LogEntry.case_id == case_id).order_by(col(LogEntry.seq), col(LogEntry.id))
    return list(session.exec(query))


def contents_of(session: Session, case_id: int) -> dict[int, LogContent]:
    """What the entries of a case say, per entry; an erased content is not in it."""
    query = select(LogContent).join(LogEntry).where(LogEntry.case_id == case_id)
    return {content.entry_id: content for content in session.exec(query)}


def last_views(
    session: Session, case_id: int, *, actor: str, kind: str, since: datetime
) -> list[tuple[datetime, dict[str, Any]]]:
    """What this person was last seen to look at since a moment, and when."""
    query = (
        select(LogEntry.recorded_at, LogContent.content)
        .join(LogEntry, col(LogEntry.id) == LogContent.entry_id)
        .where(LogEntry.case_id == case_id, LogEntry.actor == actor, LogEntry.kind == kind)
        .where(col(LogEntry.recorded_at) >= since)
    )
    return [(moment, dict(content)) for moment, content in session.exec(query)]


def add_entry(session: Session, entry: LogEntry, *, salt: str, content: dict[str, Any]) -> LogEntry:
    session.add(entry)
    session.flush()
    assert entry.id is not None
    session.add(LogContent(entry_id=entry.id, salt=salt, content=content))
    session.flush()
    return entry


def keys_in_use(session: Session) -> list[str]:
    """Every public key that signed an entry, in the order in which they were first used."""
    query = select(LogEntry.key).group_by(LogEntry.key).order_by(func.min(LogEntry.id))
    return list(session.exec(query))


def heads(session: Session) -> list[tuple[str, LogEntry]]:
    """The last entry of every chain with the number of its case, in order of those numbers."""
    last = select(LogEntry.case_id, func.max(LogEntry.seq).label("seq")).group_by(col(LogEntry.case_id)).subquery()
    query = (
        select(ReintegrationCase.number, LogEntry)
        .join(LogEntry, col(LogEntry.case_id) == col(ReintegrationCase.id))
        .join(last, (last.c.case_id == LogEntry.case_id) & (last.c.seq == LogEntry.seq))
        .order_by(col(ReintegrationCase.number))
    )
    return [(number, entry) for number, entry in session.exec(query)]
