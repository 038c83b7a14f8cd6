"""What the capacity documents say today; items for coach and employee, the outward wording for the employer."""

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from dossier.acts.capability_documents import save_capability_document
from dossier.model.case import CapabilityDocument, ReintegrationCase
from dossier.rules.fml import RUBRICS, FmlItem, items
from dossier.rules.parties import PartyFunction
from dossier.rules.standing import PARTS, Part, Standing
from dossier.storage.profiles import documents_of, standing_limitations, standing_of
from webui.access import OWN_CASE, allow, can, can_in, open_case, require_in
from webui.acting import act_by_reader, try_act
from webui.case_frame import render_case
from webui.context import today
from webui.forms.person import ConclusionForm, DocumentForm
from webui.forms.values import filled_values
from webui.limitation_view import outward_rubrics, rubric_views
from webui.once import sent_once
from webui.transaction import get_session

blueprint = Blueprint("limitations", __name__)
LONGEST_NOTE, LIFTED = 500, "vervalt"
CONCLUDING = next(kind for kind, part in PARTS.items() if part is Part.CONCLUDES)


@blueprint.get("/dossiers/<number>/mogelijkheden")
@allow(*OWN_CASE, rows=(6, 7))
def show_limitations(number: str) -> ResponseReturnValue:
    case = open_case(number, "mogelijkheden")
    assert case.id is not None
    session = get_session()
    standing = standing_of(session, case.id)
    rows = standing_limitations(session, standing)
    if not can("limitations.items"):
        return show_outward(case, standing, outward_rubrics(rows))
    return render_case(
        "person/limitations.html",
        case,
        standing=standing,
        rubrics=rubric_views(rows),
        earlier=[one for one in documents_of(session, case.id) if one not in standing.stack],
    )


def show_outward(case: ReintegrationCase, standing: Standing[CapabilityDocument], rubrics: list[str]) -> str:
    """Hours limit, rubric headings and the labour expert's conclusion (matrix row 6); nothing else is handed over."""
    return render_case(
        "person/limitations_outward.html",
        case,
        rubrics=rubrics,
        dated=standing.dated,
        hours=standing.max_hours_per_week,
        conclusion=standing.conclusion,
    )


@blueprint.route("/dossiers/<number>/mogelijkheden/nieuw", methods=["GET", "POST"])
@allow(*OWN_CASE, rows=(6, 7))
@sent_once
def new_document(number: str) -> ResponseReturnValue:
    case = open_case(number, "mogelijkheden")
    if not can_in(case, "limitations.write"):
        require_in(case, "documents.write")
        return new_conclusion(case)
    form = DocumentForm(data={"dated": today()})
    if form.validate_on_submit() and try_act(form, lambda: keep_document(case, form, typed_limitations(items()))):
        flash_kept()
        return redirect(url_for("limitations.show_limitations", number=number))
    page = render_case("person/new_document.html", case, form=form, items=items(), rubric_names=RUBRICS)
    return page, 422 if form.errors else 200


def new_conclusion(case: ReintegrationCase) -> ResponseReturnValue:
    """An employer without an agency takes over what a labour expert concludes about work, and nothing else."""
    form = ConclusionForm(data={"dated": today()})
    values = {"kind": CONCLUDING, "author_function": PartyFunction.LABOUR_EXPERT.value, **filled_values(form)}
    if form.validate_on_submit() and try_act(
        form, lambda: save_capability_document(get_session(), case, values, **act_by_reader())
    ):
        flash(_("De conclusie is bewaard."), "good")
        return redirect(url_for("limitations.show_limitations", number=case.number))
    return render_case("person/new_conclusion.html", case, form=form), 422 if form.errors else 200


def flash_kept() -> None:
    flash(_("Het document is bewaard en telt nu mee. De matches worden bij de volgende ronde opnieuw gewogen."), "good")


def keep_document(
    case: ReintegrationCase, form: DocumentForm, limitations: list[dict[str, object]]
) -> CapabilityDocument:
    values = {name: value for name, value in filled_values(form).items() if name != "proposal"}
    return save_capability_document(get_session(), case, values | {"limitations": limitations}, **act_by_reader())


def typed_limitations(offered: tuple[FmlItem, ...]) -> list[dict[str, object]]:
    """Every item whose level was changed from the reference value, or that got a note; of kinds each that is ticked.

    LIFTED is level 0 said on purpose: in an update it lifts what the leading document limits.
    """
    typed: list[dict[str, object]] = []
    for item in offered:
        levels = [level for level in request.form.getlist(f"level-{item.item}") if level != "0"]
        note = request.form.get(f"note-{item.item}", "").strip()[:LONGEST_NOTE]
        recorded = ["0" if level == LIFTED else level for level in levels] or (["0"] if note else [])
        typed += [{"item": item.item, "level": level, "note": note or None} for level in recorded]
    return typed
