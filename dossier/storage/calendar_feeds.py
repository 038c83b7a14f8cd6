"""Secret addresses of calendars: made, renewed, revoked, and recognised by the hash of their secret."""

from datetime import datetime
from hashlib import sha256
from secrets import token_urlsafe

from sqlmodel import Session, select

from dossier.model.people import Account, CalendarFeed

SECRET_BYTES = 32


def feed_of(session: Session, account_id: int) -> CalendarFeed | None:
    return session.exec(select(CalendarFeed).where(CalendarFeed.account_id == account_id)).one_or_none()


def renew_feed(session: Session, account_id: int, *, now: datetime) -> str:
    """A new secret, shown to its owner once; the address before it stops working at once."""
    secret = token_urlsafe(SECRET_BYTES)
    feed = feed_of(session, account_id) or CalendarFeed(account_id=account_id, secret_sha256="", made_at=now)
    feed.secret_sha256, feed.made_at = hash_secret(secret), now
    session.add(feed)
    session.flush()
    return secret


def revoke_feed(session: Session, account_id: int) -> None:
    feed = feed_of(session, account_id)
    if feed is not None:
        session.delete(feed)
        session.flush()


def owner_of_feed(session: Session, secret: str) -> Account | None:
    """Who may read with this secret; nobody when it is unknown, revoked or of an account that is switched off."""
    feed = session.exec(select(CalendarFeed).where(CalendarFeed.secret_sha256 == hash_secret(secret))).one_or_none()
    account = None if feed is None else session.get(Account, feed.account_id)
    return account if account is not None and account.active else None


def hash_secret(secret: str) -> str:
    """Plain SHA-256 suffices: the secret is 256 bits of chance, not a word that can be guessed."""
    return sha256(secret.encode()).hexdigest()
