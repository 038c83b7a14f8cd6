"""Who looked at which part of a case: for the employee and the coach to read (rule V-15)."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from dossier.evidence.kind import EntryKind
from dossier.storage.covers import covers_of
from dossier.storage.evidence import contents_of, entries_of
from webui.access import GUIDED, allow, open_case
from webui.case_frame import render_case
from webui.pages import cut_page
from webui.transaction import get_session
from webui.visits import gather_visits

blueprint = Blueprint("case_views", __name__)
PAGE_SIZE = 30


@blueprint.get("/dossiers/<number>/inzage")
@allow(*GUIDED, rows=(29,))
def show_views(number: str) -> ResponseReturnValue:
    case = open_case(number, "inzage")
    assert case.id is not None
    session = get_session()
    contents = contents_of(session, case.id)
    looks = (
        (entry.recorded_at, entry.actor, contents[entry.id].content.get("part", "") if entry.id in contents else "")
        for entry in reversed(entries_of(session, case.id))
        if entry.kind == EntryKind.VIEWED
    )
    page = cut_page(gather_visits(looks), PAGE_SIZE)
    return render_case("case/views.html", case, page=page, covers=covers_of(session, case.id))
