"""The ranked vacancies of a case."""

from functools import partial

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from dossier.model.case import ReintegrationCase
from dossier.storage.match_list import Cut, cut_list, mark_of
from dossier.storage.match_tally import Tally, tally_of
from webui.access import GUIDED, allow, can, can_open, open_case
from webui.case_frame import render_case
from webui.distance_map import map_for
from webui.kept_page import show_kept
from webui.match_filter import Choice, is_low, list_filters, read_choice
from webui.match_rows import write_rows
from webui.pages import link_around
from webui.share_choice import Person as SharePerson
from webui.share_choice import list_people
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
    people = tuple(list_people(case)) if can_open("sharing.share") and can("shortlist.write") else ()
    shown = choice, tally, tuple(map(mark_of, cut.rows)), cut.has_previous, cut.has_next, people
    return show_kept(case, shown, partial(write_list, case, choice, tally, cut, people))


def write_list(case: ReintegrationCase, choice: Choice, tally: Tally, cut: Cut, people: tuple[SharePerson, ...]) -> str:
    """The page; what it is made of stands in the mark that it is kept under."""
    assert case.id is not None
    return render_case(
        "matches/list.html",
        case,
        choice=choice,
        filters=list_filters(choice, tally),
        total=tally.total,
        shown=count_shown(choice, tally, cut),
        lowered=0 if choice.search else tally.count(lambda one: choice.shows(one) and is_low(one)),
        people=people,
        page=link_around(cut.rows, cut.has_previous, cut.has_next, key=lambda row: row.id),
        rows=write_rows(case, cut.rows, pick=bool(people)),
        map=map_for(case.id, cut.rows),
    )


def count_shown(choice: Choice, tally: Tally, cut: Cut) -> int | None:
    """How many there are in all; None where words were looked for and there are more than this page holds."""
    if not choice.search:
        return tally.count(choice.shows)
    return None if cut.has_previous or cut.has_next else len(cut.rows)
