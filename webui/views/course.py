"""The course of a case: its status and next steps, pauses, placements, papers, parties, and a hand-over."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, abort, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from sqlmodel import SQLModel

from dossier import acts
from dossier.acts.entry import require_no_stand_in, stands_in
from dossier.model.case import ReintegrationCase
from dossier.model.course import CaseCourse, CaseParty, CasePause, JointRecord, Placement, SanctionPoint, WageSanction
from dossier.model.people import Role
from dossier.rules.case_status import moves_from
from dossier.storage.course import course_of, get_row
from webui.access import OWN_CASE, allow, open_case, reader
from webui.acting import act_by_reader, try_act
from webui.case_frame import render_case
from webui.context import today
from webui.course_view import build_course, history_of
from webui.forms import course as forms
from webui.forms.fields import select_choices
from webui.forms.values import all_values
from webui.once import sent_once
from webui.transaction import get_session

blueprint = Blueprint("course", __name__)
KEEPERS = (Role.COACH, Role.EMPLOYER)
"""Both may write about days, pauses, placements and UWV's letters (matrix rows 4, 27 and 28)."""
TIDY = frozenset({"end_reason", "needs_track_two", "track_one_prospect"})


@dataclass(frozen=True)
class Part:
    """One kind of row of the course: its form, its table, its act and what the act calls the row."""

    title: Any
    form: type[FlaskForm]
    table: type[SQLModel]
    save: Callable[..., SQLModel]
    key: str


PARTS = {
    "pauze": Part(_l("Pauze"), forms.PauseForm, CasePause, acts.save_pause, "pause_id"),
    "plaatsing": Part(_l("Plaatsing"), forms.PlacementForm, Placement, acts.save_placement, "placement_id"),
    "betrokkene": Part(_l("Betrokkene"), forms.PartyForm, CaseParty, acts.save_party, "party_id"),
    "stuk": Part(_l("Gezamenlijk stuk"), forms.JointForm, JointRecord, acts.save_joint_record, "record_id"),
    "loonsanctie": Part(_l("Loonsanctie"), forms.SanctionForm, WageSanction, acts.save_sanction, "sanction_id"),
    "tekortkoming": Part(_l("Tekortkoming"), forms.PointForm, SanctionPoint, acts.save_point, "point_id"),
}


@blueprint.get("/dossiers/<number>/verloop")
@allow(*OWN_CASE, rows=(4, 27, 28))
def show_course(number: str) -> ResponseReturnValue:
    case = open_case(number, "verloop")
    return show(case, move_form(case))


def show(case: ReintegrationCase, form: FlaskForm) -> ResponseReturnValue:
    assert case.id is not None
    session = get_session()
    page = render_case(
        "course/show.html",
        case,
        form=form,
        moves=moves_from(case.status),
        course=build_course(session, case, today()),
        history=history_of(session, case.id),
        covering=stands_in(reader(), case),
    )
    return page, 422 if form.errors else 200


def move_form(case: ReintegrationCase) -> forms.MoveForm:
    names = dict(forms.STATUSES)
    form = forms.MoveForm(data={"moved_on": today()})
    form.status.choices = select_choices((move.to, names[move.to]) for move in moves_from(case.status))
    return form


def plain_values(form: FlaskForm) -> dict[str, Any]:
    """Every field; a choice that was not made is left out, so that the act says what it asks for."""
    return {name: value for name, value in all_values(form).items() if value is not None or name not in TIDY}


@blueprint.post("/dossiers/<number>/verloop/stand")
@allow(*KEEPERS, rows=(4,))
def move(number: str) -> ResponseReturnValue:
    case = open_case(number, "verloop")
    form = move_form(case)
    form.status.validate_choice = False  # a move that is not allowed is refused with the reason, by the core
    if form.validate_on_submit() and try_act(
        form, lambda: acts.move_case(get_session(), case, plain_values(form), **act_by_reader())
    ):
        flash(_("De nieuwe stand is bewaard."), "good")
        return redirect(url_for("course.show_course", number=number))
    return show(case, form)


@blueprint.route("/dossiers/<number>/verloop/afspraken", methods=["GET", "POST"])
@allow(*KEEPERS, rows=(4,))
def edit_course(number: str) -> ResponseReturnValue:
    case = open_case(number, "verloop")
    assert case.id is not None
    known = course_of(get_session(), case.id)
    form = forms.CourseForm(data=fields_of(known, CaseCourse))
    if form.validate_on_submit() and try_act(
        form, lambda: acts.save_course(get_session(), case, plain_values(form), **act_by_reader())
    ):
        return kept(number)
    return show_form(case, form, _("Afspraken over het traject"))


@blueprint.route("/dossiers/<number>/verloop/dagen", methods=["GET", "POST"])
@allow(*KEEPERS, rows=(4,))
def edit_days(number: str) -> ResponseReturnValue:
    case = open_case(number, "verloop")
    form = forms.DaysForm(obj=case)
    if form.validate_on_submit() and try_act(
        form, lambda: acts.change_case(get_session(), case, plain_values(form), **act_by_reader())
    ):
        return kept(number)
    return show_form(case, form, _("Dagen van het dossier"))


