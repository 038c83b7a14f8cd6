"""Tries to sign in, counted in the database: they survive a restart and are shared by every worker."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func
from sqlmodel import Session, col, delete, select

from dossier.model.sign_in import SignInTry, TryKind
from dossier.rules.sign_in import growing_wait_on, length_on, limits_on, wait_after_misses, wait_before_next

LIMITS = {TryKind.PASSWORD: "password_tries", TryKind.CODE: "code_tries", TryKind.LINK: "link_tries"}
NO_WAIT = timedelta(0)


@dataclass(frozen=True)
class Attempt:
    """Who tries what, from where; `known` is a browser in which this account signed in before."""

    kind: TryKind
    account_key: str
    address: str
    device: str
    device_sha256: str | None = None
    known: bool = False


def reserve_try(session: Session, attempt: Attempt, *, now: datetime) -> timedelta:
    """Count this try before it is judged; answers how long to wait instead, and then it is not counted.

    A known browser is counted by itself, so that nobody can lock a person out of it. All others are counted together,
    per account and per address; so guesses from a thousand addresses stay within the limit of one account.
    """
    _lock(session, attempt)
    _forget_old(session, now)
    wait = _wait(session, attempt, now)
    if wait > NO_WAIT:
        return wait
    session.add(SignInTry(at=now, **vars(attempt)))
    session.flush()
    return NO_WAIT


def forgive_tries(session: Session, attempt: Attempt) -> None:
    """The right person came in: what went before, from this place and for this account, no longer counts."""
    query = delete(SignInTry).where(col(SignInTry.account_key) == attempt.account_key)
    place = [col(SignInTry.address) == attempt.address, col(SignInTry.known).is_(False)]
    if attempt.known:
        place = [col(SignInTry.device_sha256) == attempt.device_sha256]
    session.exec(query.where(*place))


def unlock_account(session: Session, account_key: str) -> None:
    """A second person lets someone in again before the time is up."""
    session.exec(delete(SignInTry).where(col(SignInTry.account_key) == account_key))


def tries_of(session: Session, account_key: str, *, since: datetime) -> list[SignInTry]:
    """What was tried for this account and failed, newest first: for its owner to see."""
    query = select(SignInTry).where(SignInTry.account_key == account_key, SignInTry.at >= since)
    return list(session.exec(query.order_by(col(SignInTry.at).desc(), col(SignInTry.id).desc())))


def is_locked(session: Session, account_key: str, *, now: datetime) -> bool:
    """Must a new browser of this account wait, for the password or for the code?"""
    return any(
        _wait_of(session, kind, LIMITS[kind], now, col(SignInTry.account_key) == account_key) > NO_WAIT
        for kind in (TryKind.PASSWORD, TryKind.CODE)
    )


def _wait(session: Session, attempt: Attempt, now: datetime) -> timedelta:
    kind, limits = attempt.kind, LIMITS[attempt.kind]
    of_account = col(SignInTry.account_key) == attempt.account_key
    if attempt.known:
        return _wait_of(session, kind, limits, now, of_account, device=attempt.device_sha256)
    of_address = col(SignInTry.address) == attempt.address
    shared = "password_tries_of_address" if kind == TryKind.PASSWORD else limits
    moments = _moments(session, kind, now, of_address)
    by_address = wait_before_next(moments, limits_on(shared, now.date()), now)
    return max(by_address, _wait_of(session, kind, limits, now, of_account))


def _wait_of(
    session: Session, kind: TryKind, limits: str, now: datetime, of_whom: Any, *, device: str | None = None
) -> timedelta:
    """The wait of an account: its limits, and the pause that grows."""
    moments = _moments(session, kind, now, of_whom, device=device)
    return max(
        wait_before_next(moments, limits_on(limits, now.date()), now),
        wait_after_misses(moments, growing_wait_on(now.date()), now),
    )


def _moments(
    session: Session, kind: TryKind, now: datetime, of_whom: Any, *, device: str | None = None
) -> Sequence[datetime]:
    query = select(SignInTry.at).where(SignInTry.kind == kind, of_whom, SignInTry.at > now - timedelta(days=1))
    known = col(SignInTry.known).is_(device is not None)
    if device is not None:
        query = query.where(SignInTry.device_sha256 == device)
    return session.exec(query.where(known)).all()


def _forget_old(session: Session, now: datetime) -> None:
    session.exec(delete(SignInTry).where(col(SignInTry.at) < now - length_on("kept_days", now.date())))


def _lock(session: Session, attempt: Attempt) -> None:
    """Two workers judge one after the other. SQLite has one writer as it is (BEGIN IMMEDIATE)."""
    if session.get_bind().dialect.name != "postgresql":
        return
    for key in sorted((f"account {attempt.account_key}", f"address {attempt.address}")):
        session.exec(select(func.pg_advisory_xact_lock(func.hashtextextended(key, 0)))).all()
