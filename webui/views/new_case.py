"""Opening a case: by the coach, for an employer and an employee who are found by their own addresses."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from dossier import acts
from dossier.errors import InvalidInputError
from dossier.model.case import ReintegrationCase
from dossier.model.people import Account, Role
from dossier.storage.accounts import find_account
from webui.access import allow, reader
from webui.acting import act_by_reader, try_act
from webui.forms.course import NewCaseForm
from webui.transaction import get_session

blueprint = Blueprint("new_case", __name__)


@blueprint.route("/nieuw-dossier", methods=["GET", "POST"])
@allow(Role.COACH, rows=(1, 4))
def open_new_case() -> ResponseReturnValue:
    form = NewCaseForm()
    if form.validate_on_submit():
        case = try_act(form, lambda: keep_case(form))
        if case is not None:
            flash(_("Het dossier is geopend."), "good")
            return redirect(url_for("course.show_course", number=case.number))
    return render_template("course/new_case.html", form=form), 422 if form.errors else 200


def keep_case(form: NewCaseForm) -> ReintegrationCase:
    """The coach who opens it guides it; nobody is added who has no account yet."""
    employer = find_by(form.employer_email.data, "employer_email", Role.EMPLOYER)
    employee = find_by(form.employee_email.data, "employee_email", Role.EMPLOYEE)
    assert employer is not None
    values = {
        "number": form.number.data,
        "employee_name": form.employee_name.data,
        "employee_id": None if employee is None else employee.id,
        "employer_id": employer.organisation_id,
        "coach_id": reader().id,
        "job_title": form.job_title.data,
        "first_sick_day": form.first_sick_day.data,
    }
    return acts.open_case(get_session(), values, **act_by_reader())


def find_by(email: str | None, field: str, role: Role) -> Account | None:
    """The account with this address in this role; for any other address the same refusal."""
    if not email:
        return None
    account = find_account(get_session(), email)
    is_employer_without_office = role is Role.EMPLOYER and account is not None and account.organisation_id is None
    if account is None or account.role != role or not account.active or is_employer_without_office:
        raise InvalidInputError(field, email, _("het adres van iemand die hier in deze rol aanmeldt"))
    return account
