"""Reports: which there are, one of them as its reader may see it, signing, releasing and downloading."""

from flask import Blueprint, Response, abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_security import current_user

from dossier.acts.report_drafts import drafts_for, next_period, start_draft, start_version
from dossier.acts.reports import release_report
from dossier.acts.signatures import may_sign, sign_report
from dossier.acts.statements import submit_statement
from dossier.errors import GuardedPassage, GuardedTextError
from dossier.evidence.report_copy import ReportCopy
from dossier.evidence.report_docx import docx_name, pdf_name, write_report_docx
from dossier.evidence.report_pdf import blocks_of, figures_of, render_report
from dossier.evidence.report_reader import ReportReader
from dossier.model.case import ReintegrationCase
from dossier.model.people import Role
from dossier.model.report import Report, ReportKind, StatementKind
from dossier.rules.report_kind import report_forms
from dossier.storage.course import owner_of
from dossier.storage.reports import get_report, signatures_of
from webui.access import OWN_CASE, allow, can_in, open_case, reader, require_in
from webui.acting import act_by_reader, try_act
from webui.case_frame import render_case
from webui.context import get_context, now
from webui.downloads import send_download
from webui.forms.report import ReportStartForm, SignForm, StatementForm
from webui.forms.values import filled_values
from webui.sessions import confirmed_first
from webui.transaction import get_session

blueprint = Blueprint("reports", __name__)
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def reports_of(case: ReintegrationCase, receiver: str) -> ReportReader:
    return ReportReader(get_session(), case, settings=get_context().settings, receiver=receiver)


def writes_reports(case: ReintegrationCase) -> bool:
    """Does this reader keep the file of this case? The coach, or without an agency who was agreed (U-05)."""
    return can_in(case, "reports.write") and owner_of(get_session(), case) == current_user.role


def require_writer(case: ReintegrationCase) -> None:
    if not writes_reports(case):
        abort(404)


def chosen_report(case: ReintegrationCase, report_id: int) -> tuple[Report, ReportReader]:
    """A report that this reader may open; who releases it may look at it as the employer reads it."""
    assert case.id is not None
    role = str(current_user.role)
    as_employer = can_in(case, "reports.release") and request.args.get("lezer") == Role.EMPLOYER.value
    report = get_report(get_session(), case.id, report_id, released_only=role == Role.EMPLOYER)
    return report, reports_of(case, Role.EMPLOYER.value if as_employer else role)


@blueprint.get("/dossiers/<number>/rapporten")
@allow(*OWN_CASE, rows=(23,))
def list_reports(number: str) -> ResponseReturnValue:
    case = open_case(number, "rapporten")
    return show_list(case, start_form(case)), 200


def start_form(case: ReintegrationCase) -> ReportStartForm:
    first, last = next_period(get_session(), case, ReportKind.PROGRESS.value, now=now())
    return ReportStartForm(data={"period_from": first, "period_to": last})


def show_list(case: ReintegrationCase, form: ReportStartForm) -> str:
    assert case.id is not None
    mine = reports_of(case, str(current_user.role))
    rows = mine.reports()
    newest: dict[tuple[str, int], int] = {}
    for row in rows:
        newest[row.kind, row.number] = max(row.version, newest.get((row.kind, row.number), 0))
    return render_case(
        "reports/list.html",
        case,
        form=form,
        reports=[(row, mine.copy(row)) for row in rows],
        waiting={row.id for row in rows if is_waiting(row, case, newest[row.kind, row.number])},
        drafts=drafts_for(get_session(), case, reader()) if writes_reports(case) else [],
        writes=writes_reports(case),
        forms=report_forms(),
    )


def is_waiting(report: Report, case: ReintegrationCase, newest: int) -> bool:
    """Does this reader still have to sign it?"""
    assert case.id is not None
    signed = {one.role for one in signatures_of(get_session(), case.id).get(report.id or 0, [])}
    return may_sign(report, case, reader(), signed, newest, owner_of(get_session(), case).value)


@blueprint.post("/dossiers/<number>/rapporten")
@allow(*OWN_CASE, rows=(23,))
def begin_report(number: str) -> ResponseReturnValue:
    case = open_case(number, "rapporten")
    require_writer(case)
    form = ReportStartForm()
    if form.validate_on_submit():
        draft = try_act(form, lambda: start_draft(get_session(), case, filled_values(form), actor=reader(), now=now()))
        if draft is not None:
            return redirect(url_for("report_drafts.edit_draft", number=number, draft_id=draft.id))
    return show_list(case, form), 422


@blueprint.get("/dossiers/<number>/rapporten/<int:report_id>")
@allow(*OWN_CASE, rows=(23,))
def show_report(number: str, report_id: int) -> ResponseReturnValue:
    case = open_case(number, "rapporten")
    report, mine = chosen_report(case, report_id)
    return show_one(case, report, mine, SignForm(), StatementForm()), 200


