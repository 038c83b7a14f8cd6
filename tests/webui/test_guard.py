"""A form with words about health comes back once with the words marked; a BSN does not get in at all."""

import pytest

from dossier.rules.guarded_field import WITHHELD
from dossier.storage.activities import list_activities, list_contacts
from dossier.storage.applications import list_applications
from dossier.storage.cases import case_by_number
from dossier.storage.shortlists import entries_for
from tests.webui.addresses import CASE, VACANCY
from tests.webui.cast import NUMBER
from tests.webui.test_judgements import ANSWER, JUDGEMENT
from tests.webui.test_judgements import PAGE as JUDGED

ILL, BSN = "Ze is thuis met een burn-out.", "nummer 123456782"
MARKED = "<mark>burn-out</mark>"
TALK = {"occurred_on": "2026-11-01", "way": "telefoon", "with_whom": "Anna"}
ACTIVITY = {"kind": "scholing", "title": "Cursus", "occurred_on": "2026-11-01", "status": "klaar"}
SEARCH = {"valid_from": "2026-11-01", "directions": "magazijn"}
APPLIED = {
    "job_title": "Orderpicker", "employer": "Noord BV", "applied_on": "2026-11-01", "way": "webformulier",
    "file_kind": "overig", "fits_limitations": "", "performed_by": "employee",
}  # fmt: skip
DOCUMENT = {"kind": "FML", "instrument": "FML", "dated": "2026-11-01", "author_function": "bedrijfsarts"}
FORMS = {
    "gesprek": (f"{CASE}/gesprekken/nieuw", TALK, "facts"),
    "activiteit": (f"{CASE}/activiteiten/nieuw", ACTIVITY, "result"),
    "zoekprofiel": (f"{CASE}/zoekprofiel/nieuw", SEARCH, "reason"),
    "profiel": (f"{CASE}/profiel/wijzigen", {}, "wishes"),
    "sollicitatie": (f"{CASE}/sollicitaties/nieuw", APPLIED, "follow_up"),
    "uitkomst": (f"{CASE}/sollicitaties/1/uitkomst", {"result": "afwijzing", "result_on": "2026-11-19"}, "follow_up"),
    "document": (f"{CASE}/mogelijkheden/nieuw", DOCUMENT, "labour_expert_conclusion"),
    "toelichting": (f"{CASE}/mogelijkheden/nieuw", DOCUMENT | {"level-4.13": "1"}, "note-4.13"),
    "shortlist": (f"{CASE}/shortlist/{VACANCY}", {"state": "bekijken"}, "note"),
    "antwoord": (f"{JUDGED}/antwoord", ANSWER, "words"),
    "oordeel": (f"{JUDGED}/oordeel", JUDGEMENT, "reason"),
}


@pytest.fixture
def writer(visit):
    """Wishes are the employee's own to write; all the rest is typed by the coach."""
    return lambda name: visit("anna" if name == "profiel" else "bram")


@pytest.mark.parametrize("name", FORMS)
def test_a_form_comes_back_with_the_words_marked_and_a_tick(name: str, writer):
    path, values, field = FORMS[name]
    answer = writer(name).post(path, values | {field: ILL})
    assert (answer.status_code, MARKED in answer.text) == (422, True)
    assert 'name="confirmed_words"' in answer.text
    assert "burn-out" in answer.text.replace(MARKED, "")  # what was typed is not lost


@pytest.mark.parametrize("name", FORMS)
def test_the_tick_keeps_the_words(name: str, writer):
    path, values, field = FORMS[name]
    answer = writer(name).post(path, values | {field: ILL, "confirmed_words": "y"})
    assert answer.status_code == 302


@pytest.mark.parametrize("name", FORMS)
def test_a_bsn_comes_back_without_a_tick_whatever_was_ticked(name: str, writer):
    path, values, field = FORMS[name]
    answer = writer(name).post(path, values | {field: BSN, "confirmed_words": "y"})
    assert (answer.status_code, 'name="confirmed_words"' in answer.text) == (422, False)


def test_nothing_is_kept_of_a_form_that_came_back(bram, web_database):
    with web_database.reading() as session:
        case = case_by_number(session, NUMBER)
        before = [len(rows(session, case.id)) for rows in (list_contacts, list_activities, entries_for)]
    for path, values, field in FORMS.values():
        bram.post(path, values | {field: ILL})
    with web_database.reading() as session:
        assert [len(rows(session, case.id)) for rows in (list_contacts, list_activities, entries_for)] == before


def test_marked_words_are_text_and_never_markup(bram):
    answer = bram.post(f"{CASE}/gesprekken/nieuw", TALK | {"facts": "<b>x</b> depressie <script>alert(1)</script>"})
    assert "<mark>depressie</mark>" in answer.text
    assert "<script>alert" not in answer.text


def test_a_row_with_words_about_health_stays_behind_and_the_coach_hears_why(bram, web_database):
    bram.post(f"{CASE}/sollicitaties/nieuw", APPLIED | {"follow_up": ILL, "confirmed_words": "y"})
    with web_database.reading() as session:
        serial = list_applications(session, case_by_number(session, NUMBER).id)[-1].serial
    assert "eerst aanpassen" in bram.get(f"{CASE}/sollicitaties").text
    answer = bram.post(f"{CASE}/sollicitaties/vrijgeven", {"serial": str(serial)})
    assert f"Niet vrijgegeven: {serial}." in bram.get(answer.location).text


def test_the_employer_reads_that_a_text_is_not_shown(bram, daan):
    bram.post(f"{CASE}/activiteiten/nieuw", ACTIVITY | {"title": ILL, "confirmed_words": "y"})
    bram.post(f"{CASE}/zoekprofiel/nieuw", SEARCH | {"reason": ILL, "confirmed_words": "y"})
    for page in (f"{CASE}/activiteiten", f"{CASE}/zoekprofiel"):
        assert "burn-out" in bram.get(page).text
        text = daan.get(page).text
        assert ("burn-out" in text, WITHHELD in text) == (False, True)
