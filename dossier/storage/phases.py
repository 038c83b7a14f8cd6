"""Through which phases a case went: read from its evidence log, which keeps every move with its day."""

from datetime import date

from sqlmodel import Session, col, select

from dossier.model.case import ReintegrationCase
from dossier.model.evidence import LogContent, LogEntry
from dossier.rules.application_norm import PhaseFact, Suspension, suspensions_of
from dossier.storage.course import pauses_of

MOVED = "stand van het dossier gewijzigd"
"""`EntryKind.CASE_MOVED`: storage stands under evidence and cannot ask it; a test holds the two together."""


def phases_of(session: Session, case_id: int) -> tuple[PhaseFact, ...]:
    """Every move in the order in which it happened; what was erased is not in it."""
    query = (
        select(col(LogEntry.occurred_on), col(LogContent.content))
        .join(LogContent, col(LogContent.entry_id) == col(LogEntry.id))
        .where(LogEntry.case_id == case_id, LogEntry.kind == MOVED)
        .order_by(col(LogEntry.seq))
    )
    return tuple(_phase(content, day) for day, content in session.exec(query))


def _phase(content: dict[str, str], day: date) -> PhaseFact:
    return PhaseFact(str(content["status"]), day)


def suspended_days(session: Session, case: ReintegrationCase) -> tuple[Suspension, ...]:
    """The days on which no applications were agreed, with their reasons (U-18)."""
    assert case.id is not None
    return suspensions_of(pauses_of(session, case.id), phases_of(session, case.id))
