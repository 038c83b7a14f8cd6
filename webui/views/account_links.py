"""Links that open an account once: used by their owner, and agreed to by a second person."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_security import current_user, logout_user

from dossier.acts.entry import account_id
from dossier.errors import NotFoundError
from dossier.model.people import Account, Role
from dossier.model.sign_in import AccountLink, LinkKind
from dossier.storage.account_events import EventKind
from dossier.storage.account_links import (
    approve_link,
    find_live_link,
    get_link,
    may_approve,
    take_link,
    waiting_links,
    withdraw_link,
)
from dossier.storage.accounts import clear_second_step, get_account, renew_uniquifier
from dossier.storage.recovery_codes import drop_codes
from dossier.storage.sign_in_sessions import end_sessions
from webui.access import allow, allow_public, reader
from webui.account_words import link_names, role_names
from webui.context import get_context, now
from webui.passwords import NewPasswordForm, accept_password, is_password_of
from webui.sessions import confirmed_first, record_here
from webui.transaction import get_session
from webui.tries import forgive, forgive_at_once
from webui.views.own_account import ACCOUNTS

blueprint = Blueprint("account_links", __name__)


def link_address(secret: str) -> str:
    """The whole address: under the public name of the program, never under a name that a request claims."""
    path = url_for("account_links.open_link", secret=secret)
    public = get_context().settings.public_url
    return public.rstrip("/") + path if public else url_for("account_links.open_link", secret=secret, _external=True)


@blueprint.route("/link/<secret>", methods=["GET", "POST"])
@allow_public
def open_link(secret: str) -> ResponseReturnValue:
    """Looking uses nothing up, so a mail scanner spoils nothing. What does not work says so in one way for all."""
    link = find_live_link(get_session(), secret, now=now())
    if link is not None and link.kind != LinkKind.SECOND_STEP and request.method == "POST":
        forgive_at_once()  # who holds the link guesses nothing, however often a password is sent back
        link = find_live_link(get_session(), secret, now=now())
    if link is None:
        return render_template("account/dead_link.html"), 404
    account = get_account(get_session(), link.account_id)
    if link.kind == LinkKind.SECOND_STEP:
        return reset_second_step(link, account)
    form = NewPasswordForm()
    if form.validate_on_submit() and accept_password(get_session(), form, account):
        return finish(link, account, _("Uw wachtwoord is bewaard. Meld u nu aan."))
    return render_template("account/choose_password.html", form=form, link=link), 422 if form.errors else 200


def reset_second_step(link: AccountLink, account: Account) -> ResponseReturnValue:
    """The link alone is not enough: the password too, so that nobody comes in with what was sent."""
    wrong = request.method == "POST" and not is_password_of(account, request.form.get("password", ""))
    if request.method == "POST" and not wrong:
        clear_second_step(get_session(), account)
        drop_codes(get_session(), account_id(account))
        record_here(get_session(), account_id(account), EventKind.SECOND_STEP_CLEARED)
        forgive()
        return finish(link, account, _("De tweede stap is weggehaald. Meld u aan en stel hem opnieuw in."))
    return render_template("account/reset_second_step.html", wrong=wrong), 422 if wrong else 200


def finish(link: AccountLink, account: Account, text: str) -> ResponseReturnValue:
    """The link is used up, every session is over, and its owner signs in anew."""
    session, owner = get_session(), account_id(account)
    if not take_link(session, link, now=now()):
        raise NotFoundError("Deze link is al gebruikt.")
    end_sessions(session, owner, reason="changed", now=now())
    renew_uniquifier(session, account)
    record_here(session, owner, EventKind.LINK_USED)
    if current_user.is_authenticated:
        logout_user()
    flash(text, "good")
    return redirect(url_for("security.login"))


@blueprint.get("/herstelverzoeken")
@allow(Role.ADMIN, Role.COACH, rows=(ACCOUNTS,))
def list_requests() -> ResponseReturnValue:
    return render_requests()


@blueprint.post("/herstelverzoeken/<int:number>/goedkeuren")
@allow(Role.ADMIN, Role.COACH, rows=(ACCOUNTS,))
@confirmed_first
def approve(number: int) -> ResponseReturnValue:
    """The link is on this answer and nowhere else."""
    link = get_link(get_session(), number)
    secret = approve_link(get_session(), link, approver=reader(), now=now())
    return render_requests(address=link_address(secret), name=get_account(get_session(), link.account_id).name)


@blueprint.post("/herstelverzoeken/<int:number>/afwijzen")
@allow(Role.ADMIN, Role.COACH, rows=(ACCOUNTS,))
def refuse(number: int) -> ResponseReturnValue:
    link = get_link(get_session(), number)
    if not may_approve(get_session(), reader(), link):
        raise NotFoundError("Dit verzoek bestaat niet.")
    withdraw_link(get_session(), link, by=reader().name, now=now())
    flash(_("Het verzoek is afgewezen."), "good")
    return redirect(url_for("account_links.list_requests"))


def render_requests(*, address: str | None = None, name: str = "") -> str:
    session = get_session()
    waiting = [(link, get_account(session, link.account_id)) for link in waiting_links(session, reader(), now=now())]
    return render_template(
        "account/requests.html",
        waiting=waiting,
        kinds=link_names(),
        roles=role_names(),
        address=address,
        name=name,
    )
