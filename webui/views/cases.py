"""The overview of one case: where it stands, what is next, the whole calendar."""

from datetime import timedelta

from flask import Blueprint
from flask.typing import ResponseReturnValue

from dossier.storage.activities import list_contacts
from dossier.storage.applications import list_applications, proofs_by_application
from dossier.storage.match_list import Wanted, cut_list, open_rows
from webui.access import OWN_CASE, allow, can, open_case
from webui.case_frame import render_case, terms_of
from webui.context import today
from webui.match_card import MatchCard, build_card
from webui.timeline import build_timeline
from webui.transaction import get_session

blueprint = Blueprint("cases", __name__)
BEST_SHOWN = 3
PERIOD_DAYS = 28


@blueprint.get("/dossiers/<number>")
@allow(*OWN_CASE, rows=(1, 4, 24))
def show_overview(number: str) -> ResponseReturnValue:
    case = open_case(number, "overzicht")
    assert case.id is not None
    session, day = get_session(), today()
    terms = terms_of(case, day)
    applications = list_applications(session, case.id, released_only=not can("applications.read"))
    proofs = proofs_by_application(session, case.id)
    return render_case(
        "case/overview.html",
        case,
        terms=terms,
        line=build_timeline(terms, case.first_sick_day, day),
        recent=sum(row.applied_on > day - timedelta(days=PERIOD_DAYS) for row in applications),
        unproven=sum(not proofs.get(row.id or 0) for row in applications),
        best=best_matches(case.id) if can("matches.read") else [],
        contact=next(reversed(list_contacts(session, case.id)), None) if can("contacts.read") else None,
    )


def best_matches(case_id: int) -> list[MatchCard]:
    """The first few open vacancies that nobody decided about."""
    cut = cut_list(get_session(), case_id, Wanted(undecided=True, only_open=True), BEST_SHOWN)
    return [build_card(row, row, None) for row in open_rows(get_session(), case_id, [row.id for row in cut.rows])]
