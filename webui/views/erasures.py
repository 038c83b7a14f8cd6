"""Erasing for the administrator: what was asked, is due and is held; numbers of cases, never what is in them."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from dossier.acts.erasure import due_cases, erase_case, withdraw_erasure
from dossier.acts.holds import lift_hold
from dossier.acts.piece_erasure import erase_piece, withdraw_piece
from dossier.errors import InvalidInputError, NotFoundError
from dossier.model.case import ReintegrationCase
from dossier.model.erasure import Erasure
from dossier.model.people import Role
from dossier.storage.accounts import get_account
from dossier.storage.erasure import erasures, get_erasure, holds_of
from dossier.storage.offices import managed_cases
from webui.access import allow, reader
from webui.account_words import role_names
from webui.acting import act_by_reader, add_error
from webui.context import get_context, now, today
from webui.forms.retention import GROUNDS, HOLD_GROUNDS, PIECE_GROUNDS, ConfirmForm
from webui.refusals import allowed_here
from webui.sessions import confirmed_first
from webui.transaction import get_session, pause_transaction
from webui.views.pieces import piece_title

blueprint = Blueprint("erasures", __name__)


@blueprint.get("/beheer/bewaren")
@allow(Role.ADMIN, rows=(32,))
def list_erasures() -> ResponseReturnValue:
    return show(ConfirmForm(formdata=None))


def show(form: ConfirmForm, refused: int | None = None) -> str:
    """What waits, is due, is held and is done; a confirmation that was refused stands at its own request."""
    session = get_session()
    cases = {case.id: case for case in managed_cases(session, reader(), erased=True)}
    asked = [one for one in erasures(session) if one.case_id in cases]
    return render_template(
        "admin/erasures.html",
        form=form,
        refused=refused,
        waiting=[one for one in asked if one.done_at is None and one.withdrawn_at is None],
        done=[one for one in asked if one.done_at is not None],
        roles={one.id: role_names().get(get_account(session, one.asked_by).role, "–") for one in asked},
        due=[one for one in due_cases(session, now()) if one[0].id in cases],
        holds=[
            (case, hold)
            for case in managed_cases(session, reader())
            for hold in holds_of(session, case.id or 0, on=today())
        ],
        cases=cases,
        ground_names=dict([*GROUNDS, *PIECE_GROUNDS]),
        piece_title=piece_title,
        hold_names=dict(HOLD_GROUNDS),
    )


@blueprint.post("/beheer/bewaren/<int:erasure_id>/wissen")
@allow(Role.ADMIN, rows=(32,))
@confirmed_first
def erase(erasure_id: int) -> ResponseReturnValue:
    case, asked = waiting_case(erasure_id)
    form, context, by = ConfirmForm(), get_context(), act_by_reader()
    if form.validate_on_submit() and form.number.data != case.number:
        add_error(form, "number", _("Er is niets gewist: het overgetypte nummer is niet dat van het dossier."))
    if form.errors:
        return show(form, erasure_id), 422
    pause_transaction()  # erasing begins, commits and cleans up by itself
    act = erase_case if asked.record is None else erase_piece
    try:
        report = act(context.database, context.settings, erasure_id, **by)
    except InvalidInputError as error:
        allowed = allowed_here(error.allowed)
        add_error(form, "number", _("Er is niets gewist. Nodig: %(allowed)s.", allowed=allowed))
        return show(form, erasure_id), 422
    if asked.record is not None:
        flash(_("Eén gegeven van dossier %(number)s is gewist.", number=report.case), "good")
        return redirect(url_for("erasures.list_erasures"))
    flash(
        _("Dossier %(number)s is gewist. In het logboek staat alleen nog dat het is gewist.", number=report.case),
        "good",
    )
    return redirect(url_for("erasures.list_erasures"))


@blueprint.post("/beheer/bewaren/<int:erasure_id>/afwijzen")
@allow(Role.ADMIN, rows=(32,))
def decline(erasure_id: int) -> ResponseReturnValue:
    case, asked = waiting_case(erasure_id)
    if asked.record is None:
        withdraw_erasure(get_session(), case, **act_by_reader())
    else:
        withdraw_piece(get_session(), case, erasure_id, **act_by_reader())
    flash(_("Het verzoek is afgewezen. Laat de aanvrager weten waarom."), "good")
    return redirect(url_for("erasures.list_erasures"))


@blueprint.post("/beheer/bewaren/<number>/blokkade/<int:hold_id>/opheffen")
@allow(Role.ADMIN, rows=(32,))
@confirmed_first
def lift(number: str, hold_id: int) -> ResponseReturnValue:
    lift_hold(get_session(), managed_case(number), hold_id, **act_by_reader())
    flash(_("De blokkade is opgeheven."), "good")
    return redirect(url_for("erasures.list_erasures"))


def managed_case(number: str) -> ReintegrationCase:
    """The case with this number, when it is one of this administrator's office."""
    for case in managed_cases(get_session(), reader()):
        if case.number == number:
            return case
    raise NotFoundError("Dit dossier is niet gevonden.")


def waiting_case(erasure_id: int) -> tuple[ReintegrationCase, Erasure]:
    session = get_session()
    asked = get_erasure(session, erasure_id)
    if asked is None or asked.done_at is not None or asked.withdrawn_at is not None:
        raise NotFoundError("Dit verzoek om wissen is niet gevonden.")
    case = next((one for one in managed_cases(session, reader()) if one.id == asked.case_id), None)
    if case is None:
        raise NotFoundError("Dit dossier is niet gevonden.")
    return case, asked
