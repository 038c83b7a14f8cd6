"""The ranked vacancies of a case."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from dossier.storage.match_list import match_lines, matches_with_vacancy
from webui.access import GUIDED, allow, open_case
from webui.case_frame import render_case
from webui.distance_map import map_for
from webui.match_card import build_card
from webui.match_filter import filter_lines
from webui.pages import cut_page
from webui.transaction import get_session

blueprint = Blueprint("matches", __name__)
PAGE_SIZE = 20


@blueprint.get("/dossiers/<number>/matches")
@allow(*GUIDED, rows=(14, 15, 16))
def list_matches(number: str) -> ResponseReturnValue:
    case = open_case(number, "matches")
    assert case.id is not None
    session = get_session()
    filtered = filter_lines(match_lines(session, case.id))
    lines = cut_page(filtered.lines, PAGE_SIZE)
    whole = matches_with_vacancy(session, case.id, [line.vacancy_id for line in lines.items])
    cards = [build_card(*whole[line.vacancy_id], line.decision) for line in lines.items]
    return render_case(
        "matches/list.html",
        case,
        list=filtered,
        page=lines.show(cards),
        map=map_for(case.id, [card.vacancy for card in cards]),
    )
