"""Accounts for the administrator: who may sign in, in which role; never anything of a case."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from dossier.model.people import Role
from dossier.storage.accounts import list_accounts as read_accounts
from dossier.storage.accounts import list_organisations
from webui.access import allow
from webui.pages import cut_page
from webui.transaction import get_session

blueprint = Blueprint("accounts", __name__)
PAGE_SIZE = 50


def role_names() -> dict[str, str]:
    return {
        Role.EMPLOYEE.value: _("werknemer"),
        Role.COACH.value: _("coach"),
        Role.EMPLOYER.value: _("werkgever"),
        Role.ADMIN.value: _("beheerder"),
    }


@blueprint.get("/beheer/accounts")
@allow(Role.ADMIN, rows=(30,))
def list_accounts() -> ResponseReturnValue:
    session = get_session()
    organisations = {row.id: row.name for row in list_organisations(session)}
    return render_template(
        "admin/accounts.html",
        page=cut_page(read_accounts(session), PAGE_SIZE),
        organisations=organisations,
        roles=role_names(),
    )
