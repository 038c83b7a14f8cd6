"""Days that cannot be: refused at their own field with the reason, and what was typed stays."""

import re

import pytest

from tests.webui.cast import NUMBER

CASE = f"/dossiers/{NUMBER}"
NEW = {"number": "2026-0900", "employee_name": "Noor Bos", "first_sick_day": "2026-01-05"}
DAYS = {"application_norm": "4"}
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
AGREED = {"what": "Bellen", "owner": "loopbaancoach", "made_on": "2026-11-02", "due_on": "2026-11-09"}
PERIOD = {"kind": "voortgangsrapportage", "receiver": "employer", "period_from": "2026-11-02"}
ELSEWHERE = {"part": "plan van aanpak", "title": "Plan", "author_name": "Daan", "author_function": "werkgever"}
COVER = {"coach_email": "els@passend.example", "from_day": "2026-11-24", "until_day": "2026-11-28"}
TODAY, FIRST, LAST = "vr 20 nov 2026", "ma 3 mrt 2025", "za 2 mrt 2030"


@pytest.mark.parametrize(
    ("path", "values", "empty", "field", "typed", "reason"),
    [
        ("/verloop/dagen", DAYS, "application_norm", "first_year_evaluation", "2026-11-21", f"tot en met {TODAY}"),
        ("/verloop/dagen", DAYS, "application_norm", "track_two_start", "9999-12-31", f"tot en met {LAST}"),
        ("/verloop/dagen", DAYS, None, "labour_expert_advice", "2025-03-02", f"van {FIRST}"),
        ("/verloop/pauze/nieuw", PAUSE, "document", "ends_on", "2026-11-01", "een dag vanaf ma 2 nov 2026"),
        ("/verloop/pauze/nieuw", PAUSE, "document", "ends_on", "9999-12-31", f"tot en met {LAST}"),
        ("/verloop/pauze/nieuw", PAUSE, None, "ends_on", "", "een laatste dag"),
        ("/verloop/pauze/nieuw", PAUSE, "starts_on", "document_dated", "2026-11-21", TODAY),
        ("/verloop/plaatsing/nieuw", WORK, "employer", "ends_on", "2026-11-01", "een dag vanaf ma 2 nov 2026"),
        ("/verloop/plaatsing/nieuw", WORK, "job_title", "starts_on", "2025-03-02", f"van {FIRST}"),
        ("/verloop/stuk/nieuw", PAPER, None, "held_on", "2026-11-21", TODAY),
        ("/verloop/loonsanctie/nieuw", SANCTION | {"letter_on": "2026-11-02"}, "late_days", "shortening_asked_on",
         "2026-11-01", "een dag vanaf ma 2 nov 2026"),
        ("/verloop/loonsanctie/nieuw", SANCTION, "late_days", "letter_on", "2026-11-21", TODAY),
        ("/verloop/waarneming", COVER, "coach_email", "from_day", "2026-11-19", f"een dag vanaf {TODAY}"),
        ("/activiteiten/nieuw", LINE, "title", "until", "2026-11-01", "een dag vanaf ma 2 nov 2026"),
        ("/activiteiten/nieuw", LINE, "title", "until", "9999-01-01", f"tot en met {LAST}"),
        ("/afspraken/nieuw", AGREED, "what", "due_on", "2026-11-01", "een dag vanaf ma 2 nov 2026"),
        ("/sollicitaties/nieuw", APPLIED, "employer", "applied_on", "2026-11-21", TODAY),
        ("/sollicitaties/nieuw", APPLIED, "job_title", "applied_on", "2025-03-02", f"van {FIRST}"),
        ("/gesprekken/nieuw", TALK, "with_whom", "occurred_on", "2027-01-01", TODAY),
        ("/zoekprofiel/nieuw", PROFILE, "reason", "valid_from", "9999-12-31", f"tot en met {LAST}"),
        ("/export", PERIOD, "period_from", "period_to", "2026-11-21", TODAY),
        ("/export", PERIOD, None, "period_to", "2026-11-01", "een dag vanaf ma 2 nov 2026"),
        ("/rapporten", PERIOD, "period_from", "period_to", "2026-11-21", TODAY),
        ("/re-integratieverslag/document", ELSEWHERE, "title", "dated", "2025-03-02", f"van {FIRST}"),
        ("/mogelijkheden/nieuw", {}, "author_function", "dated", "2026-11-21", "van do 1 jan 2004"),
    ],
)  # fmt: skip
def test_a_wrong_day_is_refused_at_its_field_together_with_what_is_left_empty(
    bram, path, values, empty, field, typed, reason
):
    given = {name: value for name, value in values.items() if name != empty}
    answer = bram.post(CASE + path, given | {field: typed})
    assert answer.status_code == 422
    assert reason in error_at(answer.text, field)
    assert f'value="{typed}"' in answer.text
    assert empty is None or error_at(answer.text, empty) != ""


@pytest.mark.parametrize("typed", ["2026-02-30", "0000-00-00", "gisteren", "2026-13-01"])
def test_what_is_no_day_is_refused_by_the_form(bram, typed):
    answer = bram.post(f"{CASE}/verloop/pauze/nieuw", PAUSE | {"ends_on": "2026-11-08", "starts_on": typed})
    assert answer.status_code == 422
    assert error_at(answer.text, "starts_on") != ""
    assert f'value="{typed}"' in answer.text


@pytest.mark.parametrize(
    ("day", "allowed_days"),
    [
        ("2026-11-21", f"tot en met {TODAY}"),
        ("2003-12-31", f"van do 1 jan 2004 tot en met {TODAY}"),
        ("2026-11-20", None),
    ],
)
def test_a_case_opens_with_a_first_sick_day_that_lies_behind_us(bram, cast, day, allowed_days):
    values = NEW | {"first_sick_day": day, "employer_email": cast.emails["daan"]}
    answer = bram.post("/nieuw-dossier", values | ({"number": ""} if allowed_days else {}))
    assert answer.status_code == (422 if allowed_days else 302)
    if allowed_days:
        assert allowed_days in error_at(answer.text, "first_sick_day")
        assert error_at(answer.text, "number") != ""
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
