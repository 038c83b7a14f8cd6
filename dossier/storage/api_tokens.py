"""Keys of other programs: kept as a hash, found by it, and what was already written with them."""

from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from dossier.errors import NotFoundError
from dossier.model.api_token import ApiReceipt, ApiToken
from dossier.model.people import Account
from dossier.storage.calendar_feeds import hash_secret

SEEN_AGAIN = timedelta(minutes=5)
"""When a key was last used is known to this precision: else every read would be a write."""


def list_tokens(session: Session, *, organisation_id: int | None = None) -> list[ApiToken]:
    """The keys of one office or of all, the newest first."""
    query = select(ApiToken).order_by(col(ApiToken.id).desc())
    return list(
        session.exec(query if organisation_id is None else query.where(ApiToken.organisation_id == organisation_id))
    )


def get_token(session: Session, token_id: int, *, organisation_id: int | None) -> ApiToken:
    """One key; of one office only, when that is given: a key of another office is not found here."""
    token = session.get(ApiToken, token_id)
    if token is None or (organisation_id is not None and token.organisation_id != organisation_id):
        raise NotFoundError("Deze koppeling is niet gevonden.")
    return token


def token_of_secret(session: Session, secret: str) -> ApiToken | None:
    return session.exec(select(ApiToken).where(ApiToken.secret_sha256 == hash_secret(secret))).one_or_none()


def account_of(session: Session, token: ApiToken) -> Account:
    """Under which name the connection writes."""
    account = session.get(Account, token.account_id)
    assert account is not None, "a key has its account as long as it is there"
    return account


def note_use(session: Session, token_id: int, now: datetime) -> None:
    token = session.get(ApiToken, token_id)
    if token is not None and needs_note(token, now):
        token.last_used_at = now
        session.add(token)
        session.flush()


def needs_note(token: ApiToken, now: datetime) -> bool:
    return token.last_used_at is None or now - token.last_used_at >= SEEN_AGAIN


def lock_token(session: Session, token_id: int) -> None:
    """Two requests of one key never write at once: the second finds what the first left."""
    session.exec(select(ApiToken).where(ApiToken.id == token_id).with_for_update()).one()


def find_receipt(session: Session, token_id: int, key: str) -> ApiReceipt | None:
    query = select(ApiReceipt).where(ApiReceipt.token_id == token_id, ApiReceipt.key == key)
    return session.exec(query).one_or_none()


def keep_receipt(session: Session, receipt: ApiReceipt) -> None:
    session.add(receipt)
    session.flush()
