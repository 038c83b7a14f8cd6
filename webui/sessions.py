"""Sessions that end: kept on the server, checked at every request, ended one by one or all at once."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any, TypeVar, cast

from flask import Flask, current_app, flash, g, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import user_logged_out
from flask_security import current_user, logout_user, user_authenticated
from sqlmodel import Session

from dossier.model.people import Account
from dossier.model.sign_in import SignInSession
from dossier.rules.sign_in import length_on
from dossier.storage.account_events import EventKind, forget_old_events, record_event
from dossier.storage.accounts import get_account, renew_uniquifier
from dossier.storage.recovery_codes import count_left
from dossier.storage.sign_in_sessions import (
    begin_session,
    end_session,
    end_sessions,
    find_session,
    needs_touch,
    touch_session,
    why_over,
)
from webui.assets import STATIC_ENDPOINTS
from webui.context import get_context, now
from webui.place import recognise_device, request_place, set_device_cookie
from webui.transaction import SAFE_METHODS, get_session

TICKET = "ticket"
"""The secret of the session, in the signed cookie; the row on the server decides whether it opens anything."""
CONFIRM_FIRST: dict[str, str | None] = {
    "security.two_factor_setup": None,
    "security.two_factor_setup_validate": None,
    "exports.make_export": "exports.show_exports",
    "exports.release": "exports.show_exports",
}
"""Acts of weight outside this room's own views, with the page to come back to: the password is asked again first."""
View = TypeVar("View", bound=Callable[..., ResponseReturnValue])


@contextmanager
def writing() -> Iterator[Session]:
    """The session of a request that writes, or a transaction of its own within one that reads."""
    if request.method not in SAFE_METHODS:
        yield get_session()
        return
    with get_context().database.session() as own:
        yield own


def start_session(_app: Flask, user: Any, **_details: Any) -> None:
    """Somebody came in: a new session with a new secret and a new form token, whatever the browser held before."""
    database = get_session()
    account = get_account(database, user.id)
    session.pop("csrf_token", None)
    place = recognise_device()
    session[TICKET] = begin_session(database, account, place, now=now())
    session.permanent = True  # with PERMANENT_SESSION_LIFETIME: the cookie too ends by itself
    record_event(database, user.id, EventKind.SIGNED_IN, now=now(), address=place.address, device=place.device)
    forget_old_events(database, user.id, now=now())


def check_session() -> None:
    """Before every request: a cookie whose session has ended, or never was, opens nothing."""
    if request.endpoint in STATIC_ENDPOINTS or not current_user.is_authenticated:
        return
    database = get_session()
    found: tuple[SignInSession, Account] | None = g.pop("found_session", None)  # by webui.sign_in
    if found is None or found[1].id != current_user.id or why_over(*found, now()) is not None:
        logout_user()
        return
    row, account = found
    assert row.id is not None
    database.info["reader"] = account  # held: rows that nobody holds are asked for again
    g.sign_in_session = row
    if needs_touch(row, now()):
        with writing() as own:
            touch_session(own, row.id, now=now())


def current_session() -> SignInSession:
    """The row of the session of this request."""
    row = g.sign_in_session
    assert isinstance(row, SignInSession)
    return row


def close_session(_app: Flask, **_details: Any) -> None:
    """Signed out: the row ends, so a copy of the cookie opens nothing either."""
    secret = session.pop(TICKET, None)
    if secret is None:
        return
    with writing() as database:
        row = find_session(database, str(secret))
        if row is not None and row.id is not None and row.ended_at is None:
            end_session(database, row.id, reason="signed_out", now=now())
            record_here(database, row.account_id, EventKind.SIGNED_OUT)


def record_here(database: Session, account_id: int, kind: EventKind, *, by: str | None = None) -> None:
    """An event of the one who makes this request; of somebody else (`by`) only the name is kept."""
    place = request_place()
    if by is not None:
        record_event(database, account_id, kind, now=now(), by=by)
    else:
        record_event(database, account_id, kind, now=now(), address=place.address, device=place.device)


def renew_after_change(database: Session, account: Account) -> None:
    """A password or second step was changed: every other session ends, and this one gets a new secret."""
    assert account.id is not None
    end_sessions(database, account.id, reason="changed", now=now())
    session["_user_id"] = renew_uniquifier(database, account)
    confirmed = begin_session(database, account, recognise_device(), now=now())
    session[TICKET] = confirmed
    session.pop("csrf_token", None)


def note_second_step(account_id: int) -> None:
    """Another second step than before: its owner reads so, and whoever else was signed in is out."""
    database = get_session()
    if current_user.is_authenticated:
        renew_after_change(database, get_account(database, account_id))
    else:
        end_sessions(database, account_id, reason="changed", now=now())
    record_here(database, account_id, EventKind.SECOND_STEP_SET)
    remind_of_codes(database, account_id)


def remind_of_codes(database: Session, account_id: int) -> None:
    """A second step without recovery codes is lost with the device that it is on."""
    if not count_left(database, account_id):
        flash(
            _("De tweede stap is ingesteld. Maak bij “Uw account” ook herstelcodes, voor als uw telefoon weg is."),
            "ask",
        )


def is_confirmed() -> bool:
    """Was the password typed not long ago?"""
    return now() - current_session().confirmed_at < length_on("confirm_minutes", now().date())


def ask_confirmation() -> ResponseReturnValue | None:
    """Before an act of weight by somebody signed in: first the page that asks for the password again."""
    endpoint = request.endpoint or ""
    if endpoint not in CONFIRM_FIRST or "sign_in_session" not in g or is_confirmed():
        return None
    return to_confirmation(CONFIRM_FIRST[endpoint])


def own_page() -> str:
    """The page of the form that was sent: its own address, or the nearest one above it that can be opened."""
    adapter, path = current_app.url_map.bind(""), request.path
    while path and not adapter.test(path, method="GET"):
        path = path.rpartition("/")[0]
    return path or "/"


def to_confirmation(page: str | None = None) -> ResponseReturnValue:
    """To the page that asks for the password, and from there back to what was asked, or to the page of its form."""
    back = own_page() if page is None else page_above(page)
    return redirect(url_for("own_account.confirm", next=back))


def page_above(endpoint: str) -> str:
    """The address of that page for what this request is about."""
    taken = next(current_app.url_map.iter_rules(endpoint)).arguments
    return url_for(endpoint, **{name: value for name, value in (request.view_args or {}).items() if name in taken})


def confirmed_first(view: View) -> View:
    """For a view of weight: first the page that asks for the password, then this one."""

    @wraps(view)
    def guarded(*args: Any, **values: Any) -> ResponseReturnValue:
        return view(*args, **values) if is_confirmed() else to_confirmation()

    return cast("View", guarded)


def register_sessions(app: Flask) -> None:
    user_authenticated.connect(start_session, app)
    user_logged_out.connect(close_session, app)
    app.before_request(check_session)
    app.before_request(ask_confirmation)
    app.after_request(set_device_cookie)
