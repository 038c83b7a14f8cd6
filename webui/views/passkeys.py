"""Passkeys: made, named and removed on one's own page, and used after the password or in place of both."""

from flask import Blueprint, flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_security import current_user
from flask_security.proxies import _security

from dossier.acts.entry import account_id
from dossier.errors import InvalidInputError, NotFoundError
from dossier.model.passkey import Passkey
from dossier.model.people import Account
from dossier.storage.account_events import EventKind
from dossier.storage.accounts import account_by_uniquifier, get_account
from dossier.storage.passkeys import (
    add_passkey,
    find_passkey,
    passkeys_of,
    remove_passkey,
    rename_passkey,
    runs_behind,
    use_passkey,
)
from dossier.storage.sign_in_sessions import end_sessions
from webui.access import EVERYONE, allow, allow_public, reader
from webui.configuration import needs_second_factor
from webui.context import get_context, now
from webui.passkeys import (
    PasskeyRefusedError,
    ask_known,
    ask_new,
    claimed_id,
    read_new,
    read_use,
    relying_party,
    take_question,
)
from webui.sessions import confirmed_first, record_here, remind_of_codes, renew_after_change
from webui.sign_in import to_web_account
from webui.transaction import get_session, pause_transaction
from webui.views.own_account import ACCOUNTS
from webui.views.preferences import safe_path
from webui.views.recovery import half_signed_in

blueprint = Blueprint("passkeys", __name__)


@blueprint.get("/account/sleutels")
@allow(*EVERYONE, rows=(ACCOUNTS,))
@confirmed_first
def show_passkeys() -> ResponseReturnValue:
    return render_own()


@blueprint.post("/account/sleutels")
@allow(*EVERYONE, rows=(ACCOUNTS,))
@confirmed_first
def add() -> ResponseReturnValue:
    """Another way in: its owner reads so, and every other browser is out."""
    account = reader()
    try:
        keep_new(account)
    except (PasskeyRefusedError, InvalidInputError):
        return render_own(wrong=True), 422
    renew_after_change(get_session(), account)
    flash(_("De toegangssleutel is toegevoegd. Op andere apparaten bent u afgemeld."), "good")
    remind_of_codes(get_session(), account_id(account))
    return redirect(url_for("passkeys.show_passkeys"))


@blueprint.post("/account/sleutels/<int:number>/naam")
@allow(*EVERYONE, rows=(ACCOUNTS,))
@confirmed_first
def rename(number: int) -> ResponseReturnValue:
    rename_passkey(get_session(), own_passkey(number), request.form.get("name", ""))
    return redirect(url_for("passkeys.show_passkeys"))


@blueprint.post("/account/sleutels/<int:number>/weghalen")
@allow(*EVERYONE, rows=(ACCOUNTS,))
@confirmed_first
def remove(number: int) -> ResponseReturnValue:
    """One stays where it is the only second step: else the password alone would open the account."""
    passkey, account, database = own_passkey(number), reader(), get_session()
    last = len(passkeys_of(database, account_id(account))) == 1 and not account.tf_primary_method
    if last and needs_second_factor(get_context().settings):
        flash(_("Dit is uw enige tweede stap. Stel eerst een app of een andere toegangssleutel in."), "ask")
        return redirect(url_for("passkeys.show_passkeys"))
    remove_passkey(database, passkey)
    renew_after_change(database, account)
    record_here(database, account_id(account), EventKind.PASSKEY_REMOVED)
    flash(_("De toegangssleutel is weggehaald. Op andere apparaten bent u afgemeld."), "good")
    return redirect(url_for("passkeys.show_passkeys"))


@blueprint.route("/tweede-stap/sleutel", methods=["GET", "POST"])
@allow_public
def use_second() -> ResponseReturnValue:
    """After the password: one of the keys of this account."""
    account = half_signed_in()
    known = [] if account is None else passkeys_of(get_session(), account_id(account))
    if account is None or not known:
        return redirect(url_for("security.login"))
    wrong = request.method == "POST" and not come_in(f"second {account.id}", account)
    if request.method == "POST" and not wrong:
        return redirect(safe_path(request.args.get("next")))
    options = ask_known(f"second {account.id}", known)
    return render_use("second", options, wrong=wrong, has_app=bool(account.tf_primary_method))


@blueprint.route("/inloggen/sleutel", methods=["GET", "POST"])
@allow_public
def sign_in() -> ResponseReturnValue:
    """Without the password: the device proves that it is there and that it knows its user, which are two factors."""
    if current_user.is_authenticated:
        return redirect(url_for("home.show_home"))
    if relying_party(get_context().settings) is None:
        raise NotFoundError("Deze pagina bestaat niet.")
    wrong = request.method == "POST" and not come_in("alone", None)
    if request.method == "POST" and not wrong:
        return redirect(safe_path(request.args.get("next")))
    return render_use("alone", ask_known("alone", []), wrong=wrong)


