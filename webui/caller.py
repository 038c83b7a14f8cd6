"""Which program is calling: its key, checked; and under which name and with whose eyes it reads and writes."""

from dataclasses import dataclass
from datetime import timedelta

from flask import Flask, Request, Response, current_app, g, request
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface, SessionMixin

from dossier.acts.api_tokens import TokenState, state_of
from dossier.model.api_token import ApiToken
from dossier.model.people import Account
from dossier.rules.api_scope import Scope, may_hold
from dossier.storage.api_tokens import account_of, needs_note, note_use, token_of_secret
from dossier.storage.calendar_feeds import hash_secret
from webui.api.problem import PREFIX, Code, is_api, stop
from webui.context import get_context, now, today
from webui.rate_limit import RateLimit
from webui.transaction import SAFE_METHODS, get_session

SCHEME = "bearer"
LIMIT = "passend_api_limit"
MOST, WINDOW = 120, timedelta(minutes=1)
"""Two a second: a whole office is read in minutes, and a program that runs wild harms nobody."""


@dataclass(frozen=True)
class Caller:
    token: ApiToken
    account: Account
    """A copy that is never stored: the account behind the key, with the role that the key has."""


def identify_caller(scope: str) -> Caller:
    """The one who calls, or an answer that says what is missing; called before any view of the API."""
    secret = read_secret()
    token = token_of_secret(get_session(), secret)
    live = token if token is not None and state_of(token, today()) is TokenState.LIVE else None
    asked_by = f"address {request.remote_addr}" if live is None else hash_secret(secret)
    if not current_app.extensions[LIMIT].allows(asked_by, now()):
        stop(Code.RATE)
    if live is None:
        stop(Code.TOKEN)
    if scope not in live.scopes or not may_hold(live.role, Scope(scope)):
        stop(Code.SCOPE)
    note_last_use(live)
    holder = account_of(get_session(), live)
    account = Account(**(holder.model_dump() | {"role": live.role, "active": True}))
    g.caller = Caller(live, account)
    return g.caller


def read_secret() -> str:
    """Empty, which no key is, where there is none; only from the header: a key in an address would stand in logs."""
    scheme, _, secret = request.headers.get("Authorization", "").partition(" ")
    return secret.strip() if scheme.lower() == SCHEME else ""


def note_last_use(token: ApiToken) -> None:
    if not needs_note(token, now()):
        return
    assert token.id is not None
    if request.method not in SAFE_METHODS:
        note_use(get_session(), token.id, now())
        return
    with get_context().database.session() as writing:
        note_use(writing, token.id, now())


def current_caller() -> Caller | None:
    """The program that calls, None where a person reads pages."""
    caller: Caller | None = g.get("caller")
    return caller


class PageSessions(SecureCookieSessionInterface):
    """Sessions are of pages: a cookie that comes along to the API is not read and not answered."""

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        return SecureCookieSession() if request.path.startswith(PREFIX) else super().open_session(app, request)

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        if not is_api():
            super().save_session(app, session, response)


def find_nobody(_request: Request) -> None:
    """Nobody signs in with a token of the sign-in library, which would read any body, however deep or large."""


def register_caller(app: Flask) -> None:
    """After signing in is registered, whose way with tokens it takes away."""
    vars(app)["login_manager"].request_loader(find_nobody)
    app.session_interface = PageSessions()
    app.extensions[LIMIT] = RateLimit(MOST, WINDOW)
