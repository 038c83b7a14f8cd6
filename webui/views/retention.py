"""How long a case is kept, the copy for the person, the head of its log, and asking for it to be taken away."""

from flask import Blueprint, Response, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_security import current_user

from dossier.acts.erasure import ask_erasure, withdraw_erasure
from dossier.acts.holds import place_hold
from dossier.acts.own_copy import give_own_copy
from dossier.evidence.controleer import fingerprint
from dossier.model.case import ReintegrationCase
from dossier.model.erasure import Erasure, ErasureGround
from dossier.model.people import Role
from dossier.rules.retention import retention_of
from dossier.storage.accounts import get_account
from dossier.storage.erasure import erasures, holds_of
from dossier.storage.evidence import last_entry
from webui.access import OWN_CASE, allow, open_case
from webui.acting import act_by_reader, try_act
from webui.case_frame import render_case
from webui.context import get_context, today
from webui.downloads import send_download
from webui.forms.fields import select_choices
from webui.forms.retention import GROUNDS, HOLD_GROUNDS, PIECE_GROUNDS, ErasureForm, HoldForm
from webui.sessions import confirmed_first
from webui.transaction import get_session
from webui.views.pieces import piece_title

blueprint = Blueprint("retention", __name__)


@blueprint.get("/dossiers/<number>/bewaren")
@allow(*OWN_CASE, rows=(32,))
def show_retention(number: str) -> ResponseReturnValue:
    case = open_case(number, "bewaren")
    return show(case, erasure_form(case), HoldForm(formdata=None))


def show(case: ReintegrationCase, form: ErasureForm, hold_form: HoldForm) -> str:
    session, case_id = get_session(), case.id or 0
    asked = next(iter(erasures(session, case_ids=[case_id], waiting=True, whole=True)), None)
    last = last_entry(session, case_id)
    return render_case(
        "case/retention.html",
        case,
        form=form,
        hold_form=hold_form,
        term=retention_of(case.first_sick_day, case.ended_on),
        asked=asked,
        asked_by=None if asked is None else get_account(session, asked.asked_by).name,
        pieces=pieces_of(case),
        holds=holds_of(session, case_id, on=today()),
        ground_names=dict([*GROUNDS, *PIECE_GROUNDS]),
        hold_names=dict(HOLD_GROUNDS),
        last=last,
        key=None if last is None else fingerprint(last.key),
        role=current_user.role,
    )


def pieces_of(case: ReintegrationCase) -> list[tuple[Erasure, str]]:
    """Each waiting request about one piece, as people call it; an employer sees the own ones."""
    waiting = erasures(get_session(), case_ids=[case.id or 0], waiting=True, whole=False)
    is_employer = current_user.role == Role.EMPLOYER
    return [(one, piece_title(one.record)) for one in waiting if not is_employer or one.asked_by == current_user.id]


def erasure_form(case: ReintegrationCase) -> ErasureForm:
    """The grounds that this reader may name today."""
    form = ErasureForm()
    due = retention_of(case.first_sick_day, case.ended_on).is_due(today())
    hidden = {ErasureGround.REQUEST} if current_user.role == Role.EMPLOYER else set()
    hidden |= set() if due else {ErasureGround.RETENTION}
    form.ground.choices = select_choices((value, text) for value, text in GROUNDS if value not in hidden)
    return form


@blueprint.post("/dossiers/<number>/bewaren/wissen")
@allow(*OWN_CASE, rows=(32,))
@confirmed_first
def ask(number: str) -> ResponseReturnValue:
    case = open_case(number, "bewaren")
    form = erasure_form(case)
    given = {"ground": form.ground.data}
    if form.validate_on_submit() and try_act(form, lambda: ask_erasure(get_session(), case, given, **act_by_reader())):
        flash(_("Uw verzoek ligt bij de beheerder. Er is nog niets gewist."), "good")
        return redirect(url_for("retention.show_retention", number=number))
    return show(case, form, HoldForm(formdata=None)), 422


@blueprint.post("/dossiers/<number>/bewaren/intrekken")
@allow(*OWN_CASE, rows=(32,))
def withdraw(number: str) -> ResponseReturnValue:
    case = open_case(number, "bewaren")
    withdraw_erasure(get_session(), case, **act_by_reader())
    flash(_("Het verzoek om wissen is ingetrokken."), "good")
    return redirect(url_for("retention.show_retention", number=number))


@blueprint.post("/dossiers/<number>/bewaren/blokkeren")
@allow(Role.COACH, rows=(32,))
def hold(number: str) -> ResponseReturnValue:
    case = open_case(number, "bewaren")
    form = HoldForm()
    given = {"ground": form.ground.data, "until": form.until.data}
    if form.validate_on_submit() and try_act(form, lambda: place_hold(get_session(), case, given, **act_by_reader())):
        flash(_("Dit dossier wordt tot en met die dag niet gewist."), "good")
        return redirect(url_for("retention.show_retention", number=number))
    return show(case, erasure_form(case), form), 422


@blueprint.post("/dossiers/<number>/kopie")
@allow(Role.EMPLOYEE, rows=(29,))
@confirmed_first
def download_copy(number: str) -> Response:
    case = open_case(number, "kopie")
    content = give_own_copy(get_session(), case, settings=get_context().settings, **act_by_reader())
    return send_download(content, f"{case.number}_alle-gegevens_{today()}.zip", "application/zip")
