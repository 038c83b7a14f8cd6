"""Reading a capacity document into a proposal, and saving what a person confirmed of it; the file is not kept."""

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue

from dossier.capability_reading import Proposal, read_document
from dossier.model.case import CapabilityDocument, ReintegrationCase
from dossier.rules.fml import RUBRICS
from dossier.rules.standing import PARTS, Part
from webui.access import GUIDED, allow, open_case, reader, require_in
from webui.acting import try_act
from webui.case_frame import render_case
from webui.forms.person import DocumentForm, ReadingForm
from webui.proposal_view import (
    check_confirmed,
    confirmed_limitations,
    open_proposal,
    other_items,
    proposal_rubrics,
    seal_proposal,
    unlimited_names,
)
from webui.transaction import pause_transaction
from webui.views.limitations import flash_kept, keep_document, typed_limitations

blueprint = Blueprint("document_reading", __name__)


@blueprint.route("/dossiers/<number>/mogelijkheden/inlezen", methods=["GET", "POST"])
@allow(*GUIDED, rows=(6, 7))
def read_file(number: str) -> ResponseReturnValue:
    case = open_case(number, "mogelijkheden")
    require_in(case, "limitations.write")
    form = ReadingForm()
    if form.validate_on_submit():
        content = form.file.data.read()
        pause_transaction()  # reading takes seconds; others may write meanwhile
        proposal = try_act(form, lambda: read_document(content))
        if proposal is not None:
            return show_proposal(case, propose_form(proposal), proposal)
    return render_case("person/read_document.html", case, form=form), 422 if form.errors else 200


@blueprint.post("/dossiers/<number>/mogelijkheden/voorstel")
@allow(*GUIDED, rows=(6, 7))
def save_proposal(number: str) -> ResponseReturnValue:
    case = open_case(number, "mogelijkheden")
    require_in(case, "limitations.write")
    proposal = open_proposal(request.form.get("proposal", ""), owner_of(case))
    form = DocumentForm()
    if "take-hours" not in request.form:
        form.max_hours_per_week.data = None
    if form.validate_on_submit() and try_act(form, lambda: keep_confirmed(case, form, proposal)):
        flash_kept()
        return redirect(url_for("limitations.show_limitations", number=number))
    return show_proposal(case, form, proposal), 422


def keep_confirmed(case: ReintegrationCase, form: DocumentForm, proposal: Proposal) -> CapabilityDocument:
    limitations = confirmed_limitations(proposal) + typed_limitations(other_items(proposal))
    check_confirmed(limitations, hours=form.max_hours_per_week.data is not None)
    return keep_document(case, form, limitations)


def propose_form(proposal: Proposal) -> DocumentForm:
    """The facts of the document as they were read; the form data of the upload is not this form's."""
    values = {
        "kind": proposal.kind if proposal.kind in PARTS else "ander document",
        "instrument": proposal.instrument,
        "dated": proposal.dated,
        "author_function": proposal.author_function or "bedrijfsarts",
        "max_hours_per_week": proposal.hours_per_week.value if proposal.hours_per_week else None,
    }
    return DocumentForm(formdata=None, data=values)


def show_proposal(case: ReintegrationCase, form: DocumentForm, proposal: Proposal) -> str:
    return render_case(
        "person/proposal.html",
        case,
        form=form,
        proposal=proposal,
        sealed=seal_proposal(proposal, owner_of(case)),
        rubrics=proposal_rubrics(proposal),
        unlimited=unlimited_names(proposal),
        others=other_items(proposal),
        rubric_names=RUBRICS,
        only_concludes=PARTS.get(proposal.kind) is Part.CONCLUDES,
        hours_taken="take-hours" in request.form,
    )


def owner_of(case: ReintegrationCase) -> str:
    """A proposal opens on the page of the same case for the same person only."""
    return f"{case.number} {reader().id}"
