"""The shortlist that coach and employee share: a board and a list, and deciding about one vacancy."""

from dataclasses import dataclass

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from dossier.acts.shortlists import shortlist_vacancy
from dossier.model.case import ReintegrationCase
from dossier.model.match import ShortlistEntry, ShortlistState
from dossier.model.vacancy import Vacancy
from dossier.storage.accounts import get_account
from dossier.storage.shortlists import entries_for
from dossier.storage.vacancies import get_vacancy, list_vacancies
from webui.access import GUIDED, allow, open_case, require
from webui.acting import ActBy, act_by_reader, add_error, try_act
from webui.case_frame import render_case
from webui.forms.decision import DecisionForm
from webui.forms.fields import select_choices
from webui.funnel import build_funnel
from webui.guard import is_confirmed
from webui.reasons import decline_reasons, reason_text, state_names
from webui.transaction import get_session
from webui.undo import flash_undoable
from webui.views.preferences import safe_path

blueprint = Blueprint("shortlist", __name__)
COLUMNS = tuple(state for state in ShortlistState if state not in {ShortlistState.DISMISSED, ShortlistState.WITHDRAWN})


@dataclass(frozen=True)
class BoardCard:
    entry: ShortlistEntry
    vacancy: Vacancy
    decided_by: str
    reason: str


def board_cards(case_id: int) -> list[BoardCard]:
    session = get_session()
    entries = entries_for(session, case_id)
    vacancies = {one.id: one for one in list_vacancies(session, ids=[entry.vacancy_id for entry in entries])}
    names = {who: get_account(session, who).name for who in {entry.decided_by for entry in entries}}
    return [
        BoardCard(entry, vacancies[entry.vacancy_id], names[entry.decided_by], reason_text(entry.reason_code))
        for entry in entries
    ]


@blueprint.get("/dossiers/<number>/shortlist")
@allow(*GUIDED, rows=(16,))
def show_board(number: str) -> ResponseReturnValue:
    case = open_case(number, "shortlist")
    assert case.id is not None
    cards = board_cards(case.id)
    columns = [(state.value, [card for card in cards if card.entry.state == state]) for state in COLUMNS]
    return render_case(
        "shortlist/board.html",
        case,
        columns=columns,
        dismissed=[card for card in cards if card.entry.state == ShortlistState.DISMISSED],
        names=state_names(),
        as_list=request.args.get("weergave") == "lijst",
        total=len(cards),
        funnel=build_funnel([card.entry.state for card in cards if card.entry.state != ShortlistState.DISMISSED]),
    )


@blueprint.post("/dossiers/<number>/shortlist/<vacancy_id>")
@allow(*GUIDED, rows=(16,))
def decide(number: str, vacancy_id: str) -> ResponseReturnValue:
    case = open_case(number, "shortlist")
    require("shortlist.write")
    vacancy, by = get_vacancy(get_session(), vacancy_id), act_by_reader()
    form = decision_form()
    entry = None if form.errors else try_act(form, lambda: decide_so(case, vacancy_id, form, by))
    if entry is None:
        return render_case("shortlist/decide.html", case, form=form, vacancy=vacancy), 422
    flash_undoable(decision_message(entry), by["now"])
    return redirect(safe_path(form.back.data, url_for("shortlist.show_board", number=number)))


def decision_form() -> DecisionForm:
    """A reason is asked where a vacancy does not suit, and nowhere else."""
    form = DecisionForm()
    if form.state.data != ShortlistState.DISMISSED and not form.reason_code.data:
        del form.reason_code
        return form
    form.reason_code.choices = select_choices([("", _("Kies een reden")), *decline_reasons()])
    if not form.reason_code.data:
        add_error(form, "reason_code", _("Kies een reden"))
    return form


def decide_so(case: ReintegrationCase, vacancy_id: str, form: DecisionForm, by: ActBy) -> ShortlistEntry:
    return shortlist_vacancy(
        get_session(),
        case,
        vacancy_id,
        state=form.state.data or "",
        reason_code=form.reason_code.data if "reason_code" in form else None,
        note=form.note.data or None,
        confirmed=is_confirmed(),
        **by,
    )


def decision_message(entry: ShortlistEntry) -> str:
    if entry.state == ShortlistState.DISMISSED:
        return _("Bewaard als niet geschikt, omdat %(reason)s.", reason=reason_text(entry.reason_code))
    return _("Staat op de shortlist bij: %(state)s.", state=state_names()[entry.state])
