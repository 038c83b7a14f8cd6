"""Agreements on their pages: made, settled with one press, undone, put right; and who sees whose."""

import re

import pytest
from icalendar import Calendar

from tests.webui.cast import NUMBER
from tests.webui.test_calendar import make_address

CASE = f"/dossiers/{NUMBER}"
PAGE = f"{CASE}/activiteiten"
NEW = f"{CASE}/afspraken/nieuw"
OWN = {"what": "Cv voor kantoor maken", "owner": "werknemer", "made_on": "2026-11-02", "due_on": "2026-11-25"}
LATE = {"what": "Referentie bellen", "owner": "loopbaancoach", "made_on": "2026-11-02", "due_on": "2026-11-10"}
EMPLOYERS = {"what": "Proefdag regelen", "owner": "werkgever", "made_on": "2026-11-02", "due_on": "2026-11-27"}


@pytest.fixture
def agreed(bram) -> None:
    for values in (OWN, LATE, EMPLOYERS):
        assert bram.post(NEW, values).status_code == 302


def test_the_employer_reads_the_own_agreement_and_none_of_the_others(agreed, daan, anna):
    page = daan.get(PAGE).text
    assert [values["what"] in page for values in (OWN, LATE, EMPLOYERS)] == [False, False, True]
    assert "Ongedaan maken" not in page
    assert all(values["what"] in anna.get(PAGE).text for values in (OWN, LATE, EMPLOYERS))


def test_one_press_without_script_settles_and_another_undoes(agreed, anna):
    assert anna.post(f"{CASE}/afspraken/1/nagekomen").status_code == 302
    page = anna.get(PAGE).text
    assert "Nagekomen" in page
    assert "Ongedaan maken" in page
    assert anna.post(f"{CASE}/afspraken/1/open").status_code == 302
    assert "Ongedaan maken" not in anna.get(PAGE).text


@pytest.mark.parametrize("act", ["nagekomen", "open", "stand", "corrigeren"])
def test_nobody_settles_what_is_anothers(agreed, anna, daan, act):
    assert anna.post(f"{CASE}/afspraken/2/{act}").status_code == 404
    assert daan.post(f"{CASE}/afspraken/3/{act}").status_code == 404


def test_what_was_not_kept_comes_back_without_the_reason(agreed, bram):
    values = {"state": "niet nagekomen", "settled_on": "2026-11-11"}
    answer = bram.post(f"{CASE}/afspraken/2/stand", values)
    assert answer.status_code == 422
    assert re.search(r'id="settled_why-error">', answer.text)
    assert bram.post(f"{CASE}/afspraken/2/stand", values | {"settled_why": "Niemand nam op"}).status_code == 302
    assert "Niemand nam op" in bram.get(PAGE).text


def test_a_correction_shows_what_stood_there(agreed, bram):
    values = OWN | {"due_on": "2026-12-01", "reason": "verkeerde dag"}
    assert bram.post(f"{CASE}/afspraken/1/corrigeren", values).status_code == 302
    page = bram.get(f"{CASE}/afspraken/1/corrigeren").text
    assert "<del>2026-11-25</del> → <ins>2026-12-01</ins>" in page
    assert "verkeerde dag" in page


def test_an_agreement_out_of_a_conversation_begins_with_its_day(bram):
    found = re.search(rf"{CASE}/gesprekken/(\d+)/afspraak", bram.get(PAGE).text)
    assert found is not None
    assert bram.get(found[0]).status_code == 200
    assert bram.post(found[0], OWN).status_code == 302
    assert bram.get(f"{CASE}/gesprekken/999/afspraak").status_code == 404


def test_the_employee_makes_an_own_agreement_and_is_offered_no_other(anna, daan):
    page = anna.get(NEW).text
    assert 'value="werknemer"' in page
    assert 'value="werkgever"' not in page
    assert anna.post(NEW, OWN).status_code == 302
    assert daan.get(NEW).status_code == 404


def test_the_first_page_says_what_was_agreed_for_this_week(agreed, anna):
    page = anna.get("/").text
    assert OWN["what"] in page
    assert LATE["what"] not in page


def test_the_coach_is_reminded_of_what_is_late_and_what_is_near(agreed, bram):
    page = bram.get("/").text
    assert "1 afspraak over de dag heen" in page
    assert "2 afspraken voor deze week" in page


def test_a_calendar_hears_the_day_and_the_word_and_nothing_of_the_agreement(agreed, bram, anna, daan, anyone):
    days = {}
    for name, visitor in {"bram": bram, "anna": anna, "daan": daan}.items():
        answer = anyone.get(make_address(visitor))
        assert not any(values["what"].encode() in answer.data for values in (OWN, LATE, EMPLOYERS))
        events = Calendar.from_ical(answer.data).walk("VEVENT")
        days[name] = [one.decoded("dtstart").isoformat() for one in events if one["summary"].endswith(": afspraak")]
    assert days == {
        "bram": ["2026-11-10", "2026-11-25", "2026-11-27"],
        "anna": ["2026-11-25"],
        "daan": ["2026-11-27"],
    }
