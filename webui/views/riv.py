"""The parts of the re-integration report: where each is, each party's own words, and what lies elsewhere."""

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_security import current_user

from dossier.acts.statements import WRITERS, refer_document, submit_statement
from dossier.evidence.report_reader import ReportReader, head_of_case
from dossier.evidence.riv_reader import RivReader
from dossier.model.case import ReintegrationCase
from dossier.model.people import Role
from webui.access import OWN_CASE, allow, open_case
from webui.acting import act_by_reader, try_act
from webui.case_frame import render_case
from webui.context import get_context, today
from webui.forms.report import ReferredForm, StatementForm
from webui.forms.values import filled_values
from webui.transaction import get_session

blueprint = Blueprint("riv", __name__)


@blueprint.get("/dossiers/<number>/re-integratieverslag")
@allow(*OWN_CASE, rows=(25, 27))
def show_riv(number: str) -> ResponseReturnValue:
    case = open_case(number, "re-integratieverslag")
    return show_parts(case, StatementForm(formdata=None), ReferredForm(formdata=None, data={"dated": today()})), 200


def show_parts(case: ReintegrationCase, statement: StatementForm, referred: ReferredForm) -> str:
    session, role = get_session(), str(current_user.role)
    riv = RivReader(session, case, head_of_case(session, case), receiver=role)
    reports = ReportReader(session, case, settings=get_context().settings, receiver=role).reports()
    statements, papers = riv.statements(), riv.papers()
    return render_case(
        "riv/show.html",
        case,
        rows=riv.rows([report.kind for report in reports], statements, papers),
        papers=papers,
        statements=list(reversed(statements)),
        own=[kind.value for kind, writer in WRITERS.items() if writer == role],
        statement=statement,
        referred=referred,
    )


@blueprint.post("/dossiers/<number>/re-integratieverslag/verklaring")
@allow(Role.EMPLOYEE, Role.EMPLOYER, rows=(25, 27))
def state(number: str) -> ResponseReturnValue:
    """Each party's own words: the act refuses everybody else's kind."""
    case = open_case(number, "re-integratieverslag")
    form = StatementForm()
    if form.validate_on_submit() and try_act(
        form, lambda: submit_statement(get_session(), case, filled_values(form), **act_by_reader())
    ):
        flash(_("Uw tekst is ingediend. De anderen in dit dossier kunnen hem nu lezen."), "good")
        return redirect(url_for("riv.show_riv", number=number))
    return show_parts(case, form, ReferredForm(formdata=None)), 422


@blueprint.post("/dossiers/<number>/re-integratieverslag/document")
@allow(Role.COACH, Role.EMPLOYER, rows=(27,))
def refer(number: str) -> ResponseReturnValue:
    case = open_case(number, "re-integratieverslag")
    form = ReferredForm()
    if form.validate_on_submit() and try_act(
        form, lambda: refer_document(get_session(), case, filled_values(form), **act_by_reader())
    ):
        flash(_("Het document is genoemd."), "good")
        return redirect(url_for("riv.show_riv", number=number))
    return show_parts(case, StatementForm(formdata=None), form), 422
