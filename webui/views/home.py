"""The first page after signing in: for each role the work that waits."""

from datetime import timedelta

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user

from dossier.acts.entry import account_id
from dossier.model.case import ReintegrationCase
from dossier.model.people import Role
from dossier.storage.applications import list_applications
from dossier.storage.cases import cases_for
from dossier.storage.covers import covered_until
from dossier.storage.exports import list_exports
from webui.access import EVERYONE, allow, reader
from webui.case_frame import build_head, terms_of
from webui.caseload_rows import build_rows
from webui.context import today
from webui.employee_home import build_employee_home
from webui.transaction import get_session

blueprint = Blueprint("home", __name__)


@blueprint.get("/")
@allow(*EVERYONE, rows=(1, 4, 24))
def show_home() -> ResponseReturnValue:
    role = Role(current_user.role)
    if role == Role.ADMIN:
        return redirect(url_for("accounts.list_accounts"))
    session, account, day = get_session(), reader(), today()
    cases = cases_for(session, account, on=day)
    if role == Role.COACH:
        covered = covered_until(session, account_id(account), day)
        return render_template("home/coach.html", rows=build_rows(cases), covered=covered)
    if role == Role.EMPLOYEE:
        return show_employee_home(cases)
    return render_template("home/employer.html", rows=[employer_row(case) for case in cases])


def show_employee_home(cases: list[ReintegrationCase]) -> str:
    if not cases:
        return render_template("home/no_case.html")
    return render_template("home/employee.html", **build_employee_home(cases[0]))


def employer_row(case: ReintegrationCase) -> dict[str, object]:
    """What an employer sees of one employee: where the track stands, and only what was released."""
    assert case.id is not None
    session, day = get_session(), today()
    terms = terms_of(case, day)
    soon = [term for term in terms if day <= term.due <= day + timedelta(days=90)]
    return {
        "case": case,
        "head": build_head(case, terms),
        "terms": soon[:3],
        "released": len(list_applications(session, case.id, released_only=True)),
        "bundles": list_exports(session, case.id, receiver="employer", released_only=True),
    }