@blueprint.route("/tweede-stap/sleutel/instellen", methods=["GET", "POST"])
@allow_public
def set_first() -> ResponseReturnValue:
    """At the first sign-in, in place of an app on a phone."""
    account = at_first_sign_in()
    if account is None or relying_party(get_context().settings) is None:
        return redirect(url_for("security.login"))
    if request.method == "POST":
        try:
            keep_new(account)
        except (PasskeyRefusedError, InvalidInputError):
            return render_use("first", ask_new(account, []), wrong=True)
        end_sessions(get_session(), account_id(account), reason="changed", now=now())
        remind_of_codes(get_session(), account_id(account))
        _security.two_factor_plugins.tf_complete(to_web_account(get_session(), account), True)
        return redirect(url_for("home.show_home"))
    return render_use("first", ask_new(account, []))


def at_first_sign_in() -> Account | None:
    """Who gave the right password and has no second step of any kind yet."""
    uniquifier = session.get("tf_user_id")
    if current_user.is_authenticated or uniquifier is None or session.get("tf_state") not in FIRST:
        return None
    account = account_by_uniquifier(get_session(), str(uniquifier))
    if account is None or not account.active or account.tf_primary_method:
        return None
    return None if passkeys_of(get_session(), account_id(account)) else account


FIRST = frozenset({"setup_from_login", "validating_profile"})
"""The states of the library before there is a second step."""


def keep_new(account: Account) -> None:
    """Read the answer of the browser and keep the key in it."""
    found = read_new(request.form.get("answer", ""), take_question(f"new {account.id}"))
    owner, name = account_id(account), request.form.get("name", "")
    add_passkey(get_session(), owner, name=name, now=now(), **vars(found))
    record_here(get_session(), owner, EventKind.PASSKEY_ADDED)


def come_in(purpose: str, account: Account | None) -> bool:
    """Sign in with the answer of the browser; False where it opens nothing. Without an account the key says whose."""
    try:
        owner = judge_use(purpose, account)
    except PasskeyRefusedError:
        return False
    record_here(get_session(), account_id(owner), EventKind.PASSKEY_USED)
    _security.two_factor_plugins.tf_complete(to_web_account(get_session(), owner), True)
    return True


def judge_use(purpose: str, account: Account | None) -> Account:
    """Whose account this answer opens, now and once."""
    database, answer, question = get_session(), request.form.get("answer", ""), take_question(purpose)
    passkey = find_passkey(database, claimed_id(answer))
    if passkey is None or (account is not None and passkey.account_id != account.id):
        raise PasskeyRefusedError("Deze sleutel hoort hier niet.")
    owner = get_account(database, passkey.account_id)
    if not owner.active:
        raise PasskeyRefusedError("Dit account is dicht.")
    count = read_use(answer, question, passkey, owner=owner, alone=account is None)
    if runs_behind(passkey, count):
        note_behind(passkey)
        raise PasskeyRefusedError("De teller loopt achter.")
    if not use_passkey(database, passkey, sign_count=count, asked_at=question.asked_at, now=now()):
        raise PasskeyRefusedError("Deze vraag is al beantwoord.")
    return owner


def note_behind(passkey: Passkey) -> None:
    """The signature is right and the count is not: its owner must read it, whatever becomes of this request."""
    owner = passkey.account_id
    pause_transaction()
    with get_context().database.session() as own:
        record_here(own, owner, EventKind.PASSKEY_BEHIND)


def own_passkey(number: int) -> Passkey:
    """Only one's own: the number of somebody else's does not exist."""
    for passkey in passkeys_of(get_session(), account_id(reader())):
        if passkey.id == number:
            return passkey
    raise NotFoundError("Deze toegangssleutel bestaat niet.")


def render_own(*, wrong: bool = False) -> str:
    account, party = reader(), relying_party(get_context().settings)
    known = passkeys_of(get_session(), account_id(account))
    options = None if party is None else ask_new(account, known)
    return render_template("account/passkeys.html", passkeys=known, party=party, options=options, wrong=wrong)


def render_use(way: str, options: str, *, wrong: bool = False, has_app: bool = False) -> ResponseReturnValue:
    party = relying_party(get_context().settings)
    page = render_template(
        "account/use_passkey.html", way=way, options=options, party=party, wrong=wrong, has_app=has_app
    )
    return page, 422 if wrong else 200
