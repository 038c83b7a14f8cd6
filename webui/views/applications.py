"""Applications of a case: the list, logging one, its detail, results and release to the employer."""

from typing import Any

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_security import current_user
from sqlmodel import Session

from dossier.acts.applications import Performer, is_held_back, log_application, record_result, release_applications
from dossier.acts.imports import SOURCE as LISTED
from dossier.acts.proofs import attach_proof, keep_file
from dossier.acts.quality_checks import save_quality_check
from dossier.acts.shortlists import mark_applied
from dossier.model.case import ReintegrationCase
from dossier.model.job_application import FoundBy, JobApplication
from dossier.model.people import Role
from dossier.model.quality_check import QualityCheck
from dossier.rules.letter import is_kept_from_employer
from dossier.rules.norms import waits_for_answer
from dossier.rules.quality import looked_at
from dossier.storage.accounts import get_account
from dossier.storage.applications import (
    get_application,
    list_applications,
    proofs_by_application,
    proofs_of,
    same_employer,
)
from dossier.storage.phases import suspended_days
from dossier.storage.profiles import search_profiles_of
from dossier.storage.quality_checks import list_quality_checks, quality_checks_of
from dossier.storage.vacancies import get_vacancy
from webui.access import GUIDED, OWN_CASE, allow, can, can_in, open_case, require, require_in
from webui.acting import act_by_reader, try_act
from webui.application_chart import Chart, build_chart
from webui.case_frame import render_case
from webui.context import get_context, today
from webui.forms.application import ApplicationForm, ProofForm, QualityForm, ResultForm
from webui.forms.values import filled_values
from webui.letter_check import LETTERS, ProofReading, name_mentions, read_upload
from webui.once import sent_once
from webui.pages import cut_page
from webui.proof_check import missing_parts, stronger_with
from webui.transaction import get_session

blueprint = Blueprint("applications", __name__)
PAGE_SIZE = 25
OWN_FIELDS = ("photo", "file", "file_kind", "csrf_token")
"""Fields of the page that are no columns of the log."""


def chart_of(case: ReintegrationCase, rows: list[JobApplication]) -> Chart | None:
    start = case.track_two_start or case.first_sick_day
    return build_chart(rows, start, case.application_norm, today(), suspended_days(get_session(), case))


@blueprint.get("/dossiers/<number>/sollicitaties")
@allow(*OWN_CASE, rows=(17,))
def show_applications(number: str) -> ResponseReturnValue:
    case = open_case(number, "sollicitaties")
    assert case.id is not None
    session = get_session()
    rows = list_applications(session, case.id, released_only=not can("applications.read"))
    proofs = proofs_by_application(session, case.id) if can("proofs.read") else {}
    only_unproven = request.args.get("toon") == "zonder-bewijs" and can("proofs.read")
    shown = [row for row in reversed(rows) if not (only_unproven and proofs.get(row.id or 0))]
    return render_case(
        "applications/list.html",
        case,
        page=cut_page(shown, PAGE_SIZE),
        proofs=proofs,
        total=len(rows),
        only_unproven=only_unproven,
        chart=chart_of(case, rows) if can("applications.read") else None,
        looked_at=looked_at(list_quality_checks(session, case.id), on=today()) if can("proofs.read") else 0,
        unreleased=sum(row.released_at is None for row in rows),
        may_release=can_in(case, "applications.release"),
        held={row.serial for row in shown if is_held_back(row)} if can_in(case, "applications.release") else set(),
    )


@blueprint.route("/dossiers/<number>/sollicitaties/nieuw", methods=["GET", "POST"])
@allow(*GUIDED, rows=(17, 18))
@sent_once
def new_application(number: str) -> ResponseReturnValue:
    case = open_case(number, "sollicitaties")
    require("applications.write")
    vacancy_id = request.args.get("vacature")
    assert case.id is not None
    form = ApplicationForm(data=_defaults(vacancy_id))
    newest = next(iter(search_profiles_of(get_session(), case.id)), None)
    form.offer_directions(newest.directions if newest else [])
    if form.validate_on_submit():
        row = try_act(form, lambda: keep_application(case, form))
        if row is not None:
            flash(_("De sollicitatie is bewaard."), "good")
            return redirect(url_for("applications.show_application", number=number, serial=row.serial))
    code = 422 if form.errors else 200
    is_own = current_user.role == Role.EMPLOYEE
    return render_case("applications/new.html", case, form=form, is_own=is_own, vacancy_id=vacancy_id), code


