"""Days that cannot be: refused at their own field with the reason, and what was typed stays."""

import re

import pytest

from tests.webui.cast import NUMBER

CASE = f"/dossiers/{NUMBER}"
NEW = {"number": "2026-0900", "employee_name": "Noor Bos", "first_sick_day": "2026-01-05"}
PAUSE = {"ground": "HOLIDAY", "starts_on": "2026-11-02", "document": "brief", "document_dated": "2026-10-20"}
WORK = {"kind": "SECONDMENT", "employer": "De Hoek", "job_title": "Balie", "starts_on": "2026-11-02"}
LINE = {"kind": "cv", "title": "Cv", "occurred_on": "2026-11-02", "status": "gepland"}
APPLIED = {
    "job_title": "Balie", "employer": "De Hoek", "way": "telefonisch", "file_kind": "brief", "fits_limitations": "",
}  # fmt: skip
TALK = {"way": "gesprek", "with_whom": "Anna"}
PAPER = {"kind": "driegesprek bij de intake", "goal": "g", "actions": "a"}
SANCTION = {"kind": "SUBSTANTIVE", "late_days": "0"}
PROFILE = {"directions": "balie\nplanning", "reason": "start"}


@pytest.mark.parametrize(
    ("path", "values", "field", "typed", "reason"),
    [
        ("/verloop/dagen", {"application_norm": "4"}, "first_year_evaluation", "2026-11-21", "tot en met 2026-11-20"),
        ("/verloop/dagen", {"application_norm": "4"}, "track_two_start", "9999-12-31", "tot en met 2030-03-02"),
        ("/verloop/dagen", {"application_norm": "4"}, "labour_expert_advice", "2025-03-02", "eerste ziektedag"),
        ("/verloop/pauze/nieuw", PAUSE, "ends_on", "2026-11-01", "een dag vanaf 2026-11-02"),
        ("/verloop/pauze/nieuw", PAUSE, "ends_on", "9999-12-31", "tot en met 2030-03-02"),
        ("/verloop/pauze/nieuw", PAUSE, "ends_on", "", "een laatste dag"),
        ("/verloop/pauze/nieuw", PAUSE | {"ends_on": "2026-11-08"}, "document_dated", "2026-11-21", "2026-11-20"),
        ("/verloop/plaatsing/nieuw", WORK, "ends_on", "2026-11-01", "een dag vanaf 2026-11-02"),
        ("/verloop/plaatsing/nieuw", WORK, "starts_on", "2025-03-02", "van 2025-03-03"),
        ("/verloop/stuk/nieuw", PAPER, "held_on", "2026-11-21", "2026-11-20"),
        ("/verloop/loonsanctie/nieuw", SANCTION | {"letter_on": "2026-11-02"}, "shortening_asked_on", "2026-11-01",
         "een dag vanaf 2026-11-02"),
        ("/verloop/loonsanctie/nieuw", SANCTION, "letter_on", "2026-11-21", "2026-11-20"),
        ("/activiteiten/nieuw", LINE, "until", "2026-11-01", "een dag vanaf 2026-11-02"),
        ("/activiteiten/nieuw", LINE, "until", "9999-01-01", "tot en met 2030-03-02"),
        ("/sollicitaties/nieuw", APPLIED, "applied_on", "2026-11-21", "2026-11-20"),
        ("/sollicitaties/nieuw", APPLIED, "applied_on", "2025-03-02", "van 2025-03-03"),
        ("/gesprekken/nieuw", TALK, "occurred_on", "2027-01-01", "2026-11-20"),
        ("/zoekprofiel/nieuw", PROFILE, "valid_from", "9999-12-31", "tot en met 2030-03-02"),
    ],
)  # fmt: skip
def test_a_wrong_day_is_refused_at_its_field_with_the_reason(bram, path, values, field, typed, reason):
    answer = bram.post(CASE + path, values | {field: typed})
    assert answer.status_code == 422
    assert reason in error_at(answer.text, field)
    assert f'value="{typed}"' in answer.text


@pytest.mark.parametrize("typed", ["2026-02-30", "0000-00-00", "gisteren", "2026-13-01"])
def test_what_is_no_day_is_refused_by_the_form(bram, typed):
    answer = bram.post(f"{CASE}/verloop/pauze/nieuw", PAUSE | {"ends_on": "2026-11-08", "starts_on": typed})
    assert answer.status_code == 422
    assert error_at(answer.text, "starts_on") != ""
    assert f'value="{typed}"' in answer.text


@pytest.mark.parametrize(
    ("day", "allowed_days"),
    [
        ("2026-11-21", "tot en met 2026-11-20"),
        ("2003-12-31", "van 2004-01-01 tot en met 2026-11-20"),
        ("2026-11-20", None),
    ],
)
def test_a_case_opens_with_a_first_sick_day_that_lies_behind_us(bram, cast, day, allowed_days):
    values = NEW | {"first_sick_day": day, "employer_email": cast.emails["daan"]}
    answer = bram.post("/nieuw-dossier", values)
    assert answer.status_code == (422 if allowed_days else 302)
    if allowed_days:
        assert allowed_days in error_at(answer.text, "first_sick_day")
        assert 'value="Noor Bos"' in answer.text


def test_an_employer_is_found_by_address_and_any_other_address_is_refused_alike(bram, cast):
    texts = {
        error_at(bram.post("/nieuw-dossier", NEW | {"employer_email": email}).text, "employer_email")
        for email in ("niemand@passend.example", cast.emails["anna"])
    }
    assert len(texts) == 1


def error_at(page: str, field: str) -> str:
    found = re.search(rf'id="{field}-error">(.*?)</p>', page, re.DOTALL)
    return found[1] if found else ""
