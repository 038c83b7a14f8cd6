"""Taking over a list: upload, see what will be read, confirm; what was refused comes back as a file."""

from datetime import date

from flask import Blueprint, Response, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from itsdangerous import BadData, URLSafeTimedSerializer

from dossier.acts.imports import ImportPlan, import_rows, plan_import, write_refused
from dossier.errors import AttachmentError, InvalidInputError
from dossier.model.case import ReintegrationCase
from dossier.model.task import TaskKind
from dossier.storage.attachments import clean_filename
from dossier.table_reading import Kind, ReadRow, TableReading, read_list, read_table, usual_heading
from webui.access import GUIDED, allow, open_case, reader
from webui.acting import act_by_reader, try_act
from webui.case_frame import render_case
from webui.configuration import derive_secret
from webui.context import get_context, now
from webui.downloads import send_download
from webui.forms.list_import import ListForm
from webui.tasks import ask_for, too_much
from webui.transaction import get_session, pause_transaction

blueprint = Blueprint("list_import", __name__)
LONGEST_WAIT = 4 * 60 * 60
LONGEST_PAGE = 900 * 1024
"""A little under what a form may hold."""
SMALL = 200
"""Rows that are taken over while the page waits."""
SHOWN = 200
"""Rows on the page; the number of all of them stands above, and every one is taken over."""


@blueprint.route("/dossiers/<number>/lijst", methods=["GET", "POST"])
@allow(*GUIDED, rows=(17,))
def read_file(number: str) -> ResponseReturnValue:
    case = open_case(number, "sollicitaties")
    form = ListForm()
    if form.validate_on_submit():
        content, name = form.file.data.read(), clean_filename(form.file.data.filename or "lijst")
        pause_transaction()  # a workbook is read in a process of its own; others may write meanwhile
        way, kind = form.way.data or None, Kind(form.kind.data)
        reading = try_act(form, lambda: read_list(read_table(content), kind, default_way=way))
        sealed = reading and try_act(form, lambda: seal(reading, name, owner_of(case)))
        if reading and sealed:
            return show_plan(open_case(number, "sollicitaties"), reading, name, sealed)
    return render_case("applications/read_list.html", case, form=form), 422 if form.errors else 200


def show_plan(case: ReintegrationCase, reading: TableReading, name: str, sealed: str) -> str:
    plan = plan_import(get_session(), case, reading, now=now())
    fields = reading.columns.items()
    return render_case(
        "applications/list_plan.html",
        case,
        plan=plan,
        name=name,
        sealed=sealed,
        columns=[(reading.headings[place], usual_heading(reading.kind, field)) for place, field in fields],
        shown=[shown_row(row) for row in plan.fresh[:SHOWN]],
        refused=len({fault.row for fault in plan.faults}),
    )


def shown_row(row: ReadRow) -> dict[str, object]:
    """What a person checks first: which day, what and where."""
    values = row.values
    day = values.get("applied_on") or values.get("valid_through")
    return {
        "row": row.row,
        "day": date.fromisoformat(day) if day else None,
        "title": values.get("job_title") or values.get("title"),
        "employer": values["employer"],
        "result": values.get("result"),
    }


@blueprint.post("/dossiers/<number>/lijst/bewaren")
@allow(*GUIDED, rows=(17,))
def save_rows(number: str) -> ResponseReturnValue:
    case = open_case(number, "sollicitaties")
    plan, name = opened_plan(case)
    if len(plan.fresh) > SMALL:
        return import_apart(case, plan, name)
    report = import_rows(get_session(), case, plan, filename=name, **act_by_reader())
    flash(ngettext("%(num)s rij is ingelezen.", "%(num)s rijen zijn ingelezen.", report.kept), "good")
    if report.known:
        flash(ngettext("%(num)s rij stond er al.", "%(num)s rijen stonden er al.", report.known), "plain")
    if report.refused:
        left = ngettext("%(num)s rij is niet ingelezen.", "%(num)s rijen zijn niet ingelezen.", report.refused)
        flash(left + " " + _("Verbeter ze in uw eigen lijst en lees die nog eens in."), "ask")
    page = "shortlist.show_board" if plan.reading.kind is Kind.VACANCIES else "applications.show_applications"
    return redirect(url_for(page, number=number))


def import_apart(case: ReintegrationCase, plan: ImportPlan, name: str) -> ResponseReturnValue:
    """A long list takes longer than a page may: a process of its own takes it over."""
    task = ask_for(TaskKind.IMPORT, case, name=name, list=plan.reading.model_dump(mode="json"))
    if task is not None:
        return redirect(url_for("tasks.show_task", task_id=task.id))
    flash(too_much(), "ask")
    return show_plan(case, plan.reading, name, request.form["list"]), 409


@blueprint.post("/dossiers/<number>/lijst/afgekeurd")
@allow(*GUIDED, rows=(17,))
def download_refused(number: str) -> Response:
    case = open_case(number, "sollicitaties")
    plan, name = opened_plan(case)
    return send_download(write_refused(plan), f"afgekeurd-{name.rpartition('.')[0] or name}.csv", "text/csv")


def opened_plan(case: ReintegrationCase) -> tuple[ImportPlan, str]:
    """The list as it was read here, checked anew against the case as it is now."""
    reading, name = unseal(request.form.get("list", ""), owner_of(case))
    return plan_import(get_session(), case, reading, now=now()), name


def owner_of(case: ReintegrationCase) -> str:
    """A list opens on the page of the same case for the same person only."""
    return f"{case.number} {reader().id}"


def seal(reading: TableReading, name: str, owner: str) -> str:
    """The list in the page itself, packed and signed: nothing is kept before somebody confirms it."""
    sealed = str(_signer(owner).dumps([name, reading.model_dump(mode="json")]))
    if len(sealed) > LONGEST_PAGE:
        raise AttachmentError(_("Deze lijst is te groot voor één keer. Splits haar in twee bestanden."))
    return sealed


def unseal(sealed: str, owner: str) -> tuple[TableReading, str]:
    try:
        name, reading = _signer(owner).loads(sealed, max_age=LONGEST_WAIT)
    except BadData as error:
        raise InvalidInputError("list", "", "een lijst die hier net is gelezen") from error
    return TableReading.model_validate(reading), name


def _signer(owner: str) -> URLSafeTimedSerializer:
    key = derive_secret(get_context().settings.require_secret_key(), "read-list")
    return URLSafeTimedSerializer(key, salt=owner)