def _defaults(vacancy_id: str | None) -> dict[str, Any]:
    """What is already known: today, and everything the vacancy says."""
    known: dict[str, Any] = {"applied_on": today()}
    if vacancy_id:
        vacancy = get_vacancy(get_session(), vacancy_id)
        known |= {
            "vacancy_id": vacancy.id,
            "job_title": vacancy.title,
            "employer": vacancy.employer,
            "place": vacancy.place,
            "url": vacancy.url,
            "wage": vacancy.salary_text,
            "found_by": None if vacancy.source == LISTED else FoundBy.PROGRAM.value,
        }
    return known


def keep_application(case: ReintegrationCase, form: ApplicationForm) -> JobApplication:
    """The row, and its first proof when one came along."""
    values = {name: value for name, value in form.data.items() if name not in OWN_FIELDS and value not in ("", None)}
    if current_user.role == Role.EMPLOYEE:
        values["performed_by"] = Performer.EMPLOYEE.value
    uploads = [upload for upload in (form.photo.data, form.file.data) if upload]
    readings = [read_upload(upload, form.file_kind.data) for upload in uploads]
    row = log_application(get_session(), case, values, **act_by_reader())
    if row.vacancy_id:
        mark_applied(get_session(), case, row.vacancy_id, **act_by_reader())
    for upload, reading in zip(uploads, readings, strict=True):
        keep_proof(case, row.serial, upload, form.file_kind.data, reading)
    return row


def keep_proof(case: ReintegrationCase, serial: int, upload: Any, kind: str, reading: ProofReading) -> None:
    """Keep the file first; a row without its file would be worse than a file without its row."""
    store, who = get_context().attachments, act_by_reader()
    file = keep_file(get_session(), store, upload.read(), upload.filename or "", actor=who["actor"], now=who["now"])
    attach_proof(
        get_session(),
        case,
        serial,
        kind=kind,
        file=file,
        mentions=reading.mentions,
        mail=reading.mail,
        **who,
    )


@blueprint.get("/dossiers/<number>/sollicitaties/<int:serial>")
@allow(*OWN_CASE, rows=(17, 18))
def show_application(number: str, serial: int) -> ResponseReturnValue:
    case = open_case(number, "sollicitaties")
    return show_detail(case, serial)


def show_detail(
    case: ReintegrationCase,
    serial: int,
    proof: ProofForm | None = None,
    result: ResultForm | None = None,
    quality: QualityForm | None = None,
) -> ResponseReturnValue:
    """One application; a reader who sees only released rows does not learn that another exists."""
    assert case.id is not None
    session = get_session()
    proof, result = proof or ProofForm(formdata=None), result or ResultForm(formdata=None)
    quality = quality or QualityForm(formdata=None, data={"checked_on": today()})
    row = get_application(session, case.id, serial)
    if row.released_at is None:
        require("applications.read")
    assert row.id is not None
    proofs = proofs_of(session, row.id) if can("proofs.read") else []
    if not result.is_submitted():
        result.result.data, result.result_on.data = row.result, row.result_on or today()
        result.follow_up.data, result.rejection_reason.data = row.follow_up, row.rejection_reason
    page = render_case(
        "applications/show.html",
        case,
        row=row,
        proofs=proofs,
        warned=[(proof, name_mentions(proof.mentions)) for proof in proofs if proof.mentions],
        letters=LETTERS,
        held_proofs={proof.id for proof in proofs if is_kept_from_employer(proof.mentions, proof.mail)},
        missing=missing_parts(row, proofs),
        same_employer=same_employer(session, row) if can("applications.read") else [],
        waits=can("applications.read") and waits_for_answer(row, today()),
        stronger=stronger_with(row, proofs),
        proof_form=proof,
        result_form=result,
        quality_form=quality,
        looks=named_looks(session, row.id) if can("proofs.read") else [],
        recorded_by=get_account(session, row.recorded_by).name,
    )
    return page, 422 if proof.errors or result.errors or quality.errors else 200


