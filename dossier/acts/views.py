"""Someone looked at a part of a case (rule V-15, matrix row 29)."""

from datetime import datetime, timedelta

from sqlmodel import Session

from dossier.acts.entry import actor_name, case_id_of, record_entry
from dossier.evidence.kind import EntryKind
from dossier.evidence.signing import Signer
from dossier.model.case import ReintegrationCase
from dossier.model.evidence import LogEntry
from dossier.model.people import Account
from dossier.storage.cases import lock_case
from dossier.storage.evidence import last_views

ONE_LOOK = timedelta(hours=1)
"""Opening the same part again within the hour is the same look: one entry, not one per click."""


def record_view(
    session: Session, case: ReintegrationCase, *, actor: Account, part: str, now: datetime, signer: Signer
) -> LogEntry | None:
    """Who looked at which part, when; None when this person's last look at it is less than an hour ago."""
    lock_case(session, case_id_of(case))  # or two windows would both find it new
    if last_look(session, case, actor=actor, part=part, now=now) is not None:
        return None
    return record_entry(session, case, EntryKind.VIEWED, {"part": part}, actor=actor, now=now, signer=signer)


def last_look(
    session: Session, case: ReintegrationCase, *, actor: Account, part: str, now: datetime
) -> datetime | None:
    """Since when this part is open to this person; None when it is not. Most looks so need no writer."""
    seen = last_views(
        session, case_id_of(case), actor=actor_name(actor), kind=EntryKind.VIEWED.value, since=now - ONE_LOOK
    )
    return max((moment for moment, content in seen if content.get("part") == part), default=None)
