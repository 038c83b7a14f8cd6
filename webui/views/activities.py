"""What was done and what was agreed: activities of the plan and conversations."""

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_security import current_user

from dossier.acts.activities import add_activity
from dossier.acts.contacts import add_contact, may_correct
from dossier.model.case import ReintegrationCase
from dossier.model.people import Role
from dossier.storage.activities import list_activities, list_contacts
from dossier.storage.profiles import search_profiles_of
from webui.access import GUIDED, OWN_CASE, allow, can, can_in, open_case, reader, require, require_in
from webui.acting import act_by_reader, try_act
from webui.case_frame import render_case
from webui.context import today
from webui.forms.activity import ActivityForm, ContactForm, EmployerContactForm
from webui.forms.values import filled_values
from webui.once import sent_once
from webui.transaction import get_session
from webui.views.agreements import agreements_for_reader, kept_owners

blueprint = Blueprint("activities", __name__)


@blueprint.get("/dossiers/<number>/activiteiten")
@allow(*OWN_CASE, rows=(19, 21))
def show_activities(number: str) -> ResponseReturnValue:
    case = open_case(number, "activiteiten")
    assert case.id is not None
    session = get_session()
    contacts = list_contacts(session, case.id) if can("contacts.read") or can("contacts.limited") else []
    return render_case(
        "activities/list.html",
        case,
        activities=list(reversed(list_activities(session, case.id))),
        contacts=list(reversed(contacts)),
        tells=(tells := can_in(case, "contacts.write") or can_in(case, "contacts.create")),
        own_talks={row.id for row in contacts if tells and may_correct(reader(), row)},
        agreements=agreements_for_reader(case),
        keeps={value for value, _name in kept_owners(case)},
    )


@blueprint.route("/dossiers/<number>/activiteiten/nieuw", methods=["GET", "POST"])
@allow(*GUIDED, rows=(21,))
@sent_once
def new_activity(number: str) -> ResponseReturnValue:
    case = open_case(number, "activiteiten")
    require("activities.write")
    assert case.id is not None
    form = ActivityForm(data={"occurred_on": today()})
    newest = next(iter(search_profiles_of(get_session(), case.id)), None)
    form.offer_directions(newest.directions if newest else [])
    if form.validate_on_submit() and try_act(
        form, lambda: add_activity(get_session(), case, filled_values(form), **act_by_reader())
    ):
        flash(_("De activiteit is bewaard."), "good")
        return redirect(url_for("activities.show_activities", number=number))
    return render_case("activities/new_activity.html", case, form=form), 422 if form.errors else 200


def tells_all(case: ReintegrationCase) -> bool:
    """Does the reader tell of a conversation as the coach does? Without a coach an employer tells the own side."""
    if can_in(case, "contacts.write"):
        return True
    require_in(case, "contacts.create")
    return False


@blueprint.route("/dossiers/<number>/gesprekken/nieuw", methods=["GET", "POST"])
@allow(*OWN_CASE, rows=(19,))
@sent_once
def new_contact(number: str) -> ResponseReturnValue:
    case = open_case(number, "gesprekken")
    kind = ContactForm if tells_all(case) else EmployerContactForm
    usual = "" if current_user.role == Role.EMPLOYEE else case.employee_name
    form = kind(data={"occurred_on": today(), "with_whom": usual})
    if form.validate_on_submit() and try_act(
        form, lambda: add_contact(get_session(), case, filled_values(form), **act_by_reader())
    ):
        flash(_("Het gesprek is bewaard."), "good")
        return redirect(url_for("activities.show_activities", number=number))
    return render_case("activities/new_contact.html", case, form=form), 422 if form.errors else 200
