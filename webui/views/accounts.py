"""Accounts for the administrator: who may sign in, in which role; never anything of a case."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from dossier.acts.entry import account_id
from dossier.model.people import Account, Role
from dossier.model.sign_in import LinkKind
from dossier.storage.account_events import EventKind, events_of, record_event
from dossier.storage.account_links import ask_link, links_of, needs_second_person
from dossier.storage.accounts import create_account, create_organisation, set_active
from dossier.storage.offices import managed_account, managed_accounts, managed_organisations
from dossier.storage.sign_in_sessions import end_sessions
from dossier.storage.sign_in_tries import is_locked, unlock_account
from webui.access import allow, reader
from webui.account_words import describe_event, link_names, role_names
from webui.acting import add_error, try_act
from webui.context import now
from webui.forms.account import AccountForm
from webui.pages import cut_page
from webui.sessions import confirmed_first
from webui.transaction import get_session
from webui.tries import account_key
from webui.views.account_links import link_address
from webui.views.own_account import ACCOUNTS, MOST_EVENTS

blueprint = Blueprint("accounts", __name__)
PAGE_SIZE = 50


@blueprint.get("/beheer/accounts")
@allow(Role.ADMIN, rows=(ACCOUNTS,))
def list_accounts() -> ResponseReturnValue:
    session = get_session()
    organisations = {row.id: row.name for row in managed_organisations(session, reader())}
    return render_template(
        "admin/accounts.html",
        page=cut_page(managed_accounts(session, reader()), PAGE_SIZE),
        organisations=organisations,
        roles=role_names(),
    )


@blueprint.route("/beheer/accounts/nieuw", methods=["GET", "POST"])
@allow(Role.ADMIN, rows=(ACCOUNTS,))
@confirmed_first
def new_account() -> ResponseReturnValue:
    """The account opens nothing yet: its owner chooses a password with the link that is shown here once."""
    form = AccountForm().offer(managed_organisations(get_session(), reader()), _("geen"))
    if form.validate_on_submit():
        account = try_act(form, lambda: keep_account(form))
        if account is not None:
            _link, secret = ask_link(get_session(), account, LinkKind.INVITATION, asked_by=reader(), now=now())
            return render_account(account, secret=secret)
    return render_template("admin/new_account.html", form=form), 422 if form.errors else 200


def keep_account(form: AccountForm) -> Account | None:
    """The account of a form; None, with the reason at its field, where an organisation is missing."""
    session, role, office = get_session(), form.role.data, reader().organisation_id
    home = int(form.organisation.data) if form.organisation.data else None
    if role in {Role.COACH, Role.EMPLOYER}:
        if role == Role.COACH and office is not None:
            home = office
        elif form.new_organisation.data:
            kind = "agency" if role == Role.COACH else "employer"
            home = create_organisation(session, name=form.new_organisation.data.strip(), kind=kind).id
        if home is None:
            add_error(form, "organisation", _("Kies of maak een organisatie voor deze rol."))
            return None
    account = create_account(
        session,
        email=form.email.data,
        name=form.name.data.strip(),
        role=role,
        password_hash="",
        organisation_id=home if role in {Role.COACH, Role.EMPLOYER} else office,
        now=now(),
    )
    record_event(session, account_id(account), EventKind.CREATED, now=now(), by=reader().name)
    return account


@blueprint.get("/beheer/accounts/<int:number>")
@allow(Role.ADMIN, rows=(ACCOUNTS,))
def show_account(number: int) -> ResponseReturnValue:
    return render_account(managed_account(get_session(), reader(), number))


def render_account(account: Account, *, secret: str | None = None) -> str:
    """One account; with `secret` the link, this once."""
    session = get_session()
    return render_template(
        "admin/account.html",
        account=account,
        roles=role_names(),
        links=links_of(session, account_id(account)),
        link_names=link_names(),
        address=link_address(secret) if secret else None,
        locked=is_locked(session, account_key(account.email), now=now()),
        second_person=needs_second_person(session, account),
        own=account.id == reader().id,
        moment=now(),
        events=[(event, describe_event(event)) for event in events_of(session, account_id(account), most=MOST_EVENTS)],
    )


@blueprint.post("/beheer/accounts/<int:number>/link/<any(invitation, password, second_step):kind>")
@allow(Role.ADMIN, rows=(ACCOUNTS,))
@confirmed_first
def make_link(number: int, kind: str) -> ResponseReturnValue:
    """A link for its owner: at once, or after a second person agrees."""
    account = managed_account(get_session(), reader(), number)
    _link, secret = ask_link(get_session(), account, LinkKind(kind), asked_by=reader(), now=now())
    if secret is None:
        flash(_("Het verzoek wacht op goedkeuring van een tweede persoon: een andere beheerder of de coach."), "ask")
        return redirect(url_for("accounts.show_account", number=number))
    return render_account(account, secret=secret)


@blueprint.post("/beheer/accounts/<int:number>/<any(blokkeren, openen, ontgrendelen):act>")
@allow(Role.ADMIN, rows=(ACCOUNTS,))
@confirmed_first
def change_account(number: int, act: str) -> ResponseReturnValue:
    """Block, open again, or lift the wait after failed tries; never one's own account."""
    session, account = get_session(), managed_account(get_session(), reader(), number)
    if account.id == reader().id:
        flash(_("Uw eigen account wijzigt een andere beheerder."), "stop")
        return redirect(url_for("accounts.show_account", number=number))
    if act == "ontgrendelen":
        unlock_account(session, account_key(account.email))
        kind = EventKind.UNLOCKED
    else:
        set_active(session, account, active=act == "openen")
        kind = EventKind.UNBLOCKED if account.active else EventKind.BLOCKED
    if not account.active:
        end_sessions(session, number, reason="blocked", now=now())
    record_event(session, number, kind, now=now(), by=reader().name)
    flash(_("Dat is gedaan."), "good")
    return redirect(url_for("accounts.show_account", number=number))
