"""Agreements of a case: made in a conversation or apart, settled with one press, and put right."""

from datetime import timedelta
from typing import Any

from flask import Blueprint, abort, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf import FlaskForm

from dossier.acts.agreements import add_agreement, correct_agreement, may_keep, settle_agreement
from dossier.model.activity import ContactRecord
from dossier.model.agreement import Agreement, AgreementOwner, AgreementState
from dossier.model.case import ReintegrationCase
from dossier.model.people import Role
from dossier.storage.activities import get_contact
from dossier.storage.agreements import get_agreement, list_agreements
from webui.access import OWN_CASE, allow, can, open_case, reader
from webui.acting import act_by_reader, try_act
from webui.case_frame import render_case
from webui.context import today
from webui.corrections import corrections_of
from webui.forms.agreement import OWNERS, AgreementCorrectionForm, AgreementForm, SettlingForm
from webui.forms.fields import select_choices
from webui.forms.values import all_values, filled_values
from webui.once import sent_once
from webui.transaction import get_session

blueprint = Blueprint("agreements", __name__)
USUAL = timedelta(days=14)
"""The day that a new agreement begins with; two weeks are what a next conversation usually lies ahead."""


def agreements_for_reader(case: ReintegrationCase) -> list[Agreement]:
    """Every agreement, or for an employer the employer's own (matrix row 19); open first, then the newest."""
    assert case.id is not None
    if not (can("contacts.read") or can("contacts.limited")):
        return []
    owner = None if can("contacts.read") else AgreementOwner.EMPLOYER.value
    rows = list_agreements(get_session(), case.id, owner=owner)
    still = [row for row in rows if row.state == AgreementState.OPEN]
    return still + [row for row in reversed(rows) if row.state != AgreementState.OPEN]


def kept_owners(case: ReintegrationCase) -> list[tuple[str, Any]]:
    """Whose agreements the reader keeps."""
    return [(value, name) for value, name in OWNERS if may_keep(reader(), value, case)]


def find_own(case: ReintegrationCase, row_id: int) -> Agreement:
    """An agreement that the reader keeps; of another there is nothing here."""
    assert case.id is not None
    row = get_agreement(get_session(), case.id, row_id)
    if not may_keep(reader(), row.owner, case):
        abort(404)
    return row


@blueprint.route("/dossiers/<number>/afspraken/nieuw", methods=["GET", "POST"])
@allow(*OWN_CASE, rows=(19, 21))
@sent_once
def new_agreement(number: str) -> ResponseReturnValue:
    return keep_new(open_case(number, "afspraken"), None)


@blueprint.route("/dossiers/<number>/gesprekken/<int:contact_id>/afspraak", methods=["GET", "POST"])
@allow(Role.COACH, rows=(19,))
@sent_once
def new_from_talk(number: str, contact_id: int) -> ResponseReturnValue:
    """An agreement that was made in this conversation: its day is already there."""
    case = open_case(number, "afspraken")
    assert case.id is not None
    return keep_new(case, get_contact(get_session(), case.id, contact_id))


def keep_new(case: ReintegrationCase, talk: ContactRecord | None) -> ResponseReturnValue:
    owners = kept_owners(case)
    if not owners:
        abort(404)
    made_on = today() if talk is None else talk.occurred_on
    form = AgreementForm(data={"made_on": made_on, "due_on": made_on + USUAL, "owner": owners[0][0]})
    form.owner.choices = select_choices(owners)
    values = filled_values(form) | ({} if talk is None else {"contact_id": talk.id})
    if form.validate_on_submit() and try_act(
        form, lambda: add_agreement(get_session(), case, values, **act_by_reader())
    ):
        flash(_("De afspraak is bewaard."), "good")
        return redirect(page_of(case))
    return show_form(case, form, _("Afspraak vastleggen"))


@blueprint.post("/dossiers/<number>/afspraken/<int:row_id>/nagekomen")
@allow(*OWN_CASE, rows=(19, 21))
def keep(number: str, row_id: int) -> ResponseReturnValue:
    """One press: kept, today."""
    case = open_case(number, "afspraken")
    find_own(case, row_id)
    values = {"state": AgreementState.KEPT, "settled_on": today()}
    settle_agreement(get_session(), case, row_id, values, **act_by_reader())
    flash(_("De afspraak staat op nagekomen. Klopt dat niet? Kies dan bij de afspraak Ongedaan maken."), "good")
    return redirect(page_of(case))


@blueprint.post("/dossiers/<number>/afspraken/<int:row_id>/open")
@allow(*OWN_CASE, rows=(19, 21))
def reopen(number: str, row_id: int) -> ResponseReturnValue:
    """Undo: the earlier answer stays in the log."""
    case = open_case(number, "afspraken")
    find_own(case, row_id)
    settle_agreement(get_session(), case, row_id, {"state": AgreementState.OPEN}, **act_by_reader())
    flash(_("De afspraak staat weer open."), "good")
    return redirect(page_of(case))


@blueprint.route("/dossiers/<number>/afspraken/<int:row_id>/stand", methods=["GET", "POST"])
@allow(*OWN_CASE, rows=(19, 21))
def settle(number: str, row_id: int) -> ResponseReturnValue:
    case = open_case(number, "afspraken")
    row = find_own(case, row_id)
    is_open = row.state == AgreementState.OPEN
    known = {"state": None if is_open else row.state, "settled_on": row.settled_on or today()}
    form = SettlingForm(data=known | {"settled_why": row.settled_why})
    values = all_values(form)
    if form.validate_on_submit() and try_act(
        form, lambda: settle_agreement(get_session(), case, row_id, values, **act_by_reader())
    ):
        flash(_("De stand van de afspraak is bewaard."), "good")
        return redirect(page_of(case))
    return show_form(case, form, _("Wat is ervan geworden?"), row=row)


@blueprint.route("/dossiers/<number>/afspraken/<int:row_id>/corrigeren", methods=["GET", "POST"])
@allow(*OWN_CASE, rows=(19, 21))
def correct(number: str, row_id: int) -> ResponseReturnValue:
    case = open_case(number, "afspraken")
    row = find_own(case, row_id)
    form = AgreementCorrectionForm(obj=row)
    form.owner.choices = select_choices(kept_owners(case))
    values = all_values(form) | {"contact_id": row.contact_id}
    values.pop("reason")
    if form.validate_on_submit() and try_act(
        form,
        lambda: correct_agreement(get_session(), case, row_id, values, reason=form.reason.data, **act_by_reader()),
    ):
        flash(_("De correctie is bewaard."), "good")
        return redirect(page_of(case))
    assert case.id is not None
    earlier = corrections_of(get_session(), case.id, "agreement", row_id, form)
    page = render_case("correction.html", case, form=form, title=_("Afspraak corrigeren"), earlier=earlier)
    return page, 422 if form.errors else 200


def page_of(case: ReintegrationCase) -> str:
    return url_for("activities.show_activities", number=case.number, _anchor="afspraken")


def show_form(
    case: ReintegrationCase, form: FlaskForm, title: str, *, row: Agreement | None = None
) -> ResponseReturnValue:
    return render_case("activities/agreement.html", case, form=form, title=title, row=row), 422 if form.errors else 200