@blueprint.route("/dossiers/<number>/verloop/<part>/nieuw", methods=["GET", "POST"])
@allow(*KEEPERS, rows=(4, 27, 28))
@sent_once
def new_part(number: str, part: str) -> ResponseReturnValue:
    case = open_case(number, "verloop")
    return keep_part(case, find_part(part), None)


@blueprint.route("/dossiers/<number>/verloop/<part>/<int:row_id>", methods=["GET", "POST"])
@allow(*KEEPERS, rows=(4, 27, 28))
def change_part(number: str, part: str, row_id: int) -> ResponseReturnValue:
    case = open_case(number, "verloop")
    return keep_part(case, find_part(part), row_id)


def find_part(name: str) -> Part:
    if name not in PARTS:
        abort(404)
    return PARTS[name]


def keep_part(case: ReintegrationCase, part: Part, row_id: int | None) -> ResponseReturnValue:
    assert case.id is not None
    known = None if row_id is None else get_row(get_session(), part.table, case.id, row_id)
    form = part.form(data=fields_of(known, part.table))
    key = {part.key: row_id}
    if form.validate_on_submit() and try_act(
        form, lambda: part.save(get_session(), case, plain_values(form), **key, **act_by_reader())
    ):
        return kept(case.number)
    return show_form(case, form, str(part.title))


def fields_of(row: SQLModel | None, table: type[SQLModel]) -> Mapping[str, Any]:
    """What the form begins with; yes and no are choices there."""
    values = {} if row is None else {name: getattr(row, name) for name in table.model_fields}
    asked = {name: str(values[name]).lower() for name in TIDY if values.get(name) is not None}
    return {name: value for name, value in values.items() if name not in TIDY} | asked


@blueprint.route("/dossiers/<number>/verloop/stuk/<int:row_id>/tekenen", methods=["GET", "POST"])
@allow(*OWN_CASE, rows=(23,))
def sign(number: str, row_id: int) -> ResponseReturnValue:
    """One's own signature; the coach may record what stands on paper."""
    case = open_case(number, "verloop")
    assert case.id is not None
    row, me = get_row(get_session(), JointRecord, case.id, row_id), reader()
    form = forms.SignatureForm(data={"role": me.role, "name": me.name, "signed_on": today()})
    if me.role != Role.COACH:
        form.role.choices = select_choices(pair for pair in forms.PARTIES if pair[0] == me.role)
    if form.validate_on_submit() and try_act(
        form, lambda: acts.sign_joint_record(get_session(), case, row_id, plain_values(form), **act_by_reader())
    ):
        return kept(number)
    return show_form(case, form, _("Ondertekenen: %(kind)s", kind=row.kind))


@blueprint.route("/dossiers/<number>/verloop/overdracht", methods=["GET", "POST"])
@allow(*KEEPERS, rows=(1, 4))
def hand_over(number: str) -> ResponseReturnValue:
    """Whoever hands over loses the case with this act: the way back is the home page."""
    case = open_case(number, "verloop")
    require_no_stand_in(reader(), case)
    form = forms.HandOverForm()
    if form.validate_on_submit() and try_act(
        form, lambda: acts.hand_over(get_session(), case, plain_values(form), **act_by_reader())
    ):
        flash(_("Het dossier is overgedragen. De toegang van de vorige coach is beëindigd."), "good")
        return redirect(url_for("home.show_home"))
    return show_form(case, form, _("Dossier overdragen"))


@blueprint.route("/dossiers/<number>/verloop/waarneming", methods=["GET", "POST"])
@allow(*KEEPERS, rows=(1, 4))
def cover(number: str) -> ResponseReturnValue:
    """Who stands in for the coach; whoever stands in gives nothing on."""
    case = open_case(number, "verloop")
    require_no_stand_in(reader(), case)
    form = forms.CoverForm(data={"from_day": today()})
    if form.validate_on_submit() and try_act(
        form, lambda: acts.cover_case(get_session(), case, plain_values(form), **act_by_reader())
    ):
        flash(_("De waarneming is vastgelegd. De werknemer ziet wie waarneemt en tot wanneer."), "good")
        return redirect(url_for("course.cover", number=number))
    return render_case("course/cover.html", case, form=form), 422 if form.errors else 200


@blueprint.post("/dossiers/<number>/verloop/waarneming/<int:cover_id>/einde")
@allow(*KEEPERS, rows=(1, 4))
def end_cover(number: str, cover_id: int) -> ResponseReturnValue:
    case = open_case(number, "verloop")
    acts.end_cover(get_session(), case, cover_id, **act_by_reader())
    flash(_("De waarneming is beëindigd. De collega ziet dit dossier niet meer."), "good")
    return redirect(url_for("course.cover", number=number))


def kept(number: str) -> ResponseReturnValue:
    flash(_("Bewaard."), "good")
    return redirect(url_for("course.show_course", number=number))


def show_form(case: ReintegrationCase, form: FlaskForm, title: str) -> ResponseReturnValue:
    return render_case("course/form.html", case, form=form, title=title), 422 if form.errors else 200
