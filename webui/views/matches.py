"""The ranked vacancies of a case."""

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from dossier.storage.match_list import cut_list
from dossier.storage.match_tally import tally_of
from webui.access import GUIDED, allow, open_case
from webui.case_frame import render_case
from webui.distance_map import map_for
from webui.match_card import build_card
from webui.match_filter import is_low, list_filters, read_choice
from webui.pages import link_around
from webui.transaction import get_session

blueprint = Blueprint("matches", __name__)
PAGE_SIZE = 50


@blueprint.get("/dossiers/<number>/matches")
@allow(*GUIDED, rows=(14, 15, 16))
def list_matches(number: str) -> ResponseReturnValue:
    case = open_case(number, "matches")
    assert case.id is not None
    session, choice, asked = get_session(), read_choice(), request.args
    tally = tally_of(session, case.id)
    cut = cut_list(session, case.id, choice.wanted(), PAGE_SIZE, after=asked.get("na"), before=asked.get("voor"))
    cards = [build_card(row, row, row.decision) for row in cut.rows]
    counted = None if choice.search and (cut.has_previous or cut.has_next) else tally.count(choice.shows)
    return render_case(
        "matches/list.html",
        case,
        choice=choice,
        filters=list_filters(choice, tally),
        total=tally.total,
        shown=len(cards) if choice.search and counted is not None else counted,
        lowered=0 if choice.search else tally.count(lambda one: choice.shows(one) and is_low(one)),
        page=link_around(cards, cut.has_previous, cut.has_next, key=lambda card: card.vacancy.id),
        map=map_for(case.id, [card.vacancy for card in cards]),
    )
