"""Giving a person everything that is kept about them (AVG articles 15 and 20, V-15)."""

from datetime import datetime

from sqlmodel import Session

from dossier.acts.entry import record_entry, require_right
from dossier.errors import NotFoundError
from dossier.evidence.kind import EntryKind
from dossier.evidence.own_copy import build_own_copy
from dossier.evidence.signing import Signer
from dossier.model.case import ReintegrationCase
from dossier.model.people import Account, Role
from dossier.settings import Settings


def give_own_copy(
    session: Session, case: ReintegrationCase, *, settings: Settings, actor: Account, now: datetime, signer: Signer
) -> bytes:
    """Only to the person themself; that it was asked for stands in the log, and so in the copy."""
    require_right(actor, 29, "read")
    if actor.role != Role.EMPLOYEE or case.employee_id != actor.id:
        raise NotFoundError("Dit dossier is niet gevonden.")
    record_entry(session, case, EntryKind.COPY_GIVEN, {"format": "zip"}, actor=actor, now=now, signer=signer)
    return build_own_copy(session, case, settings=settings, made_at=now)
