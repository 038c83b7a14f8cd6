"""Writing through the API is the same act as on the page: one row, one entry, the same guards; and once."""

import json
from concurrent.futures import ThreadPoolExecutor

import pytest

from dossier.storage.applications import list_applications
from dossier.storage.cases import case_by_number
from dossier.storage.evidence import entries_of
from dossier.storage.shortlists import entry_for
from tests.webui.api.conftest import APPLICATION, CASE, ROOT, Program
from tests.webui.cast import NUMBER, OTHER_NUMBER

OTHER_CASE = f"{ROOT}/cases/{OTHER_NUMBER}"


def rows_and_entries(database) -> tuple[int, int]:
    with database.reading() as session:
        case = case_by_number(session, NUMBER)
        logged = [one for one in entries_of(session, case.id) if one.kind != "dossier ingezien"]
        return len(list_applications(session, case.id)), len(logged)


def refused(answer) -> dict[str, dict]:
    assert answer.content_type == "application/problem+json"
    return {fault["field"]: fault for fault in answer.json["errors"]}


def test_a_new_application_is_one_row_and_one_entry(office, web_database):
    before = rows_and_entries(web_database)
    answer = office.log(APPLICATION)
    assert (answer.status_code, answer.json["serial"], answer.json["job_title"]) == (201, 3, "Balie")
    assert rows_and_entries(web_database) == (before[0] + 1, before[1] + 1)


def test_a_vacancy_brings_its_fields_along_and_moves_on_the_shortlist(office, web_database):
    row = office.log({"applied_on": "2026-11-19", "vacancy_id": "a3" * 8, "way": "webformulier"}).json
    assert (row["employer"], row["place"], row["wage_verdict"] is None) == ("Notariskantoor De Brug", "Zeist", False)
    with web_database.reading() as session:
        assert entry_for(session, case_by_number(session, NUMBER).id, "a3" * 8).state == "gesolliciteerd"


def test_the_same_request_with_the_same_key_makes_no_double_and_answers_the_same(office, web_database):
    first = office.log(APPLICATION)
    before = rows_and_entries(web_database)
    again = office.log(dict(reversed(APPLICATION.items())))
    assert (again.status_code, again.json) == (first.status_code, first.json)
    assert rows_and_entries(web_database) == before


@pytest.mark.parametrize("change", [{"employer": "Een ander"}, {"applied_on": "2026-11-18"}, {"way": "netwerk"}])
def test_the_same_key_with_something_else_is_refused(change: dict, office, web_database):
    office.log(APPLICATION)
    before = rows_and_entries(web_database)
    answer = office.log(APPLICATION | change)
    assert (answer.status_code, answer.json["type"]) == (422, "/koppelingen/uitleg#herhaling")
    assert rows_and_entries(web_database) == before


def test_the_same_key_in_another_case_is_refused(office):
    office.log(APPLICATION)
    assert office.log(APPLICATION, case=OTHER_CASE).json["type"] == "/koppelingen/uitleg#herhaling"


def test_a_refused_request_leaves_its_key_free(office):
    assert office.log(APPLICATION | {"applied_on": "2030-01-01"}).status_code == 422
    assert office.log(APPLICATION).status_code == 201


@pytest.mark.parametrize("key", ["", "kort", "met spatie erin", "x" * 201, "é" * 10])
def test_without_a_good_key_nothing_is_written(key: str, office, web_database):
    before = rows_and_entries(web_database)
    answer = office.log(APPLICATION, key=key)
    assert (answer.status_code, list(refused(answer))) == (422, ["Idempotency-Key"])
    assert rows_and_entries(web_database) == before


