"""Erasing one conversation, proof, comment or line: at once by who wrote it today, else with a second person."""

from flask import Blueprint, abort, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from dossier.acts.piece_erasure import Piece, ask_piece, erase_piece, find_piece, weighs, withdraw_piece
from dossier.model.case import ReintegrationCase
from dossier.model.erasure import Erasure
from webui.access import OWN_CASE, allow, can, open_case, reader
from webui.acting import act_by_reader, try_act
from webui.case_frame import render_case
from webui.context import get_context, now
from webui.forms.retention import PieceForm
from webui.sessions import confirmed_first
from webui.transaction import get_session, pause_transaction

blueprint = Blueprint("pieces", __name__)
KINDS = {
    "gesprek": ("contact_record", _l("Gesprek wissen")),
    "afspraak": ("agreement", _l("Afspraak wissen")),
    "activiteit": ("activity", _l("Activiteit wissen")),
    "bewijs": ("proof", _l("Bewijs wissen")),
    "opmerking": ("document_comment", _l("Opmerking wissen")),
    "document": ("career_document", _l("Deze versie wissen")),
    "nagekeken": ("quality_check", _l("Wat is nagekeken wissen")),
}
"""The words in the address, the table and the title of the page."""


def piece_title(table: str | None) -> str:
    return next((str(title) for name, title in KINDS.values() if name == table), "")


@blueprint.route("/dossiers/<number>/wissen/<kind>/<int:row_id>", methods=["GET", "POST"])
@allow(*OWN_CASE, rows=(32,))
@confirmed_first
def erase(number: str, kind: str, row_id: int) -> ResponseReturnValue:
    case = open_case(number, "wissen")
    if kind not in KINDS:
        abort(404)
    table, title = KINDS[kind]
    piece = find_piece(get_session(), case, reader(), table, row_id)
    alone = not weighs(get_session(), case, piece, reader(), now())
    form = PieceForm()
    if form.validate_on_submit():
        asked = try_act(form, lambda: ask(case, piece, form.ground.data))
        if asked is not None:
            finish(asked, alone=alone)
            return redirect(url_for("retention.show_retention", number=number))
    page = render_case("case/erase_piece.html", case, form=form, title=title, alone=alone, may_see=can("contacts.read"))
    return page, 422 if form.errors else 200


def ask(case: ReintegrationCase, piece: Piece, ground: str) -> Erasure:
    given = {"ground": ground}
    return ask_piece(get_session(), case, piece.table, piece.row_id, given, **act_by_reader())


def finish(asked: Erasure, *, alone: bool) -> None:
    """Erase at once where nobody else need look; else say who does."""
    if not alone:
        flash(_("Uw verzoek ligt bij de beheerder. Er is nog niets gewist."), "good")
        return
    context, by, erasure_id = get_context(), act_by_reader(), asked.id or 0
    pause_transaction()  # what was asked is kept first; erasing begins and commits by itself
    erase_piece(context.database, context.settings, erasure_id, **by)
    flash(_("Gewist. In het logboek staat alleen nog dat hier iets is gewist."), "good")


@blueprint.post("/dossiers/<number>/wissen/<int:erasure_id>/intrekken")
@allow(*OWN_CASE, rows=(32,))
def withdraw(number: str, erasure_id: int) -> ResponseReturnValue:
    case = open_case(number, "wissen")
    withdraw_piece(get_session(), case, erasure_id, **act_by_reader())
    flash(_("Het verzoek om wissen is ingetrokken."), "good")
    return redirect(url_for("retention.show_retention", number=number))
