"""The person profile: read and changed by employee and coach; the employer gets a cv only once one is released."""

from typing import Any

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from dossier.acts.profiles import save_profile
from dossier.model.case import PersonProfile, ReintegrationCase
from dossier.storage.profiles import profile_of
from webui.access import GUIDED, allow, can, open_case, require
from webui.acting import act_by_reader, try_act
from webui.case_frame import render_case
from webui.forms.person import ProfileForm
from webui.forms.values import all_values
from webui.transaction import get_session
from webui.work_history import job_line, read_job

blueprint = Blueprint("profile", __name__)


@blueprint.get("/dossiers/<number>/profiel")
@allow(*GUIDED, rows=(10, 11, 12))
def show_profile(number: str) -> ResponseReturnValue:
    case = open_case(number, "profiel")
    assert case.id is not None
    row = profile_of(get_session(), case.id)
    jobs = [job_line(job) for job in row.work_history] if row else []
    return render_case("person/profile.html", case, profile=row, jobs=jobs)


@blueprint.route("/dossiers/<number>/profiel/wijzigen", methods=["GET", "POST"])
@allow(*GUIDED, rows=(10, 11, 12))
def edit_profile(number: str) -> ResponseReturnValue:
    case = open_case(number, "profiel")
    require("profile.write")
    assert case.id is not None
    form = ProfileForm(data=_known(profile_of(get_session(), case.id)))
    if not can("wishes.write"):
        del form.wishes
    if form.validate_on_submit() and try_act(form, lambda: keep_profile(case, form)):
        flash(_("Het profiel is bewaard. De matches worden bij de volgende ronde opnieuw gewogen."), "good")
        return redirect(url_for("profile.show_profile", number=number))
    return render_case("person/edit_profile.html", case, form=form), 422 if form.errors else 200


def _known(row: PersonProfile | None) -> dict[str, Any]:
    if row is None:
        return {}
    return row.model_dump() | {"work_history": [job_line(job) for job in row.work_history]}


def keep_profile(case: ReintegrationCase, form: ProfileForm) -> PersonProfile:
    values = all_values(form)
    values["work_history"] = [read_job(line) for line in values["work_history"] or []]
    return save_profile(get_session(), case, values, **act_by_reader())
