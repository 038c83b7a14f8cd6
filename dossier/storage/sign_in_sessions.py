"""Sessions kept on the server: what the browser holds is a secret that opens nothing once its row has ended."""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from hashlib import sha256
from secrets import token_urlsafe
from typing import Any

from sqlalchemy import Select, bindparam
from sqlalchemy import select as select_rows
from sqlmodel import Session, col, select, update

from dossier.model.people import Account
from dossier.model.sign_in import SignInSession
from dossier.rules.sign_in import is_over, length_on

SECRET_BYTES = 32


@dataclass(frozen=True)
class Place:
    """From where someone signs in: the address, the browser in words, and the secret of that browser (hashed)."""

    address: str
    device: str
    device_sha256: str | None = None


def hash_secret(secret: str) -> str:
    """Plain SHA-256 suffices: the secret is 256 bits of chance, not a word that can be guessed."""
    return sha256(secret.encode()).hexdigest()


def begin_session(session: Session, account: Account, place: Place, *, now: datetime) -> str:
    """A new session; the secret that is answered goes to the browser and is kept nowhere else."""
    secret = token_urlsafe(SECRET_BYTES)
    assert account.id is not None
    row = SignInSession(
        account_id=account.id,
        secret_sha256=hash_secret(secret),
        role=account.role,
        started_at=now,
        last_used_at=now,
        confirmed_at=now,
        **vars(place),
    )
    session.add(row)
    session.flush()
    return secret


def find_session(session: Session, secret: str) -> SignInSession | None:
    """The session of this secret, ended or not."""
    return session.exec(select(SignInSession).where(SignInSession.secret_sha256 == hash_secret(secret))).one_or_none()


@lru_cache(maxsize=8)
def _with_account(seen_as: Any) -> Select[Any]:
    """Asked at every request, so made once."""
    query = select_rows(SignInSession, Account, seen_as).join(Account, col(Account.id) == SignInSession.account_id)
    return query.where(col(SignInSession.secret_sha256) == bindparam("secret"))


def session_with_account(session: Session, secret: str, seen_as: Any) -> tuple[SignInSession, Account, Any] | None:
    """The session of this secret, ended or not, and whose it is; the same row of the account also as another class."""
    row = session.execute(_with_account(seen_as), {"secret": hash_secret(secret)}).one_or_none()
    return None if row is None else (row[0], row[1], row[2])


def why_over(row: SignInSession, account: Account, now: datetime) -> str | None:
    """Why this session opens nothing any more; None while it does."""
    if row.ended_at is not None:
        return row.end_reason or "ended"
    if row.account_id != account.id or row.role != account.role:
        return "role"
    return "blocked" if not account.active else is_over(row.started_at, row.last_used_at, now)


def needs_touch(row: SignInSession, now: datetime) -> bool:
    return now - row.last_used_at >= length_on("touch_seconds", now.date())


def touch_session(session: Session, session_id: int, *, now: datetime) -> None:
    """It was used now. A session that ended meanwhile stays ended: nothing is ever written back to life."""
    alive = update(SignInSession).where(col(SignInSession.id) == session_id, col(SignInSession.ended_at).is_(None))
    session.exec(alive.values(last_used_at=now))


def confirm_session(session: Session, session_id: int, *, now: datetime) -> None:
    """The password was typed again."""
    alive = update(SignInSession).where(col(SignInSession.id) == session_id, col(SignInSession.ended_at).is_(None))
    session.exec(alive.values(confirmed_at=now, last_used_at=now))


def end_session(session: Session, session_id: int, *, reason: str, now: datetime) -> None:
    alive = update(SignInSession).where(col(SignInSession.id) == session_id, col(SignInSession.ended_at).is_(None))
    session.exec(alive.values(ended_at=now, end_reason=reason))


def end_sessions(session: Session, account_id: int, *, reason: str, now: datetime, but: int | None = None) -> None:
    """End every session of an account, or every one but this."""
    alive = update(SignInSession).where(
        col(SignInSession.account_id) == account_id, col(SignInSession.ended_at).is_(None)
    )
    if but is not None:
        alive = alive.where(col(SignInSession.id) != but)
    session.exec(alive.values(ended_at=now, end_reason=reason))


def open_sessions(session: Session, account: Account, *, now: datetime) -> list[SignInSession]:
    """Where someone is signed in now, the latest use first."""
    rows = session.exec(
        select(SignInSession)
        .where(SignInSession.account_id == account.id, col(SignInSession.ended_at).is_(None))
        .order_by(col(SignInSession.last_used_at).desc(), col(SignInSession.id).desc())
    )
    return [row for row in rows if why_over(row, account, now) is None]


def is_known_device(session: Session, account_id: int, device_sha256: str, *, now: datetime) -> bool:
    """Did this person sign in from this browser not long ago?"""
    since = now - length_on("known_device_days", now.date())
    query = select(SignInSession.id).where(
        SignInSession.account_id == account_id,
        SignInSession.device_sha256 == device_sha256,
        SignInSession.started_at >= since,
    )
    return session.exec(query.limit(1)).first() is not None
