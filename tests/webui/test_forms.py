"""The other forms of a case: what is typed is kept, what is wrong comes back."""

from decimal import Decimal

import pytest

from dossier.storage.activities import list_activities, list_contacts
from dossier.storage.profiles import latest_document, limitations_of, profile_of, search_profiles_of, wage_of
from tests.webui.cast import NUMBER, WISH
from webui.forms.fields import plain_number, write_plain
from webui.work_history import job_line, read_job

CASE = f"/dossiers/{NUMBER}"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("2.650,00", "2650.00"), ("2650.50", "2650.50"), ("2.650", "2650"), ("36", "36"), ("16,2", "16.2")],
)
def test_a_dutch_number_is_read_as_meant(typed: str, meant: str):
    assert plain_number(typed) == meant


def test_a_number_is_typed_back_without_noughts():
    assert [write_plain(number) for number in (Decimal("2950.00"), 32.0, Decimal("16.20"))] == ["2950", "32", "16,2"]


@pytest.mark.parametrize(
    ("line", "job"),
    [
        ("Bakker, 9 jaar: deeg maken, ovens", {"title": "Bakker", "years": 9.0, "tasks": ["deeg maken", "ovens"]}),
        ("Verkoper", {"title": "Verkoper"}),
        ("Kok: koken", {"title": "Kok", "tasks": ["koken"]}),
        ("Hulp, 1,5 jaar", {"title": "Hulp", "years": 1.5}),
    ],
)
def test_a_job_on_one_line_is_read_and_written_back(line: str, job: dict):
    assert read_job(line) == job
    assert job_line(job) == line


def test_the_wage_is_kept_in_cents(bram, web_database):
    data = {"amount": "3.100,50", "period": "month", "hours_per_week": "36", "source": "loonstrook"}
    assert bram.post(f"{CASE}/loon/wijzigen", data | {"source_date": "2026-03-01"}).status_code == 302
    with web_database.reading() as session:
        assert wage_of(session, 1).amount_cents == 310_050


@pytest.mark.parametrize("amount", ["", "veel", "-5", "NaN", "Infinity", "1e99", "0"])
def test_a_wage_that_is_no_wage_comes_back(amount: str, bram, web_database):
    data = {"amount": amount, "period": "month", "hours_per_week": "36", "source": "x", "source_date": "2026-03-01"}
    assert bram.post(f"{CASE}/loon/wijzigen", data).status_code == 422
    with web_database.reading() as session:
        assert wage_of(session, 1).amount_cents == 295_000


def test_the_coach_cannot_change_the_wishes(bram, web_database):
    data = {"work_history": "Bakker", "wishes": "iets anders", "home_postcode": "3511 AB"}
    assert bram.post(f"{CASE}/profiel/wijzigen", data).status_code == 302
    with web_database.reading() as session:
        row = profile_of(session, 1)
    assert (row.wishes, row.work_history) == (WISH, [{"title": "Bakker"}])


def test_the_employee_changes_the_wishes(anna, web_database):
    assert anna.post(f"{CASE}/profiel/wijzigen", {"wishes": "Dicht bij huis"}).status_code == 302
    with web_database.reading() as session:
        assert profile_of(session, 1).wishes == "Dicht bij huis"


def test_a_wrong_postcode_comes_back_at_its_field(anna):
    page = anna.post(f"{CASE}/profiel/wijzigen", {"home_postcode": "0000 ZZ"})
    assert page.status_code == 422
    assert 'id="home_postcode-error"' in page.text


def test_a_new_document_leads(bram, web_database):
    data = {
        "kind": "IZP", "instrument": "IZP", "dated": "2026-11-01", "author_function": "bedrijfsarts",
        "max_hours_per_week": "24", "level-4.13": "2", "note-4.13": "met de linkerhand", "level-5.1": "0",
    }  # fmt: skip
    assert bram.post(f"{CASE}/mogelijkheden/nieuw", data).status_code == 302
    with web_database.reading() as session:
        document = latest_document(session, 1)
        rows = [(row.item, row.level, row.note) for row in limitations_of(session, document)]
    assert (document.kind, document.max_hours_per_week, rows) == ("IZP", 24.0, [("4.13", 2, "met de linkerhand")])


@pytest.mark.parametrize("level", ["9", "-1", "veel"])
def test_a_level_that_is_not_on_the_list_comes_back(level: str, bram):
    data = {"kind": "FML", "instrument": "FML", "dated": "2026-11-01", "author_function": "bedrijfsarts"}
    assert bram.post(f"{CASE}/mogelijkheden/nieuw", data | {"level-4.13": level}).status_code == 422


def test_a_conversation_takes_three_fields(bram, web_database):
    data = {"occurred_on": "2026-11-19", "way": "telefoon", "with_whom": "Anna", "facts": "a", "agreements": "b"}
    assert bram.post(f"{CASE}/gesprekken/nieuw", data).status_code == 302
    with web_database.reading() as session:
        assert len(list_contacts(session, 1)) == 2


def test_an_activity_is_planned(anna, web_database):
    data = {"kind": "scholing", "title": "Cursus Excel", "occurred_on": "2026-12-01", "status": "gepland"}
    assert anna.post(f"{CASE}/activiteiten/nieuw", data).status_code == 302
    with web_database.reading() as session:
        assert [row.title for row in list_activities(session, 1)] == ["Cv vernieuwd", "Cursus Excel"]


def test_a_search_profile_is_a_new_version(bram, web_database):
    data = {"valid_from": "2026-11-20", "directions": "balie\n\n telefonie ", "reason": "Breder zoeken"}
    assert bram.post(f"{CASE}/zoekprofiel/nieuw", data).status_code == 302
    with web_database.reading() as session:
        newest = search_profiles_of(session, 1)[0]
    assert (newest.version, newest.directions) == (2, ["balie", "telefonie"])
