"""The evidence log as rows: only ever added to."""

from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from dossier.model.evidence import LogContent, LogEntry


def last_entry(session: Session, case_id: int) -> LogEntry | None:
    query = select(LogEntry).where(LogEntry.case_id == case_id).order_by(col(LogEntry.seq).desc()).limit(1)
    return session.exec(query).first()


def entries_of(session: Session, case_id: int) -> list[LogEntry]:
    """The whole chain of a case, oldest first."""
    query = select(LogEntry).where(LogEntry.case_id == case_id).order_by(col(LogEntry.seq), col(LogEntry.id))
    return list(session.exec(query))


def contents_of(session: Session, case_id: int) -> dict[int, LogContent]:
    """What the entries of a case say, per entry; an erased content is not in it."""
    query = select(LogContent).join(LogEntry).where(LogEntry.case_id == case_id)
    return {content.entry_id: content for content in session.exec(query)}


def last_views(session: Session, case_id: int, *, actor: str, kind: str, since: datetime) -> list[dict[str, Any]]:
    """What this person was last seen to look at since a moment."""
    query = (
        select(LogContent)
        .join(LogEntry)
        .where(LogEntry.case_id == case_id, LogEntry.actor == actor, LogEntry.kind == kind)
        .where(col(LogEntry.recorded_at) >= since)
    )
    return [content.content for content in session.exec(query)]


def add_entry(session: Session, entry: LogEntry, *, salt: str, content: dict[str, Any]) -> LogEntry:
    session.add(entry)
    session.flush()
    assert entry.id is not None
    session.add(LogContent(entry_id=entry.id, salt=salt, content=content))
    session.flush()
    return entry
