"""Standing in for a coach, on the pages: the form, who reads of it, and reach that opens and closes (T01, V-17)."""

import re
from datetime import timedelta

import pytest

from dossier.evidence.log import entries_of
from dossier.storage.cases import case_by_number
from tests.webui.addresses import PAGES, WRITES
from tests.webui.cast import NUMBER, TODAY

CASE = f"/dossiers/{NUMBER}"
COVER = f"{CASE}/verloop/waarneming"
LAST = TODAY + timedelta(days=14)
DAILY = ("cases.show_overview", "applications.show_applications", "exports.show_exports", "activities.new_contact")
OWN = {"course.cover", "course.end_cover", "course.hand_over"}


@pytest.fixture
def given(cast):
    return {"coach_email": cast.emails["carla"], "from_day": TODAY.isoformat(), "until_day": LAST.isoformat()}


def test_who_stands_in_has_the_pages_of_the_coach_from_that_second_and_loses_them_in_the_same(
    bram, visit, anna, given, web_database
):
    carla = visit("carla")
    reached = {name: path for name, (path, names) in PAGES.items() if path.startswith(CASE) and "bram" in names}
    assert carla.get(CASE).status_code == 404
    assert bram.post(COVER, given).status_code == 302
    told = {name: carla.get(reached[name]).status_code for name in (*DAILY, *OWN) if name in reached}
    assert told == dict.fromkeys(DAILY, 200) | dict.fromkeys(OWN & set(reached), 404)
    assert {carla.post(WRITES[name][0]).status_code for name in OWN} == {404}
    assert re.search(rf"{NUMBER}.+waarneming tot en met", carla.get("/").text, re.DOTALL)
    assert "Dossier overdragen" not in carla.get(f"{CASE}/verloop").text
    for path in (CASE, f"{CASE}/inzage"):
        assert "Carla Smit" in anna.get(path).text
    with web_database.session() as session:
        looks = {one.actor for one in entries_of(session, case_by_number(session, NUMBER).id)}
    assert "Carla Smit (loopbaancoach)" in looks
    assert bram.post(f"{COVER}/1/einde").status_code == 302
    assert {carla.get(path).status_code for path in reached.values()} == {404}
    writes, token = {path for path, _ in WRITES.values() if path.startswith(CASE)}, {"csrf_token": carla.token()}
    assert {carla.client.post(path, data=token).status_code for path in writes} == {404}
    assert NUMBER not in carla.get("/").text


def test_a_wrong_cover_is_refused_at_its_field_and_keeps_what_was_typed(bram, given):
    for changes, words in (
        ({"coach_email": "niemand@passend.example"}, "een andere coach van hetzelfde bureau"),
        ({"coach_email": ""}, "Vul dit veld in"),
        ({"until_day": ""}, "Kies een dag"),
        ({"until_day": "2027-06-01"}, "hoogstens 92 dagen"),
    ):
        answer = bram.post(COVER, given | changes)
        assert answer.status_code == 422
        assert words in answer.text
        assert f'value="{given["from_day"]}"' in answer.text
