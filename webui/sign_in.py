"""Signing in and out: flask-security over the account table, which the core keeps without knowing the web."""

import unicodedata
from datetime import timedelta
from typing import Any, cast

from argon2 import PasswordHasher
from flask import Flask, request, session
from flask_security import (
    RoleMixin,
    Security,
    SQLAlchemySessionUserDatastore,
    UserMixin,
    current_user,
    logout_user,
    user_authenticated,
)
from sqlalchemy.orm import registry, scoped_session
from sqlmodel import Session

from dossier.model.people import Account
from webui.assets import STATIC_ENDPOINTS
from webui.context import now
from webui.transaction import get_session

SIGNED_IN_AT = "signed_in_at"
LONGEST_SESSION = timedelta(hours=12)
"""However busy, a session ends after this (security test T06)."""


class AccountRole(RoleMixin):
    """The one role of an account in the form flask-security asks for."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.permissions: list[str] = []


class WebAccount(UserMixin):
    """The account table as flask-security sees it."""

    id: int
    name: str
    email: str
    role: str
    organisation_id: int | None

    @property
    def roles(self) -> list[RoleMixin]:  # type: ignore[override]
        """Computed from the one role of the table; nothing in the program writes it."""
        return [AccountRole(self.role)]


registry(metadata=Account.metadata).map_imperatively(WebAccount, Account.__table__)  # type: ignore[attr-defined]


class RequestDatastore(SQLAlchemySessionUserDatastore):
    """Accounts through the session of the request, which commits once itself."""

    def commit(self) -> None:
        """Nothing: the request commits once, at its end."""


class _RequestSession:
    """Hands every call on to the session of the request."""

    def __getattr__(self, name: str) -> Any:
        return getattr(get_session(), name)


def hash_password(password: str) -> str:
    """The argon2 hash that signing in checks against; for the front door, which makes accounts without a web app."""
    return PasswordHasher().hash(unicodedata.normalize("NFKD", password))


def to_account(database: Session, user: WebAccount) -> Account:
    """The account as the core knows it."""
    account = database.get(Account, user.id)
    assert account is not None, "a signed-in account exists"
    return account


def start_session(_sender: Flask, **_details: Any) -> None:
    """Note when was signed in: a session ends after half a day, however busy it is kept."""
    session[SIGNED_IN_AT] = now().timestamp()
    session.permanent = True  # with PERMANENT_SESSION_LIFETIME: it ends by itself when nobody uses it


def end_old_session() -> None:
    """Before every request: a session without a known start, or with one too long ago, is over."""
    if request.endpoint in STATIC_ENDPOINTS or not current_user.is_authenticated:
        return
    started = session.get(SIGNED_IN_AT)
    if not isinstance(started, float) or now().timestamp() - started > LONGEST_SESSION.total_seconds():
        logout_user()


def register_sign_in(app: Flask) -> None:
    datastore = RequestDatastore(cast("scoped_session[Session]", _RequestSession()), WebAccount, AccountRole)
    Security(app, datastore)
    user_authenticated.connect(start_session, app)
    app.before_request(end_old_session)
