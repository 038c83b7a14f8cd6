"""Signing in and out: flask-security over the account table, which the core keeps without knowing the web."""

import unicodedata
from typing import Any

from argon2 import PasswordHasher
from flask import Flask
from flask_security import RoleMixin, Security, SQLAlchemySessionUserDatastore, UserMixin
from sqlalchemy.orm import registry
from sqlmodel import Session

from dossier.model.people import Account
from webui.transaction import get_session


class AccountRole(RoleMixin):  # type: ignore[misc]
    """The one role of an account in the form flask-security asks for."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.permissions: list[str] = []


class WebAccount(UserMixin):  # type: ignore[misc]
    """The account table as flask-security sees it."""

    id: int
    name: str
    email: str
    role: str
    organisation_id: int | None

    @property
    def roles(self) -> list[AccountRole]:
        return [AccountRole(self.role)]


registry(metadata=Account.metadata).map_imperatively(WebAccount, Account.__table__)  # type: ignore[attr-defined]


class RequestDatastore(SQLAlchemySessionUserDatastore):  # type: ignore[misc]
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


def to_account(session: Session, user: WebAccount) -> Account:
    """The account as the core knows it."""
    account = session.get(Account, user.id)
    assert account is not None, "a signed-in account exists"
    return account


def register_sign_in(app: Flask) -> None:
    datastore = RequestDatastore(_RequestSession(), WebAccount, AccountRole)
    Security(app, datastore)
