"""Limits on guessing: every try is counted before it is judged, alike for accounts that exist and those that do not."""

from datetime import timedelta
from typing import Any

from flask import Flask, abort, g, make_response, request, session
from flask.typing import ResponseReturnValue
from flask_security import current_user, user_authenticated
from flask_security.proxies import _security
from sqlmodel import Session

from dossier.model.people import Account
from dossier.model.sign_in import TryKind
from dossier.storage.accounts import account_by_uniquifier, find_account, get_account
from dossier.storage.passkeys import find_passkey
from dossier.storage.sign_in_sessions import is_known_device
from dossier.storage.sign_in_tries import NO_WAIT, Attempt, forgive_tries, reserve_try
from webui.configuration import derive_secret
from webui.context import get_context, now
from webui.errors import show_error
from webui.passkeys import claimed_id
from webui.place import request_place
from webui.transaction import SAFE_METHODS, get_session, pause_transaction

PASSKEY_ALONE = "passkeys.sign_in"
GUARDED = {
    "security.login": TryKind.PASSWORD,
    "own_account.confirm": TryKind.PASSWORD,
    "own_account.change_password": TryKind.PASSWORD,
    "security.two_factor_token_validation": TryKind.CODE,
    "security.two_factor_setup_validate": TryKind.CODE,
    "recovery.use_one": TryKind.CODE,
    "passkeys.use_second": TryKind.CODE,
    "passkeys.set_first": TryKind.CODE,
    PASSKEY_ALONE: TryKind.CODE,
    "account_links.open_link": TryKind.LINK,
}
"""Every way in, by endpoint; a test walks the sign-in pages and finds none missing."""


def account_key(email: str) -> str:
    """A keyed hash: the table of tries tells nobody which addresses were typed."""
    return derive_secret(get_context().settings.require_secret_key(), f"sign-in {email}")


def typed_email() -> str:
    """The address as the sign-in form will look it up: other spellings of one account count as one."""
    typed = request.form.get("email", "").strip()
    try:
        typed = _security.mail_util.normalize(typed)
    except ValueError:
        typed = typed[:320]
    return typed.lower()


def name_tried(database: Session) -> tuple[str, Account | None]:
    """Whose account is tried: who is signed in, who gave the right password before, or whose address was typed."""
    if GUARDED[str(request.endpoint)] == TryKind.LINK:
        return f"link {request.remote_addr}", None
    if current_user.is_authenticated:
        return current_user.email, find_account(database, current_user.email)
    if request.endpoint == PASSKEY_ALONE:
        return name_of_passkey(database)
    halfway = session.get("tf_user_id")
    if request.endpoint != "security.login" and halfway is not None:
        account = account_by_uniquifier(database, str(halfway))
        return ("?" if account is None else account.email), account
    email = typed_email()
    return email, find_account(database, email)


def name_of_passkey(database: Session) -> tuple[str, Account | None]:
    """The account of the passkey that was claimed, so that codes and keys are counted together; else the address."""
    passkey = find_passkey(database, claimed_id(request.form.get("answer", "")))
    account = None if passkey is None else get_account(database, passkey.account_id)
    return (f"passkey {request.remote_addr}", None) if account is None else (account.email, account)


def describe_attempt(database: Session) -> Attempt:
    place = request_place()
    name, account = name_tried(database)
    known = (
        account is not None
        and account.id is not None
        and place.device_sha256 is not None
        and is_known_device(database, account.id, place.device_sha256, now=now())
    )
    kind = GUARDED[str(request.endpoint)]
    return Attempt(kind=kind, account_key=account_key(name), known=known, **vars(place))


def count_try() -> ResponseReturnValue | None:
    """Before a way in is judged: count, or say how long to wait. In a transaction of its own, kept whatever follows."""
    if request.endpoint not in GUARDED or request.method in SAFE_METHODS:
        return None
    if request.is_json:
        abort(415)  # a second form of the same door would need every check twice
    pause_transaction()
    with get_context().database.session() as database:
        g.attempt = describe_attempt(database)
        wait = reserve_try(database, g.attempt, now=now())
    return None if wait == NO_WAIT else refuse(wait)


def count_miss(what: str) -> bool:
    """Count a secret address that does not exist, for whoever asks it; True when they ask too often."""
    place = request_place()
    attempt = Attempt(TryKind.LINK, account_key(f"{what} {place.address}"), place.address, place.device)
    with get_context().database.session() as database:
        return reserve_try(database, attempt, now=now()) > NO_WAIT


def refuse(wait: timedelta) -> ResponseReturnValue:
    response = make_response(show_error(429))
    response.headers["Retry-After"] = str(int(wait.total_seconds()) + 1)
    return response


def forgive(_app: Flask | None = None, **_details: Any) -> None:
    """It was the right person after all."""
    if "attempt" in g:
        forgive_tries(get_session(), g.attempt)


def forgive_at_once() -> None:
    """As `forgive`, and kept even if the page sends the form back: before anything else is read or written."""
    pause_transaction()
    with get_context().database.session() as database:
        forgive_tries(database, g.attempt)


def register_tries(app: Flask) -> None:
    app.before_request(count_try)
    user_authenticated.connect(forgive, app)
