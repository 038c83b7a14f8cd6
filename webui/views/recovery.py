"""Recovery codes: made on one's own page, and used once in place of the second step."""

from flask import Blueprint, flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import ngettext
from flask_security import current_user
from flask_security.proxies import _security

from dossier.acts.entry import account_id
from dossier.model.people import Account
from dossier.storage.account_events import EventKind
from dossier.storage.accounts import account_by_uniquifier
from dossier.storage.passkeys import count_passkeys
from dossier.storage.recovery_codes import count_left, renew_codes, use_code
from webui.access import EVERYONE, allow, allow_public, reader
from webui.context import now
from webui.second_steps import HALFWAY
from webui.sessions import confirmed_first, record_here
from webui.sign_in import to_web_account
from webui.transaction import get_session
from webui.views.own_account import ACCOUNTS

blueprint = Blueprint("recovery", __name__)


@blueprint.get("/account/herstelcodes")
@allow(*EVERYONE, rows=(ACCOUNTS,))
@confirmed_first
def show_codes() -> ResponseReturnValue:
    return render_template("account/codes.html", codes=None, left=count_left(get_session(), account_id(reader())))


@blueprint.post("/account/herstelcodes")
@allow(*EVERYONE, rows=(ACCOUNTS,))
@confirmed_first
def make_codes() -> ResponseReturnValue:
    """The codes are on this answer and nowhere else."""
    owner = account_id(reader())
    codes = renew_codes(get_session(), owner, now=now())
    record_here(get_session(), owner, EventKind.CODES_RENEWED)
    return render_template("account/codes.html", codes=codes, left=len(codes))


@blueprint.route("/tweede-stap/herstelcode", methods=["GET", "POST"])
@allow_public
def use_one() -> ResponseReturnValue:
    """For who gave the right password and cannot give the code of the app."""
    account = half_signed_in()
    if account is None:
        return redirect(url_for("security.login"))
    wrong = False
    if request.method == "POST":
        database, owner = get_session(), account_id(account)
        if use_code(database, owner, request.form.get("code", ""), now=now()):
            record_here(database, owner, EventKind.CODE_USED)
            _security.two_factor_plugins.tf_complete(to_web_account(database, account), True)
            left = count_left(database, owner)
            flash(ngettext("U hebt nog %(num)d herstelcode.", "U hebt nog %(num)d herstelcodes.", left), "ask")
            return redirect(url_for("home.show_home"))
        wrong = True
    has_key = count_passkeys(get_session(), account_id(account)) > 0
    return render_template("account/use_code.html", wrong=wrong, has_key=has_key), 422 if wrong else 200


def half_signed_in() -> Account | None:
    """Who gave the right password and has a second step; nobody who is signed in already or has none."""
    uniquifier = session.get("tf_user_id")
    if current_user.is_authenticated or uniquifier is None or session.get("tf_state") not in HALFWAY:
        return None
    account = account_by_uniquifier(get_session(), str(uniquifier))
    if account is None or not account.active:
        return None
    return account if account.tf_primary_method or count_passkeys(get_session(), account_id(account)) else None