def test_a_result_is_one_entry_and_the_same_result_again_is_none(office, web_database):
    result = {"result": "uitnodiging", "result_on": "2026-11-19", "follow_up": "Gesprek volgende week"}
    before = rows_and_entries(web_database)
    answers = [office.ask("PUT", f"{CASE}/applications/2/result", json=result) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert answers[0].json == answers[1].json
    assert answers[0].json["result"] == "uitnodiging"
    assert rows_and_entries(web_database) == (before[0], before[1] + 1)


def test_each_wrong_field_is_named_with_what_stood_there_and_what_may(office):
    values = {"applied_on": "morgen", "way": "postduif", "travel_minutes": "45", "onzin": 1}
    faults = refused(office.log(values))
    assert set(faults) == {"applied_on", "way", "travel_minutes", "onzin"}
    assert (faults["applied_on"]["value"], faults["applied_on"]["allowed"]) == ("morgen", "een datum zoals 2026-03-01")
    assert "webformulier" in faults["way"]["allowed"]
    assert faults["travel_minutes"]["allowed"] == "een getal"


def test_a_day_before_the_illness_or_in_the_future_is_refused_as_on_the_page(office):
    for day in ("2025-03-02", "2026-11-21"):
        fault = refused(office.log(APPLICATION | {"applied_on": day}))["applied_on"]
        assert (fault["value"], fault["allowed"]) == (day, "van 2025-03-03 tot en met 2026-11-20")


def test_a_vacancy_that_is_not_there_is_a_fault_of_its_field(office):
    fault = refused(office.log({"applied_on": "2026-11-19", "vacancy_id": "onbekend", "way": "bezoek"}))["vacancy_id"]
    assert fault["value"] == "onbekend"


def test_words_about_health_are_refused_without_being_repeated_until_somebody_confirms_them(office):
    values = APPLICATION | {"follow_up": "Bellen als de chemotherapie klaar is"}
    answer = office.log(values)
    assert (answer.status_code, answer.json["type"]) == (422, "/koppelingen/uitleg#gezondheid")
    assert refused(answer)["follow_up"]["value"] is None
    assert "chemo" not in answer.text
    assert office.log(values | {"confirmed_words": True}).status_code == 201


def test_a_bsn_is_refused_whatever_is_confirmed_and_not_repeated(office):
    answer = office.log(APPLICATION | {"contact_person": "Jan 111222333", "confirmed_words": True})
    assert (answer.status_code, "111222333" in answer.text) == (422, False)


@pytest.mark.parametrize("field", ["way", "applied_on", "result", "performed_by"])
def test_a_wrong_value_that_speaks_of_health_or_is_a_bsn_is_not_repeated(field: str, office):
    for value in ("chemotherapie", "111222333", "x" * 300):
        answer = office.log(APPLICATION | {field: value})
        assert (answer.status_code, refused(answer)[field]["value"], value in answer.text) == (422, None, False)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'"x"',
        b"\xff\xfe",
        b"[" * 60_000,
        b'{"applied_on": NaN}',
        b"{} {}",
        b'{"employer": "\\ud800"}',
        b'{"a": 1e999}',
    ],
)
def test_a_body_that_is_no_object_of_json_is_a_problem_and_writes_nothing(body: bytes, office, web_database):
    before = rows_and_entries(web_database)
    path, headers = f"{CASE}/applications", {"Idempotency-Key": "verzoek-0001"}
    answer = office.ask("POST", path, data=body, content_type="application/json", headers=headers)
    assert answer.status_code in {400, 422}
    assert answer.content_type == "application/problem+json"
    assert rows_and_entries(web_database) == before


@pytest.mark.parametrize("media", ["application/x-www-form-urlencoded", "text/plain", "multipart/form-data", ""])
def test_anything_but_json_is_415(media: str, office):
    answer = office.ask("POST", f"{CASE}/applications", data=json.dumps(APPLICATION), content_type=media)
    assert answer.status_code == 415


def test_a_body_of_more_than_64_kb_is_413(office):
    assert office.log(APPLICATION | {"follow_up": "x" * 70_000}).status_code == 413


@pytest.mark.parametrize("text", ["a\x00b", "\x1b[31m", "a\x85b"])
def test_signs_that_no_text_holds_are_refused(text: str, office):
    answer = office.log(APPLICATION | {"employer": text})
    assert (answer.status_code, "employer" in json.dumps(answer.json)) == (422, True)


@pytest.mark.parametrize("number", ["%00", "2026-0001%00", "%0a", "x" * 5000, "..%2F..", "' OR 1=1 --", "2026-0001%20"])
def test_a_strange_number_is_a_case_that_is_not_there(number: str, office):
    assert office.get(f"{ROOT}/cases/{number}").status_code == 404


@pytest.mark.parametrize("serial", ["0", "-1", "9223372036854775808", "1e3", "x"])
def test_a_strange_serial_is_an_application_that_is_not_there(serial: str, office):
    assert office.get(f"{CASE}/applications/{serial}").status_code == 404


def test_what_is_written_is_provable_like_everything_else(office, web_settings, web_database):
    from dossier.evidence.verify import verify_path

    office.log(APPLICATION)
    web_database.close()
    report = verify_path(web_settings.data_dir / "passend.sqlite")
    assert report.faults == []


def test_ten_retries_at_once_make_one_row(app, office, web_database):
    def send(_number: int):
        own = Program(app.test_client(), office.secret, office.token_id)
        return own.log(APPLICATION)

    before = rows_and_entries(web_database)
    with ThreadPoolExecutor(5) as pool:
        answers = list(pool.map(send, range(10)))
    assert {answer.status_code for answer in answers} == {201}
    assert {answer.json["serial"] for answer in answers} == {3}
    assert rows_and_entries(web_database) == (before[0] + 1, before[1] + 1)
