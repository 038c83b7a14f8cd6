"""What the leading capacity document says; items for coach and employee, the outward wording for the employer."""

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from dossier.acts.capability_documents import save_capability_document
from dossier.model.case import CapabilityDocument, ReintegrationCase
from dossier.model.people import Role
from dossier.rules.fml import RUBRICS, items
from dossier.storage.profiles import documents_of, latest_document, limitations_of
from webui.access import OWN_CASE, allow, can, open_case
from webui.acting import act_by_reader, try_act
from webui.case_frame import render_case
from webui.context import today
from webui.forms.person import DocumentForm
from webui.forms.values import filled_values
from webui.limitation_view import outward_rubrics, rubric_views
from webui.transaction import get_session

blueprint = Blueprint("limitations", __name__)


@blueprint.get("/dossiers/<number>/mogelijkheden")
@allow(*OWN_CASE, rows=(6, 7))
def show_limitations(number: str) -> ResponseReturnValue:
    case = open_case(number, "mogelijkheden")
    assert case.id is not None
    session = get_session()
    document = latest_document(session, case.id)
    rows = limitations_of(session, document)
    if not can("limitations.items"):
        return show_outward(case, document, outward_rubrics(rows))
    return render_case(
        "person/limitations.html",
        case,
        document=document,
        rubrics=rubric_views(rows, document.generation if document else "current"),
        earlier=documents_of(session, case.id)[1:],
    )


def show_outward(case: ReintegrationCase, document: CapabilityDocument | None, rubrics: list[str]) -> str:
    """Hours limit, rubric headings and the labour expert's conclusion (matrix row 6); nothing else is handed over."""
    values: dict[str, object] = {"dated": None, "hours": None, "conclusion": None}
    if document is not None:
        values = {
            "dated": document.dated,
            "hours": document.max_hours_per_week,
            "conclusion": document.labour_expert_conclusion,
        }
    return render_case("person/limitations_outward.html", case, rubrics=rubrics, **values)


@blueprint.route("/dossiers/<number>/mogelijkheden/nieuw", methods=["GET", "POST"])
@allow(Role.COACH, rows=(6, 7))
def new_document(number: str) -> ResponseReturnValue:
    case = open_case(number, "mogelijkheden")
    form = DocumentForm(data={"dated": today()})
    if form.validate_on_submit() and try_act(form, lambda: keep_document(case, form)):
        flash(
            _("Het document is bewaard en is nu leidend. De matches worden bij de volgende ronde opnieuw gewogen."),
            "good",
        )
        return redirect(url_for("limitations.show_limitations", number=number))
    page = render_case("person/new_document.html", case, form=form, items=items(), rubric_names=RUBRICS)
    return page, 422 if form.errors else 200


def keep_document(case: ReintegrationCase, form: DocumentForm) -> CapabilityDocument:
    values = filled_values(form) | {"limitations": typed_limitations()}
    return save_capability_document(get_session(), case, values, **act_by_reader())


def typed_limitations() -> list[dict[str, object]]:
    """Every item whose level was changed from the reference value, or that got a note."""
    typed: list[dict[str, object]] = []
    for item in items():
        level = request.form.get(f"level-{item.item}", "0")
        note = request.form.get(f"note-{item.item}", "").strip()
        if level != "0" or note:
            typed.append({"item": item.item, "level": level, "note": note or None})
    return typed
