"""Correcting on the pages: a new event with its reason, the old value in sight, all columns within reach."""

from dossier.evidence.columns import COLUMNS
from dossier.evidence.log import entries_of
from dossier.storage.activities import list_activities, list_contacts
from dossier.storage.applications import get_application
from dossier.storage.cases import case_by_number
from tests.webui.cast import NUMBER, REMARK
from webui.forms.application import CorrectionForm

CASE = f"/dossiers/{NUMBER}"
ROW = f"{CASE}/sollicitaties/1/corrigeren"
BY_ITSELF = {
    "serial", "seen_at", "snapshot", "snapshot_sha256", "wage_ratio_low", "wage_ratio_high", "wage_verdict", "counts",
    "proofs", "quality", "recorded_at", "recorded_by",
}  # fmt: skip
"""Columns that follow from the vacancy, the proofs or the log: nobody types them."""
FILLED = {
    "job_title": "Receptionist", "employer": "Zorggroep Eemland", "applied_on": "2026-10-21", "way": "webformulier",
    "place": "Amersfoort", "url": "https://werk.example/receptionist", "fits_limitations": "met aanpassing",
    "performed_by": "employee", "result": "afwijzing", "result_on": "2026-10-31", "coach_remark": REMARK,
    "rejection_reason": "andere kandidaat", "search_direction": "", "found_by": "",
}  # fmt: skip


def stored(web_database):
    with web_database.session() as session:
        case = case_by_number(session, NUMBER)
        row = get_application(session, case.id, 1)
        kinds = [entry.kind for entry in entries_of(session, case.id)]
        return row.model_dump(), kinds.count("sollicitatie gecorrigeerd")


def test_every_one_of_the_21_columns_is_typed_or_follows_by_itself(app):
    with app.test_request_context():
        fields = set(CorrectionForm().data)
    assert {column.key for column in COLUMNS} - BY_ITSELF <= fields


def test_a_correction_changes_the_row_keeps_the_old_value_in_sight_and_says_why(bram, web_database):
    values = FILLED | {
        "place": "Soest",
        "search_direction": "administratie",
        "travel_minutes": "25",
        "reason": "typefout",
    }
    assert bram.post(ROW, values).status_code == 302
    row, corrected = stored(web_database)
    assert (row["place"], row["search_direction"], row["travel_minutes"], corrected) == (
        "Soest",
        "administratie",
        25,
        1,
    )
    page = bram.get(ROW).text
    assert "<del>Amersfoort</del> → <ins>Soest</ins>" in page
    assert "typefout" in page


def test_without_a_reason_nothing_is_corrected_and_the_typed_value_stays(bram, web_database):
    answer = bram.post(ROW, FILLED | {"place": "Soest"})
    assert (answer.status_code, stored(web_database)[1]) == (422, 0)
    assert 'value="Soest"' in answer.text


def test_an_impossible_day_is_refused_at_its_field_with_the_reason(bram):
    answer = bram.post(ROW, FILLED | {"applied_on": "2030-01-01", "reason": "dag"})
    assert answer.status_code == 422
    assert 'id="applied_on-error"' in answer.text
    assert 'value="2030-01-01"' in answer.text


def test_the_employee_corrects_without_touching_what_is_the_coachs(anna, web_database):
    assert "coach_remark" not in anna.get(ROW).text
    assert anna.post(ROW, FILLED | {"place": "Soest", "coach_remark": "x", "reason": "typefout"}).status_code == 302
    assert stored(web_database)[0]["coach_remark"] == REMARK


def test_a_conversation_is_corrected_with_its_reason(bram, web_database):
    path = f"{CASE}/gesprekken/1/corrigeren"
    values = {"occurred_on": "2026-11-04", "way": "gesprek", "with_whom": "Anna Visser", "facts": "Drie vacatures."}
    assert bram.post(path, values).status_code == 422
    assert bram.post(path, values | {"reason": "aantal klopte niet"}).status_code == 302
    with web_database.session() as session:
        assert list_contacts(session, case_by_number(session, NUMBER).id)[0].facts == "Drie vacatures."
    assert "<del>Vacatures doorgenomen.</del>" in bram.get(path).text


def test_an_activity_goes_on_without_a_reason_and_is_corrected_with_one(bram, web_database):
    path = f"{CASE}/activiteiten/1/corrigeren"
    known = {
        "search_direction": "", "kind": "cv", "title": "Cv vernieuwd", "occurred_on": "2026-10-11", "status": "klaar",
        "goal": "Een cv dat past bij kantoorwerk", "result": "Cv versie 4", "cost": "120",
    }  # fmt: skip
    assert bram.post(path, known).status_code == 302
    assert bram.post(path, known | {"title": "Cv geheel vernieuwd"}).status_code == 422
    assert bram.post(path, known | {"title": "Cv geheel vernieuwd", "reason": "titel"}).status_code == 302
    with web_database.session() as session:
        row = list_activities(session, case_by_number(session, NUMBER).id)[0]
    assert (row.title, row.result, row.cost_cents) == ("Cv geheel vernieuwd", "Cv versie 4", 12000)
