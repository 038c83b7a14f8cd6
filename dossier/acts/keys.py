"""Another signing key: the old one hands over in every chain; where it was lost, the chains say that instead."""

from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from pydantic import BaseModel
from sqlmodel import Session

from dossier.acts.entry import record_entry
from dossier.errors import EvidenceError
from dossier.evidence import controleer
from dossier.evidence.kind import EntryKind
from dossier.evidence.signing import Signer
from dossier.storage.cases import all_cases
from dossier.storage.database import Database
from dossier.storage.evidence import keys_in_use


class KeyReason(StrEnum):
    """Why another key signs from now on: a choice of few, for every receiver of a bundle reads it."""

    PLANNED = "volgens plan"
    SUSPECTED = "mogelijk uitgelekt"
    LOST = "verloren"


class KeyChange(BaseModel):
    """What `passend key rotate` and `passend key replace-lost` answer."""

    old: str | None
    """The fingerprint of the key before; null where nothing was ever signed."""
    new: str
    reason: str
    cases: int


def rotate_key(database: Database, path: Path, *, reason: KeyReason, actor: str, now: datetime) -> KeyChange:
    """The old key names the new one in every chain, the new one answers, and then it takes the old one's place.

    A kill at any moment leaves either the old key with the old chains, or a new key beside it that the next call
    puts in its place.
    """
    old = Signer.load(path)
    new = Signer.load_or_create(_beside(path))
    with database.session() as session:
        if not _is_in_use(session, new):
            _hand_over(session, old, new, reason=reason, actor=actor, now=now)
        cases = len(all_cases(session, erased=True))
    _beside(path).replace(path)
    return KeyChange(old=old.fingerprint, new=new.fingerprint, reason=reason, cases=cases)


def replace_lost_key(database: Database, path: Path, *, actor: str, now: datetime) -> KeyChange:
    """A key that is gone cannot hand over: every chain says so, signed with the new key.

    Who knows the new fingerprint from us verifies the whole chain with it; with the old one alone nothing after the
    break is proven, and `passend verify` names the line.
    """
    if path.exists():
        raise EvidenceError(f"De sleutel {path.name} is er nog: gebruik `passend key rotate`.")
    new = Signer.load_or_create(_beside(path))
    with database.session() as session:
        old = [key for key in keys_in_use(session) if key != new.public_key]
        if not _is_in_use(session, new):
            for case in all_cases(session, erased=True):
                content = {"new_key": new.public_key, "reason": KeyReason.LOST.value}
                record_entry(session, case, EntryKind.KEY_LOST, content, actor=actor, now=now, signer=new)
        cases = len(all_cases(session, erased=True))
    _beside(path).replace(path)
    last = controleer.fingerprint(old[-1]) if old else None
    return KeyChange(old=last, new=new.fingerprint, reason=KeyReason.LOST, cases=cases)


def _hand_over(session: Session, old: Signer, new: Signer, *, reason: KeyReason, actor: str, now: datetime) -> None:
    for case in all_cases(session, erased=True):
        said: dict[str, Any] = {"old_key": old.public_key, "new_key": new.public_key, "reason": reason.value}
        record_entry(session, case, EntryKind.KEY_ROTATED, said, actor=actor, now=now, signer=old)
        taken = {"key": new.public_key}
        record_entry(session, case, EntryKind.KEY_TAKEN, taken, actor=actor, now=now, signer=new)


def _beside(path: Path) -> Path:
    return path.with_name(f"{path.name}.nieuw")


def _is_in_use(session: Session, signer: Signer) -> bool:
    """Did a change that was cut off already sign with this key?"""
    return signer.public_key in keys_in_use(session)