def named_looks(session: Session, application_id: int) -> list[tuple[QualityCheck, str]]:
    """Every look at the letter with who looked, the newest first."""
    return [(look, get_account(session, look.recorded_by).name) for look in quality_checks_of(session, application_id)]


@blueprint.post("/dossiers/<number>/sollicitaties/<int:serial>/kwaliteit")
@allow(*GUIDED, rows=(18,))
def save_quality(number: str, serial: int) -> ResponseReturnValue:
    case = open_case(number, "sollicitaties")
    require("proofs.write")
    form = QualityForm()
    if form.validate_on_submit():
        values = filled_values(form)
        try_act(form, lambda: save_quality_check(get_session(), case, serial, values, **act_by_reader()))
    if form.errors:
        return show_detail(case, serial, quality=form)
    flash(_("Bewaard wat er is nagekeken."), "good")
    return redirect(url_for("applications.show_application", number=number, serial=serial))


@blueprint.post("/dossiers/<number>/sollicitaties/<int:serial>/bewijs")
@allow(*GUIDED, rows=(18,))
@sent_once
def add_proof(number: str, serial: int) -> ResponseReturnValue:
    case = open_case(number, "sollicitaties")
    require("proofs.write")
    form = ProofForm()
    if form.validate_on_submit():
        upload, kind = form.photo.data or form.file.data, form.kind.data
        reading = read_upload(upload, kind)
        try_act(form, lambda: keep_proof(case, serial, upload, kind, reading))
    if form.errors:
        return show_detail(case, serial, proof=form)
    flash(_("Het bewijs is bewaard."), "good")
    return redirect(url_for("applications.show_application", number=number, serial=serial))


@blueprint.post("/dossiers/<number>/sollicitaties/<int:serial>/uitkomst")
@allow(*GUIDED, rows=(17,))
def save_result(number: str, serial: int) -> ResponseReturnValue:
    case = open_case(number, "sollicitaties")
    require("applications.write")
    form = ResultForm()
    if form.validate_on_submit():
        values = {name: value for name, value in form.data.items() if name != "csrf_token"}
        try_act(form, lambda: record_result(get_session(), case, serial, values, **act_by_reader()))
    if form.errors:
        return show_detail(case, serial, result=form)
    flash(_("De uitkomst is bewaard."), "good")
    return redirect(url_for("applications.show_application", number=number, serial=serial))


def held_back(case: ReintegrationCase, serials: list[int]) -> set[int]:
    assert case.id is not None
    rows = list_applications(get_session(), case.id)
    return {row.serial for row in rows if row.serial in serials and row.released_at is None and is_held_back(row)}


def flash_released(rows: list[JobApplication], held: set[int]) -> None:
    """How many went out, and which stay behind until their words about health are gone (V-16)."""
    if rows:
        text = ngettext("%(num)s sollicitatie vrijgegeven.", "%(num)s sollicitaties vrijgegeven.", len(rows))
        flash(text, "good")
    if held:
        numbers = ", ".join(str(serial) for serial in sorted(held))
        flash(
            _("Niet vrijgegeven: %(numbers)s. Daar staan woorden over gezondheid; pas ze eerst aan.", numbers=numbers),
            "ask",
        )


@blueprint.post("/dossiers/<number>/sollicitaties/vrijgeven")
@allow(*GUIDED, rows=(17,))
def release(number: str) -> ResponseReturnValue:
    case = open_case(number, "sollicitaties")
    require_in(case, "applications.release")
    serials = [int(text) for text in request.form.getlist("serial") if text.isascii() and text.isdigit()]
    if not serials:
        flash(_("Kies eerst welke sollicitaties u wilt vrijgeven."), "ask")
    else:
        rows = release_applications(get_session(), case, serials, **act_by_reader())
        flash_released(rows, held_back(case, serials))
    return redirect(url_for("applications.show_applications", number=number))