def show_one(
    case: ReintegrationCase,
    report: Report,
    mine: ReportReader,
    sign: SignForm,
    opinion: StatementForm,
    *,
    blocked: tuple[GuardedPassage, ...] = (),
) -> str:
    copy = mine.copy(report)
    return render_case(
        "reports/show.html",
        case,
        report=report,
        copy=copy,
        as_employer=mine.receiver == Role.EMPLOYER and current_user.role != Role.EMPLOYER,
        writes=writes_reports(case),
        sections=[(title, blocks_of(text)) for title, text in copy.sections],
        figures=figures_of(copy.facts),
        opinion_blocks=blocks_of(copy.opinion.text) if copy.opinion else [],
        may_sign=is_waiting(report, case, copy.newest),
        meaning=report_forms()[report.kind].signed_by(mine.owner).get(str(current_user.role), ""),
        versions=[row for row in mine.reports() if (row.kind, row.number) == (report.kind, report.number)],
        sign=sign,
        opinion=opinion,
        blocked=blocked,
    )


@blueprint.post("/dossiers/<number>/rapporten/<int:report_id>/ondertekenen")
@allow(*OWN_CASE, rows=(23,))
def sign(number: str, report_id: int) -> ResponseReturnValue:
    case = open_case(number, "rapporten")
    report, mine = chosen_report(case, report_id)
    form = SignForm()
    if form.validate_on_submit() and try_act(
        form, lambda: sign_report(get_session(), case, report_id, filled_values(form), **act_by_reader())
    ):
        flash(_("Uw handtekening is vastgelegd."), "good")
        return redirect(url_for("reports.show_report", number=number, report_id=report_id))
    return show_one(case, report, mine, form, StatementForm(formdata=None)), 422


@blueprint.post("/dossiers/<number>/rapporten/<int:report_id>/oordeel")
@allow(Role.EMPLOYEE, rows=(25,))
def give_opinion(number: str, report_id: int) -> ResponseReturnValue:
    """The employee's own words about this report; no other role has this page (matrix row 25)."""
    case = open_case(number, "rapporten")
    report, mine = chosen_report(case, report_id)
    form = StatementForm()
    about = {
        "kind": StatementKind.OPINION.value,
        "report_kind": report.kind,
        "report_number": report.number,
    }
    if form.validate_on_submit() and try_act(
        form, lambda: submit_statement(get_session(), case, filled_values(form) | about, **act_by_reader())
    ):
        flash(_("Uw oordeel is ingediend en staat bij het rapport."), "good")
        return redirect(url_for("reports.show_report", number=number, report_id=report_id, _anchor="oordeel"))
    return show_one(case, report, mine, SignForm(formdata=None), form), 422


@blueprint.post("/dossiers/<number>/rapporten/<int:report_id>/vrijgeven")
@allow(*OWN_CASE, rows=(23,))
@confirmed_first
def release(number: str, report_id: int) -> ResponseReturnValue:
    case = open_case(number, "rapporten")
    require_in(case, "reports.release")
    require_writer(case)
    report, mine = chosen_report(case, report_id)
    try:
        release_report(get_session(), case, report_id, **act_by_reader())
    except GuardedTextError as error:
        forms = (SignForm(formdata=None), StatementForm(formdata=None))
        return show_one(case, report, mine, *forms, blocked=error.passages), 422
    flash(_("Het rapport is vrijgegeven. De werkgever kan het nu lezen."), "good")
    return redirect(url_for("reports.show_report", number=number, report_id=report_id))


@blueprint.post("/dossiers/<number>/rapporten/<int:report_id>/nieuwe-versie")
@allow(*OWN_CASE, rows=(23,))
def begin_version(number: str, report_id: int) -> ResponseReturnValue:
    case = open_case(number, "rapporten")
    require_writer(case)
    draft = start_version(get_session(), case, report_id, actor=reader(), now=now())
    return redirect(url_for("report_drafts.edit_draft", number=number, draft_id=draft.id))


@blueprint.get("/dossiers/<number>/rapporten/<int:report_id>/pdf")
@allow(*OWN_CASE, rows=(23,))
def download_pdf(number: str, report_id: int) -> Response:
    """The reader's own copy, marked with the reader and today (V-20)."""
    copy = copy_for_reader(number, report_id)
    return send_download(render_report(copy, copied_at=now()), pdf_name(copy), "application/pdf")


@blueprint.get("/dossiers/<number>/rapporten/<int:report_id>/docx")
@allow(*OWN_CASE, rows=(23,))
def download_word(number: str, report_id: int) -> Response:
    copy = copy_for_reader(number, report_id)
    return send_download(write_report_docx(copy, copied_at=now()), docx_name(copy), WORD)


def copy_for_reader(number: str, report_id: int) -> ReportCopy:
    report, mine = chosen_report(open_case(number, "rapporten"), report_id)
    return mine.copy(report)
