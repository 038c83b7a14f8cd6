"""One's own account: where one is signed in, what happened, and the way to change the password or be out everywhere."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_security import logout_user

from dossier.acts.entry import account_id
from dossier.rules.sign_in import length_on
from dossier.storage.account_events import EventKind, events_of
from dossier.storage.account_links import waiting_links
from dossier.storage.accounts import choose_digest
from dossier.storage.passkeys import count_passkeys
from dossier.storage.recovery_codes import count_left
from dossier.storage.sign_in_sessions import confirm_session, end_session, end_sessions, open_sessions
from dossier.storage.sign_in_tries import tries_of
from webui.access import EVERYONE, OWN_CASE, allow, reader
from webui.account_words import describe_event
from webui.configuration import needs_second_factor
from webui.context import get_context, now
from webui.passwords import ChangePasswordForm, accept_password, is_password_of
from webui.sessions import current_session, record_here, renew_after_change
from webui.transaction import get_session
from webui.tries import account_key, forgive, forgive_at_once
from webui.views.preferences import safe_path

blueprint = Blueprint("own_account", __name__)
MOST_EVENTS, MOST_TRIES = 50, 20
ACCOUNTS = 30
"""The row of the matrix: everybody has their own account."""


@blueprint.get("/account")
@allow(*EVERYONE, rows=(ACCOUNTS,))
def show_account() -> ResponseReturnValue:
    database, account, moment = get_session(), reader(), now()
    since = moment - length_on("kept_days", moment.date())
    return render_template(
        "account/own.html",
        account=account,
        sessions=open_sessions(database, account, now=moment),
        here=current_session().id,
        events=[(event, describe_event(event)) for event in events_of(database, account_id(account), most=MOST_EVENTS)],
        tries=tries_of(database, account_key(account.email), since=since)[:MOST_TRIES],
        passkeys=count_passkeys(database, account_id(account)),
        codes=count_left(database, account_id(account)),
        waiting=waiting_links(database, account, now=moment),
        two_steps=needs_second_factor(get_context().settings),
        sends_mail=get_context().settings.sends_mail,
    )


@blueprint.post("/account/weekbericht")
@allow(*OWN_CASE, rows=(ACCOUNTS,))
def switch_digest() -> ResponseReturnValue:
    """Off until its owner wants it: an e-mail passes through other hands."""
    wanted = request.form.get("wanted") == "yes"
    choose_digest(get_session(), reader(), wanted=wanted)
    text = _("U krijgt voortaan het weekbericht.") if wanted else _("U krijgt geen weekbericht meer.")
    flash(text, "good")
    return redirect(url_for("own_account.show_account"))


@blueprint.post("/account/sessies/<int:session_id>/afmelden")
@allow(*EVERYONE, rows=(ACCOUNTS,))
def end_one(session_id: int) -> ResponseReturnValue:
    """Only one's own: the number of somebody else's session does nothing."""
    database, account = get_session(), reader()
    if session_id in {row.id for row in open_sessions(database, account, now=now())}:
        end_session(database, session_id, reason="signed_out_elsewhere", now=now())
        record_here(database, account_id(account), EventKind.SIGNED_OUT_ELSEWHERE)
        flash(_("Daar bent u nu afgemeld."), "good")
    return redirect(url_for("own_account.show_account"))


@blueprint.post("/account/overal-afmelden")
@allow(*EVERYONE, rows=(ACCOUNTS,))
def end_all() -> ResponseReturnValue:
    """Out everywhere, here too."""
    owner = account_id(reader())
    end_sessions(get_session(), owner, reason="signed_out_elsewhere", now=now())
    record_here(get_session(), owner, EventKind.SIGNED_OUT_ELSEWHERE)
    logout_user()
    return redirect(url_for("security.login"))


@blueprint.route("/account/wachtwoord", methods=["GET", "POST"])
@allow(*EVERYONE, rows=(ACCOUNTS,))
def change_password() -> ResponseReturnValue:
    """The old password first; every other browser is out afterwards."""
    form = ChangePasswordForm()
    known = form.validate_on_submit() and knows_password(form)
    account, database = reader(), get_session()
    if known and accept_password(database, form, account):
        renew_after_change(database, account)
        record_here(database, account_id(account), EventKind.PASSWORD_CHANGED)
        flash(_("Het wachtwoord is gewijzigd. Op andere apparaten bent u afgemeld."), "good")
        return redirect(url_for("own_account.show_account"))
    return render_template("account/password.html", form=form), 422 if form.errors else 200


def knows_password(form: ChangePasswordForm) -> bool:
    """Is the old password right? Then the try was no guess; else the form says so."""
    if is_password_of(reader(), form.current.data):
        forgive_at_once()
        return True
    form.current.errors = [_("Dit wachtwoord klopt niet.")]
    return False


@blueprint.route("/bevestigen", methods=["GET", "POST"])
@allow(*EVERYONE, rows=(ACCOUNTS,))
def confirm() -> ResponseReturnValue:
    """Before something of weight: is it still the same person?"""
    back, wrong = safe_path(request.values.get("next")), False
    if request.method == "POST":
        if is_password_of(reader(), request.form.get("password", "")):
            forgive()
            row = current_session()
            assert row.id is not None
            confirm_session(get_session(), row.id, now=now())
            return redirect(back)
        wrong = True
    return render_template("account/confirm.html", back=back, wrong=wrong), 422 if wrong else 200
