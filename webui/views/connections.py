"""Connections with other programs: made and withdrawn by the administrator, confirmed by someone of the office."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from dossier.acts.api_tokens import TokenState, confirm_token, make_token, revoke_token, state_of
from dossier.model.api_token import ApiToken
from dossier.model.people import Account, Organisation, Role
from dossier.rules.api_scope import LONGEST
from dossier.storage.accounts import get_account, get_organisation, list_organisations
from dossier.storage.api_tokens import list_tokens
from webui.access import allow, reader
from webui.acting import try_act
from webui.context import now, today
from webui.forms.connection import SCOPES, ConnectionForm
from webui.forms.fields import select_choices
from webui.transaction import get_session

blueprint = Blueprint("connections", __name__)
STATES = {
    TokenState.WAITING: ("ask", _l("wacht op bevestiging")),
    TokenState.LIVE: ("good", _l("werkt")),
    TokenState.ENDED: ("plain", _l("verlopen")),
    TokenState.REVOKED: ("plain", _l("ingetrokken")),
}


@dataclass(frozen=True)
class ConnectionRow:
    """A connection in words."""

    token: ApiToken
    office: str
    scopes: list[str]
    made_by: str
    confirmed_by: str | None
    kind: str
    state: str


@blueprint.get("/beheer/koppelingen")
@allow(Role.ADMIN, rows=(30,))
def list_connections() -> ResponseReturnValue:
    return show_connections(connection_form())


@blueprint.post("/beheer/koppelingen")
@allow(Role.ADMIN, rows=(30,))
def make_connection() -> ResponseReturnValue:
    """The key is on this answer and nowhere else: only its hash is kept."""
    form = connection_form()
    if form.validate_on_submit():
        values = {name: value for name, value in form.data.items() if name != "csrf_token"}
        made = try_act(form, lambda: make_token(get_session(), values, actor=reader(), now=now()))
        if made is not None:
            return show_connections(connection_form(fresh=True), secret=made[1], name=made[0].name)
    return show_connections(form)


@blueprint.post("/beheer/koppelingen/<int:token_id>/intrekken")
@allow(Role.ADMIN, rows=(30,))
def revoke_connection(token_id: int) -> ResponseReturnValue:
    token = revoke_token(get_session(), token_id, actor=reader(), now=now())
    flash(_("De koppeling %(name)s werkt niet meer.", name=token.name), "good")
    return redirect(url_for("connections.list_connections"))


@blueprint.get("/koppelingen")
@allow(Role.COACH, Role.EMPLOYER, rows=(30,))
def list_office_connections() -> ResponseReturnValue:
    """Every program that reads along with this office, for who works there."""
    office = reader().organisation_id
    tokens = [] if office is None else list_tokens(get_session(), organisation_id=office)
    return render_template("account/connections.html", rows=[show_row(token, today()) for token in tokens])


@blueprint.post("/koppelingen/<int:token_id>/bevestigen")
@allow(Role.COACH, Role.EMPLOYER, rows=(30,))
def confirm_connection(token_id: int) -> ResponseReturnValue:
    token = confirm_token(get_session(), token_id, actor=reader(), now=now())
    flash(_("De koppeling %(name)s mag nu lezen wat er bij staat.", name=token.name), "good")
    return redirect(url_for("connections.list_office_connections"))


@blueprint.post("/koppelingen/<int:token_id>/intrekken")
@allow(Role.COACH, Role.EMPLOYER, rows=(30,))
def revoke_office_connection(token_id: int) -> ResponseReturnValue:
    token = revoke_token(get_session(), token_id, actor=reader(), now=now())
    flash(_("De koppeling %(name)s werkt niet meer.", name=token.name), "good")
    return redirect(url_for("connections.list_office_connections"))


def show_connections(form: ConnectionForm, **made: Any) -> ResponseReturnValue:
    tokens = list_tokens(get_session(), organisation_id=reader().organisation_id)
    page = render_template(
        "admin/connections.html", rows=[show_row(token, today()) for token in tokens], form=form, made=made
    )
    return page, 422 if form.errors else 200


def connection_form(*, fresh: bool = False) -> ConnectionForm:
    """With the offices that this administrator looks after."""
    more = {"formdata": None} if fresh else {}
    form = ConnectionForm(data={"ends_on": today() + LONGEST}, **more)
    form.organisation_id.choices = select_choices([(str(office.id), office.name) for office in own_offices(reader())])
    return form


def own_offices(actor: Account) -> list[Organisation]:
    session = get_session()
    if actor.organisation_id is None:
        return list_organisations(session)
    return [get_organisation(session, actor.organisation_id)]


def show_row(token: ApiToken, on: date) -> ConnectionRow:
    session = get_session()
    kind, text = STATES[state_of(token, on)]
    return ConnectionRow(
        token=token,
        office=get_organisation(session, token.organisation_id).name,
        scopes=[str(text) for value, text in SCOPES if value in token.scopes],
        made_by=get_account(session, token.made_by).name,
        confirmed_by=None if token.confirmed_by is None else get_account(session, token.confirmed_by).name,
        kind=kind,
        state=str(text),
    )
