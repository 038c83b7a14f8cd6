"""The bundle for UWV: choose, see exactly what the receiver gets, make, release, download."""

from flask import Blueprint, Response, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_security import current_user

from dossier.acts.exports import bundle_path, export_bundle, release_export
from dossier.acts.ownership import receivers_for
from dossier.errors import NotFoundError
from dossier.evidence.columns import columns_for
from dossier.evidence.gathering import Gathering
from dossier.model.case import ReintegrationCase
from dossier.model.evidence import Export
from dossier.model.people import Role
from dossier.model.task import TaskKind
from dossier.storage.applications import count_applications
from dossier.storage.bundles import open_bundle
from dossier.storage.exports import get_export, list_exports
from webui.access import OWN_CASE, allow, can_in, open_case, reader, require_in
from webui.acting import act_by_reader
from webui.case_frame import render_case
from webui.context import get_context, now, today
from webui.downloads import send_download
from webui.forms.export import RECEIVERS, ExportForm
from webui.forms.fields import select_choices
from webui.once import sent_once
from webui.tasks import ask_for, too_much
from webui.transaction import get_session

blueprint = Blueprint("exports", __name__)
SMALL = 60
"""Applications: a bundle of so many is made in a second or two, while the page waits."""


def readable_exports(case: ReintegrationCase) -> list[Export]:
    """The coach reads every bundle; employee and employer those made for them, the employer only when released.

    Without a coach (U-05) the employee also reads those for the employer: they hold nothing that is not the employee's.
    """
    assert case.id is not None
    session, role = get_session(), current_user.role
    if role == Role.COACH:
        return list_exports(session, case.id)
    if role == Role.EMPLOYEE and can_in(case, "export.release"):
        return [one for one in list_exports(session, case.id) if one.receiver in receivers_for(reader(), case)]
    return list_exports(session, case.id, receiver=role, released_only=role == Role.EMPLOYER)


def export_form(case: ReintegrationCase, *, given: bool) -> ExportForm:
    """From the start of track two until today, for the employer, unless something else was asked."""
    if given:
        return offer_receivers(ExportForm(request.args, meta={"csrf": False}), case)
    start = min(case.track_two_start or case.first_sick_day, today())
    receiver = next(iter(receivers_for(reader(), case)), "employer")
    form = ExportForm(formdata=None, data={"period_from": start, "period_to": today(), "receiver": receiver})
    return offer_receivers(form, case)


def offer_receivers(form: ExportForm, case: ReintegrationCase) -> ExportForm:
    """Only for whom this reader makes bundles; any other choice is refused by the form."""
    allowed = receivers_for(reader(), case)
    form.receiver.choices = select_choices([one for one in RECEIVERS if one[0] in allowed])
    return form


@blueprint.get("/dossiers/<number>/export")
@allow(*OWN_CASE, rows=(26,))
def show_exports(number: str) -> ResponseReturnValue:
    case = open_case(number, "export")
    return show(case, export_form(case, given=False))


def show(case: ReintegrationCase, form: ExportForm) -> str:
    return render_case("exports/list.html", case, form=form, exports=readable_exports(case), receivers=dict(RECEIVERS))


@blueprint.get("/dossiers/<number>/export/voorbeeld")
@allow(*OWN_CASE, rows=(26,))
def preview_export(number: str) -> ResponseReturnValue:
    case = open_case(number, "export")
    require_in(case, "export.make")
    form = export_form(case, given=True)
    if not form.validate():
        return show(case, form), 422
    period = (form.period_from.data, form.period_to.data)
    gathering = Gathering(
        get_session(), case, settings=get_context().settings, receiver=form.receiver.data, period=period
    )
    edition = gathering.edition(made_at=now(), made_by=reader().name)
    columns = columns_for(form.receiver.data)
    return render_case(
        "exports/preview.html", case, form=ExportForm(formdata=None, data=form.data), edition=edition, columns=columns
    )


@blueprint.post("/dossiers/<number>/export")
@allow(*OWN_CASE, rows=(26,))
@sent_once
def make_export(number: str) -> ResponseReturnValue:
    case = open_case(number, "export")
    require_in(case, "export.make")
    assert case.id is not None
    form = offer_receivers(ExportForm(), case)
    if not form.validate_on_submit():
        return show(case, form), 422
    if count_applications(get_session(), case.id) > SMALL:
        return make_apart(case, form)
    row = keep_bundle(case, form)
    if request.form.get("release") and can_in(case, "export.release") and row.receiver == "employer":
        release_export(get_session(), case, row.id or 0, **act_by_reader())
        flash(_("De bundel is gemaakt en vrijgegeven. De werkgever kan hem nu downloaden."), "good")
    else:
        flash(_("De bundel is gemaakt."), "good")
    return redirect(url_for("exports.show_exports", number=number))


def make_apart(case: ReintegrationCase, form: ExportForm) -> ResponseReturnValue:
    """A large dossier takes longer than a page may: a process of its own makes the bundle."""
    period = {"period_from": form.period_from.data.isoformat(), "period_to": form.period_to.data.isoformat()}
    release = bool(request.form.get("release")) and form.receiver.data == "employer"
    task = ask_for(TaskKind.EXPORT, case, receiver=form.receiver.data, release=release, **period)
    if task is not None:
        return redirect(url_for("tasks.show_task", task_id=task.id))
    flash(too_much(), "ask")
    return show(case, form), 409


def keep_bundle(case: ReintegrationCase, form: ExportForm) -> Export:
    """Make the file, then record it with its hash: from then on it can be recognised."""
    settings = get_context().settings
    period = (form.period_from.data, form.period_to.data)
    _report, row = export_bundle(
        get_session(),
        case,
        settings=settings,
        receiver=form.receiver.data,
        period=period,
        out=bundle_path(settings, case, form.receiver.data, period, now()),
        **act_by_reader(),
    )
    return row


@blueprint.post("/dossiers/<number>/export/<int:export_id>/vrijgeven")
@allow(*OWN_CASE, rows=(26,))
def release(number: str, export_id: int) -> ResponseReturnValue:
    case = open_case(number, "export")
    require_in(case, "export.release")
    release_export(get_session(), case, export_id, **act_by_reader())
    flash(_("De bundel is vrijgegeven. De werkgever kan hem nu downloaden."), "good")
    return redirect(url_for("exports.show_exports", number=number))


@blueprint.get("/dossiers/<number>/export/<int:export_id>")
@allow(*OWN_CASE, rows=(26,))
def download_export(number: str, export_id: int) -> Response:
    case = open_case(number, "export")
    assert case.id is not None
    row = get_export(get_session(), case.id, export_id)
    if row.id not in {one.id for one in readable_exports(case)}:
        raise NotFoundError("Deze bundel is niet voor deze lezer.")
    content = open_bundle(get_context().settings, row.filename, row.sha256)
    return send_download(content, row.filename, "application/zip")
