"""Writing a report: every button saves every part, so nothing is lost without a script."""

from typing import Any

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from dossier.acts.report_drafts import draft_for, save_draft
from dossier.acts.reports import settle_report
from dossier.errors import InvalidInputError
from dossier.evidence.house_style import standard_texts_for
from dossier.evidence.report_outward import facts_for
from dossier.evidence.report_pdf import FIGURES
from dossier.model.case import ReintegrationCase
from dossier.model.report import Report, ReportDraft
from dossier.rules.report_draft import draft_texts
from dossier.rules.report_kind import report_forms
from webui.access import OWN_CASE, allow, open_case, reader
from webui.acting import act_by_reader, try_act
from webui.case_frame import render_case
from webui.context import now
from webui.forms.report import draft_form
from webui.guard import GuardedForm
from webui.refusals import allowed_here
from webui.transaction import get_session
from webui.views.reports import require_writer

blueprint = Blueprint("report_drafts", __name__)


@blueprint.get("/dossiers/<number>/rapporten/concept/<int:draft_id>")
@allow(*OWN_CASE, rows=(23,))
def edit_draft(number: str, draft_id: int) -> ResponseReturnValue:
    case = open_case(number, "rapporten")
    require_writer(case)
    draft = draft_for(get_session(), case, draft_id, reader())
    form = draft_form(draft.kind, reader().role)(formdata=None, data={**draft.texts, "revision": str(draft.revision)})
    return show_draft(case, draft, form)


def show_draft(case: ReintegrationCase, draft: ReportDraft, form: GuardedForm, *, stale: bool = False) -> str:
    """Beside each part what the rows say today, and what another window saved meanwhile."""
    role = reader().role
    facts = facts_for(get_session(), case, (draft.period_from, draft.period_to), role=role)
    kind = report_forms()[draft.kind].written_by(role)
    fresh = draft_texts(kind, facts, standard_texts_for(get_session(), case, draft.kind))
    return render_case(
        "reports/edit.html",
        case,
        draft=draft,
        form=form,
        kind=kind,
        fresh=fresh,
        stale=stale,
        total=[(title, getattr(facts.total, key)) for key, title in FIGURES],
    )


@blueprint.post("/dossiers/<number>/rapporten/concept/<int:draft_id>")
@allow(*OWN_CASE, rows=(23,))
def keep_draft(number: str, draft_id: int) -> ResponseReturnValue:
    """Save everything; with the button for it also settle the version."""
    case = open_case(number, "rapporten")
    require_writer(case)
    draft = draft_for(get_session(), case, draft_id, reader())
    form = draft_form(draft.kind, reader().role)()
    if form.revision.data != str(draft.revision):
        form.revision.data = str(draft.revision)
        return show_draft(case, draft, form, stale=True), 409
    if not form.validate_on_submit() or not keep_texts(case, draft, form):
        return show_draft(case, draft, form), 422
    if request.form.get("settle"):
        report = settle(case, draft, form)
        if report is None:
            return show_draft(case, draft, form), 422
        flash(_("Het rapport is vastgesteld. Onderteken het, en geef het daarna vrij."), "good")
        return redirect(url_for("reports.show_report", number=number, report_id=report.id))
    flash(_("Alles is bewaard."), "good")
    part = request.form.get("part", "")
    return redirect(url_for("report_drafts.edit_draft", number=number, draft_id=draft_id, _anchor=part or None))


def keep_texts(case: ReintegrationCase, draft: ReportDraft, form: GuardedForm) -> bool:
    parts = report_forms()[draft.kind].written_by(reader().role).parts
    texts: dict[str, Any] = {part.slug: form[part.slug].data or "" for part in parts}
    texts["confirmed_words"] = bool(form.confirmed_words.data)
    revision, actor, moment = draft.revision, reader(), now()
    saved = try_act(
        form,
        lambda: save_draft(get_session(), case, draft.id or 0, texts, revision=revision, actor=actor, now=moment),
    )
    return saved is not None


def settle(case: ReintegrationCase, draft: ReportDraft, form: GuardedForm) -> Report | None:
    """None where a part is not finished: the form says which."""
    try:
        return settle_report(get_session(), case, draft.id or 0, **act_by_reader())
    except InvalidInputError as error:
        field = form[error.field] if error.field in form else form[report_forms()[draft.kind].parts[0].slug]
        allowed = allowed_here(error.allowed)
        field.errors = [*field.errors, _("Nog niet vast te stellen. Nodig: %(allowed)s.", allowed=allowed)]
        return None
