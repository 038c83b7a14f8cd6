"""Signing in and out: flask-security over the account table, which the core keeps without knowing the web."""

import unicodedata
from datetime import date
from typing import Any, cast

from argon2 import PasswordHasher
from flask import Flask, g, session
from flask_security import LoginForm, RoleMixin, Security, SQLAlchemySessionUserDatastore, UserMixin
from flask_security.totp import Totp
from passlib.exc import UsedTokenError
from passlib.totp import TotpMatch
from sqlalchemy.orm import registry, scoped_session
from sqlmodel import Session

from dossier.model.people import Account
from dossier.storage.accounts import accept_code
from dossier.storage.sign_in_sessions import session_with_account
from webui.sessions import TICKET, note_second_step
from webui.transaction import get_session


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
    second_step_counter: int | None
    tour_done_on: date | None

    @property
    def roles(self) -> list[RoleMixin]:  # type: ignore[override]
        """Computed from the one role of the table; nothing in the program writes it."""
        return [AccountRole(self.role)]


registry(metadata=Account.metadata).map_imperatively(WebAccount, Account.__table__)  # type: ignore[attr-defined]


class RequestDatastore(SQLAlchemySessionUserDatastore):
    """Accounts through the session of the request, which commits once itself."""

    def commit(self) -> None:
        """Nothing: the request commits once, at its end."""

    def find_user(self, case_insensitive: bool = False, **wanted: Any) -> Any:
        """Who comes with a session is found together with it: every request asks for both."""
        if wanted.keys() == {"fs_uniquifier"} and TICKET in session:
            found = session_with_account(get_session(), str(session[TICKET]), WebAccount)
            if found is not None and found[2].fs_uniquifier == wanted["fs_uniquifier"]:
                g.found_session = found[:2]
                return found[2]
        return super().find_user(case_insensitive, **wanted)

    def tf_set(self, user: Any, primary_method: str, totp_secret: str | None = None, phone: str | None = None) -> None:
        """Keep the second step; where it is another one than before, its owner reads that and other sessions end."""
        changed = totp_secret is not None and totp_secret != user.tf_totp_secret
        super().tf_set(user, primary_method, totp_secret=totp_secret, phone=phone)
        if changed:
            note_second_step(user.id)


class _RequestSession:
    """Hands every call on to the session of the request."""

    def __getattr__(self, name: str) -> Any:
        return getattr(get_session(), name)


def hash_password(password: str) -> str:
    """The argon2 hash that signing in checks against; for the front door, which makes accounts without a web app."""
    return PasswordHasher().hash(normalise_password(password))


def normalise_password(password: str) -> str:
    """One form for one password, whichever keyboard typed it; the library does the same at sign-in."""
    return unicodedata.normalize("NFKD", password)


def to_account(database: Session, user: WebAccount) -> Account:
    """The account as the core knows it."""
    account = database.get(Account, user.id)
    assert account is not None, "a signed-in account exists"
    return account


def to_web_account(database: Session, account: Account) -> WebAccount:
    """The account as the library knows it."""
    user = database.get(WebAccount, account.id)
    assert user is not None, "both read the same table"
    return user


class SignInForm(LoginForm):
    """The form of the library without its tick to stay signed in: a session ends."""

    remember = None


class OnceTotp(Totp):
    """Codes of the second step, each good for one time (RFC 6238 5.2)."""

    def get_last_counter(self, user: Any) -> int | None:
        return cast("int | None", user.second_step_counter)

    def set_last_counter(self, user: Any, tmatch: TotpMatch) -> None:
        if not accept_code(get_session(), user.id, tmatch.counter):
            raise UsedTokenError(expire_time=tmatch.expire_time)


def register_sign_in(app: Flask) -> None:
    datastore = RequestDatastore(cast("scoped_session[Session]", _RequestSession()), WebAccount, AccountRole)
    security = Security(app, datastore, login_form=SignInForm, totp_cls=OnceTotp)
    security.principal.skip_static = True  # a style sheet is nobody's: no database is asked who wants it
    security.want_json(lambda _request: False)  # one form of each door: JSON would need every check twice
