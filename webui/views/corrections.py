"""Correcting an application, an activity or a conversation: a new event, and what stood there stays visible."""

from typing import Any

from flask import Blueprint, abort, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_security import current_user
from flask_wtf import FlaskForm

from dossier.acts.activities import correct_activity
from dossier.acts.applications import correct_application
from dossier.acts.contacts import correct_contact, may_correct
from dossier.model.activity import Activity, ContactRecord
from dossier.model.case import ReintegrationCase
from dossier.model.job_application import JobApplication
from dossier.model.people import Role
from dossier.storage.activities import get_activity, get_contact
from dossier.storage.applications import get_application
from dossier.storage.profiles import search_profiles_of
from webui.access import GUIDED, OWN_CASE, allow, open_case, reader, require
from webui.acting import act_by_reader, try_act
from webui.case_frame import render_case
from webui.corrections import corrections_of
from webui.forms.activity import KINDS, ActivityCorrectionForm, ContactCorrectionForm, EmployerContactCorrectionForm
from webui.forms.application import CorrectionForm
from webui.forms.fields import select_choices
from webui.forms.values import all_values
from webui.transaction import get_session
from webui.views.activities import tells_all

blueprint = Blueprint("corrections", __name__)
COACH_ONLY = ("coach_remark", "performed_by")


@blueprint.route("/dossiers/<number>/sollicitaties/<int:serial>/corrigeren", methods=["GET", "POST"])
@allow(*GUIDED, rows=(17,))
def correct_row(number: str, serial: int) -> ResponseReturnValue:
    case = open_case(number, "sollicitaties")
    require("applications.write")
    assert case.id is not None
    row = get_application(get_session(), case.id, serial)
    form = application_form(case, row)
    if form.validate_on_submit() and try_act(form, lambda: keep_application(case, row, form)):
        return kept("applications.show_application", number=number, serial=serial)
    return show(case, form, row, _("Sollicitatie corrigeren"))


def application_form(case: ReintegrationCase, row: JobApplication) -> CorrectionForm:
    assert case.id is not None
    form = CorrectionForm(obj=row)
    newest = next(iter(search_profiles_of(get_session(), case.id)), None)
    form.offer_directions(newest.directions if newest else [], row.search_direction)
    if current_user.role != Role.COACH:
        for name in COACH_ONLY:
            del form[name]
    return form


def keep_application(case: ReintegrationCase, row: JobApplication, form: CorrectionForm) -> JobApplication:
    """Only what differs is corrected, so that the log shows what was wrong and no more."""
    values = {name: value for name, value in row_values(form).items() if value != getattr(row, name)}
    values |= {"confirmed_words": form.confirmed_words.data}
    reason = form.reason.data
    return correct_application(get_session(), case, row.serial, values, reason=reason, **act_by_reader())


def row_values(form: FlaskForm) -> dict[str, Any]:
    return {name: value for name, value in all_values(form).items() if name not in {"reason", "confirmed_words"}}


@blueprint.route("/dossiers/<number>/activiteiten/<int:row_id>/corrigeren", methods=["GET", "POST"])
@allow(*GUIDED, rows=(21,))
def correct_line(number: str, row_id: int) -> ResponseReturnValue:
    case = open_case(number, "activiteiten")
    require("activities.write")
    assert case.id is not None
    row = get_activity(get_session(), case.id, row_id)
    form = ActivityCorrectionForm(obj=row, cost=None if row.cost_cents is None else row.cost_cents / 100)
    newest = next(iter(search_profiles_of(get_session(), case.id)), None)
    form.offer_directions(newest.directions if newest else [], row.search_direction)
    if row.kind not in dict(KINDS):
        form.kind.choices = select_choices([(row.kind, row.kind), *KINDS])
    values = row_values(form) | {"confirmed_words": form.confirmed_words.data}
    if form.validate_on_submit() and try_act(
        form,
        lambda: correct_activity(get_session(), case, row_id, values, reason=form.reason.data, **act_by_reader()),
    ):
        return kept("activities.show_activities", number=number)
    return show(case, form, row, _("Activiteit bijwerken of corrigeren"))


@blueprint.route("/dossiers/<number>/gesprekken/<int:row_id>/corrigeren", methods=["GET", "POST"])
@allow(*OWN_CASE, rows=(19,))
def correct_talk(number: str, row_id: int) -> ResponseReturnValue:
    case = open_case(number, "gesprekken")
    kind = ContactCorrectionForm if tells_all(case) else EmployerContactCorrectionForm
    assert case.id is not None
    row = get_contact(get_session(), case.id, row_id)
    if not may_correct(reader(), row):
        abort(404)
    form = kind(obj=row)
    if row.way not in {choice.value for choice in form.way.choices}:
        form.way.choices = [*select_choices([(row.way, row.way)]), *form.way.choices]
    values = row_values(form) | {"confirmed_words": form.confirmed_words.data}
    if form.validate_on_submit() and try_act(
        form,
        lambda: correct_contact(get_session(), case, row_id, values, reason=form.reason.data, **act_by_reader()),
    ):
        return kept("activities.show_activities", number=number)
    return show(case, form, row, _("Gesprek corrigeren"))


def kept(endpoint: str, **where: Any) -> ResponseReturnValue:
    flash(_("De correctie is bewaard."), "good")
    return redirect(url_for(endpoint, **where))


def show(
    case: ReintegrationCase, form: FlaskForm, row: JobApplication | Activity | ContactRecord, title: str
) -> ResponseReturnValue:
    assert case.id is not None
    assert row.id is not None
    earlier = corrections_of(get_session(), case.id, str(row.__tablename__), row.id, form)
    return render_case("correction.html", case, form=form, title=title, earlier=earlier), 422 if form.errors else 200
