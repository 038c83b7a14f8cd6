"""Codes for who lost the second step: shown once, kept as a hash, good for one time."""

from datetime import datetime
from secrets import choice

from sqlmodel import Session, col, delete, func, select, update

from dossier.model.sign_in import RecoveryCode
from dossier.rules.sign_in import count_on
from dossier.storage.sign_in_sessions import hash_secret

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""Without 0, O, 1, I and L: a code is copied from paper."""
GROUPS, GROUP = 6, 4
"""24 characters of 31 are 118 bits: so much chance may be kept as a plain hash (OWASP ASVS 5.0 6.5.2: from 112)."""


def renew_codes(session: Session, account_id: int, *, now: datetime) -> list[str]:
    """New codes in place of all earlier ones; this answer is the only time that they can be read."""
    session.exec(delete(RecoveryCode).where(col(RecoveryCode.account_id) == account_id))
    codes = [_draw_code() for _ in range(count_on("recovery_codes", now.date()))]
    for code in codes:
        session.add(RecoveryCode(account_id=account_id, code_sha256=_hash(code), made_at=now))
    session.flush()
    return codes


def use_code(session: Session, account_id: int, code: str, *, now: datetime) -> bool:
    """Take a code; False where it is unknown, somebody else's or used. One statement, so two tabs cannot both."""
    unused = update(RecoveryCode).where(
        col(RecoveryCode.account_id) == account_id,
        col(RecoveryCode.code_sha256) == _hash(code),
        col(RecoveryCode.used_at).is_(None),
    )
    return session.exec(unused.values(used_at=now)).rowcount == 1


def count_left(session: Session, account_id: int) -> int:
    query = select(func.count()).select_from(RecoveryCode)
    return session.exec(query.where(RecoveryCode.account_id == account_id, col(RecoveryCode.used_at).is_(None))).one()


def drop_codes(session: Session, account_id: int) -> None:
    session.exec(delete(RecoveryCode).where(col(RecoveryCode.account_id) == account_id))


def _draw_code() -> str:
    return "-".join("".join(choice(ALPHABET) for _ in range(GROUP)) for _ in range(GROUPS))


def _hash(code: str) -> str:
    """Spaces, hyphens and small letters make no difference."""
    return hash_secret("".join(character for character in code.upper() if character in ALPHABET))
