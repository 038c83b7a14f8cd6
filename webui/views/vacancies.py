"""One vacancy as seen from a case: what it asks, what that means here, and the page that proves it."""

from flask import Blueprint, Response
from flask.typing import ResponseReturnValue
from flask_security import current_user

from dossier.model.people import Role
from dossier.storage.applications import known_match, list_applications
from dossier.storage.shortlists import entry_for
from dossier.storage.snapshots import WarcStore, get_snapshot, snapshots_of
from dossier.storage.vacancies import copies_of, get_vacancy
from matcher import clear_occupation, find_demands
from webui.access import GUIDED, allow, open_case
from webui.case_frame import render_case
from webui.context import get_context
from webui.distance_map import map_for
from webui.downloads import send_download
from webui.highlight import cut_pieces
from webui.limitation_view import verdict_lines
from webui.match_card import build_card, own_reasons, reasons_against
from webui.spoken import spoken_lines
from webui.transaction import get_session
from webui.verdict_groups import group_lines, write_questions

blueprint = Blueprint("vacancies", __name__)


@blueprint.get("/dossiers/<number>/vacatures/<vacancy_id>")
@allow(*GUIDED, rows=(14, 15, 16))
def show_vacancy(number: str, vacancy_id: str) -> ResponseReturnValue:
    case = open_case(number, "vacature")
    assert case.id is not None
    session = get_session()
    vacancy = get_vacancy(session, vacancy_id)
    match = known_match(session, case.id, vacancy_id)
    entry = entry_for(session, case.id, vacancy_id)
    snapshots, store = snapshots_of(session, vacancy_id), WarcStore.of(get_context().settings)
    verdicts = match.detail.get("verdicts", {}).get("limitations", []) if match else []
    lines = verdict_lines(verdicts)
    return render_case(
        "vacancy/show.html",
        case,
        vacancy=vacancy,
        entry=entry,
        card=build_card(match, vacancy, entry.state if entry else None) if match else None,
        judged=match.detail.get("verdicts", {}) if match else {},
        reasons=own_reasons(match) if match else [],
        why_not_higher=reasons_against(match) if match else [],
        occupation=clear_occupation(vacancy.title, vacancy.occupation),
        limitations=group_lines(lines),
        questions=write_questions(vacancy.title, lines),
        spoken=spoken_lines(session, case.id, vacancy_id),
        pieces=cut_pieces(vacancy.description, find_demands(vacancy.description)),
        snapshots=[(one, store.find_tls(one)) for one in snapshots],
        copies=copies_of(session, vacancy_id),
        applied=next((row for row in list_applications(session, case.id) if row.vacancy_id == vacancy_id), None),
        map=map_for(case.id, [vacancy]),
        is_own=current_user.role == Role.EMPLOYEE,
    )


@blueprint.get("/dossiers/<number>/vacatures/<vacancy_id>/vastlegging/<int:snapshot_id>")
@allow(*GUIDED, rows=(14,))
def download_snapshot(number: str, vacancy_id: str, snapshot_id: int) -> Response:
    open_case(number, "vacature")
    session = get_session()
    snapshot = next((one for one in snapshots_of(session, vacancy_id) if one.id == snapshot_id), None)
    snapshot = snapshot or get_snapshot(session, -1)
    content = WarcStore.of(get_context().settings).read_slice(snapshot)
    return send_download(content, f"vacature-{vacancy_id}.warc.gz", "application/gzip")
