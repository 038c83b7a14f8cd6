"""Lists come in parts by key: nothing twice, nothing missed, and nothing new when nothing changed."""

from datetime import timedelta

import pytest

from dossier.storage.api_tokens import get_token
from tests.webui.api.conftest import APPLICATION, CASE, ROOT
from tests.webui.cast import NOW, NUMBER


def walk(program, path: str, limit: int) -> list[dict]:
    items, after = [], None
    while True:
        page = program.get(path, query_string={"limit": limit} | ({"after": after} if after is not None else {})).json
        assert len(page["items"]) <= limit
        items += page["items"]
        after = page["next"]
        if after is None:
            return items


@pytest.mark.parametrize("path", [f"{ROOT}/cases", f"{ROOT}/vacancies", f"{CASE}/matches", f"{CASE}/applications"])
@pytest.mark.parametrize("limit", [1, 2, 3, 100])
def test_the_parts_together_are_the_whole_list(path: str, limit: int, office):
    whole = office.get(path, query_string={"limit": 100}).json
    assert whole["next"] is None
    assert len(whole["items"]) > 1
    assert walk(office, path, limit) == whole["items"]


def test_a_row_that_comes_while_reading_shifts_nothing(office):
    first = office.get(f"{CASE}/applications?limit=1").json
    office.log(APPLICATION)
    rest = office.get(f"{CASE}/applications?limit=100&after={first['next']}").json
    assert [row["serial"] for row in first["items"] + rest["items"]] == [1, 2, 3]


def test_vacancies_can_be_asked_by_state_and_since_when(office):
    assert [row["id"] for row in office.get(f"{ROOT}/vacancies?state=GONE").json["items"]] == ["a4" * 8]
    since = (NOW - timedelta(days=3)).isoformat().replace("+00:00", "Z")
    assert len(office.get(f"{ROOT}/vacancies", query_string={"first_seen_from": since}).json["items"]) == 6
    assert office.get(f"{ROOT}/vacancies", query_string={"first_seen_from": NOW.isoformat()}).json["items"] == []
    assert office.get(f"{ROOT}/vacancies?first_seen_from=2026-11-01T00:00:00").status_code == 422


def test_matches_come_best_first_with_their_reasons(office):
    items = office.get(f"{CASE}/matches").json["items"]
    assert [row["rank"] for row in items] == list(range(1, len(items) + 1))
    assert all(row["reasons"] for row in items)


def test_the_calendar_is_the_one_of_the_case(office, employer, bram):
    items = office.get(f"{CASE}/calendar").json["items"]
    page = bram.get(f"/dossiers/{NUMBER}").text
    assert [one["name"] for one in items if one["name"] not in page] == []
    assert "TL-20" in {one["rule"] for one in items}
    assert employer.get(f"{CASE}/calendar").json["items"] == items


def test_who_has_the_same_answer_already_hears_that_nothing_changed(office):
    first = office.get(f"{CASE}/applications")
    same = office.get(f"{CASE}/applications", headers={"If-None-Match": first.headers["ETag"]})
    office.log(APPLICATION)
    changed = office.get(f"{CASE}/applications", headers={"If-None-Match": first.headers["ETag"]})
    assert (same.status_code, same.data, changed.status_code) == (304, b"", 200)
    assert {one.strip() for one in first.headers["Vary"].split(",")} == {"Authorization", "Accept-Encoding"}


def test_a_head_answers_as_a_get_without_its_body(office):
    head, get = office.ask("HEAD", CASE), office.get(CASE)
    assert (head.status_code, head.data, head.headers["ETag"]) == (200, b"", get.headers["ETag"])


def test_when_a_key_was_last_used_is_kept(office, web_database):
    office.get(CASE)
    with web_database.reading() as session:
        assert get_token(session, office.token_id, organisation_id=None).last_used_at == NOW
