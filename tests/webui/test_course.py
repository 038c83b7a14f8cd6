"""The course of a case on its pages: moves, pauses, placements, papers, and a hand-over that ends access."""

import re

from dossier.evidence.log import entries_of
from dossier.storage.cases import case_by_number
from tests.webui.cast import NUMBER

COURSE = f"/dossiers/{NUMBER}/verloop"
PAUSE = {"ground": "HOLIDAY", "starts_on": "2026-11-02", "ends_on": "2026-11-08", "document": "verlofbrief",
         "document_dated": "2026-10-20"}  # fmt: skip
PLAN = {"kind": "plan van aanpak", "held_on": "2026-04-01", "goal": "Ander werk", "actions": "Solliciteren"}


def test_the_page_names_the_allowed_moves_and_why(bram):
    page = bram.get(COURSE).text
    assert "het traject begint met een intake" in page
    assert "Plan ondertekend</strong>" not in page


def test_a_refused_move_says_which_are_allowed_and_keeps_what_was_typed(bram):
    answer = bram.post(f"{COURSE}/stand", {"status": "PLACEMENT", "moved_on": "2026-11-05"})
    assert answer.status_code == 422
    assert "intake (INTAKE): het traject begint met een intake" in answer.text
    assert 'value="2026-11-05"' in answer.text


def test_a_plan_is_signed_by_both_before_the_case_moves_on(bram, anna, daan):
    assert bram.post(f"{COURSE}/stand", {"status": "INTAKE", "moved_on": "2026-03-20"}).status_code == 302
    refused = bram.post(f"{COURSE}/stand", {"status": "PLAN_SIGNED", "moved_on": "2026-04-03"})
    assert "beiden hebben ondertekend" in refused.text
    assert bram.post(f"{COURSE}/stuk/nieuw", PLAN).status_code == 302
    for visitor, role, name in ((anna, "employee", "Anna Visser"), (daan, "employer", "Daan Mulder")):
        assert visitor.get(f"{COURSE}/stuk/1/tekenen").status_code == 200
        signed = {"role": role, "name": name, "signed_on": "2026-04-02"}
        assert visitor.post(f"{COURSE}/stuk/1/tekenen", signed).status_code == 302
    assert bram.post(f"{COURSE}/stand", {"status": "PLAN_SIGNED", "moved_on": "2026-04-03"}).status_code == 302
    assert "plan ondertekend" in bram.get(COURSE).text.casefold()


def test_nobody_signs_for_another(anna):
    bram_only = anna.post(f"{COURSE}/stuk/1/tekenen", {"role": "employer", "name": "D", "signed_on": "2026-04-02"})
    assert bram_only.status_code == 404


def test_an_employee_cannot_sign_for_the_employer(bram, anna):
    bram.post(f"{COURSE}/stuk/nieuw", PLAN)
    answer = anna.post(f"{COURSE}/stuk/1/tekenen", {"role": "employer", "name": "D", "signed_on": "2026-04-02"})
    assert answer.status_code == 422


def test_a_pause_is_saved_changed_and_shown_to_all_three(bram, anna, daan):
    assert bram.post(f"{COURSE}/pauze/nieuw", PAUSE).status_code == 302
    assert daan.post(f"{COURSE}/pauze/1", PAUSE | {"ends_on": "2026-11-06"}).status_code == 302
    for visitor in (bram, anna, daan):
        assert "verlofbrief" in visitor.get(COURSE).text
    assert bram.get(f"{COURSE}/pauze/1").text.count('value="2026-11-06"') == 1


def test_an_end_before_the_start_stands_at_its_field_with_what_was_typed(bram):
    answer = bram.post(f"{COURSE}/pauze/nieuw", PAUSE | {"ends_on": "2026-11-01"})
    assert answer.status_code == 422
    error = re.search(r'id="ends_on-error">(.*?)</p>', answer.text, re.DOTALL)
    assert error is not None
    assert "een dag vanaf ma 2 nov 2026" in error[1]
    assert 'value="2026-11-01"' in answer.text


def test_a_trial_placement_is_refused_for_who_keeps_a_wage(bram):
    placement = {"kind": "TRIAL", "employer": "De Hoek", "job_title": "Balie", "starts_on": "2026-11-01",
                 "ends_on": "2026-12-01", "has_wage_value": "y"}  # fmt: skip
    answer = bram.post(f"{COURSE}/plaatsing/nieuw", placement)
    assert answer.status_code == 422
    assert "alleen voor mensen met een uitkering" in answer.text


def test_every_kind_of_part_has_a_form_that_opens(bram):
    for part in ("pauze", "plaatsing", "betrokkene", "stuk", "loonsanctie", "tekortkoming"):
        assert bram.get(f"{COURSE}/{part}/nieuw").status_code == 200
    assert bram.get(f"{COURSE}/onzin/nieuw").status_code == 404


def test_the_agreements_are_kept_with_their_checks(bram):
    values = {"case_type": "EMPLOYER", "led_by": "AGENCY", "own_job": "IMPOSSIBLE", "other_job": "OPEN",
              "elsewhere": "OPEN", "early_grounds": ["JOB_GONE", "NO_OTHER_JOB"]}  # fmt: skip
    assert "waarom dit niet kan" in bram.post(f"{COURSE}/afspraken", values).text
    values |= {"own_job_why": "te zwaar werk", "early_document": "AD-rapport van 20-2-2026"}
    assert bram.post(f"{COURSE}/afspraken", values).status_code == 302
    assert "De eigen functie bestaat niet meer" in bram.get(COURSE).text


def test_a_hand_over_ends_the_access_of_the_coach_before_and_is_logged(bram, visit, cast, web_database):
    carla = visit("carla")
    assert carla.get(COURSE).status_code == 404
    values = {"coach_email": cast.emails["carla"], "reason": "Geen klik met de coach", "note": "Bel op vrijdag"}
    assert bram.post(f"{COURSE}/overdracht", values).status_code == 302
    assert (bram.get(COURSE).status_code, carla.get(COURSE).status_code) == (404, 200)
    assert "Geen klik met de coach" in carla.get(COURSE).text
    with web_database.session() as session:
        kinds = [entry.kind for entry in entries_of(session, case_by_number(session, NUMBER).id)]
    assert kinds.count("dossier overgedragen") == 1


def test_a_coach_without_an_account_is_refused(bram):
    answer = bram.post(f"{COURSE}/overdracht", {"coach_email": "niemand@passend.example", "reason": "x"})
    assert answer.status_code == 422
    assert bram.get(COURSE).status_code == 200


def test_without_an_agency_the_employer_keeps_the_file_and_the_employee_releases(bram, anna, daan):
    assert anna.post(f"/dossiers/{NUMBER}/sollicitaties/vrijgeven", {"serial": "2"}).status_code == 404
    assert daan.post(f"{COURSE}/overdracht", {"coach_email": "", "reason": "Wij gaan zelf verder"}).status_code == 302
    assert bram.get(COURSE).status_code == 404
    explored = dict.fromkeys(("own_job", "other_job", "elsewhere"), "OPEN")
    agreed = {"case_type": "EMPLOYER", "led_by": "EMPLOYER"} | explored
    assert daan.post(f"{COURSE}/afspraken", agreed).status_code == 302
    assert daan.post(f"{COURSE}/stand", {"status": "INTAKE", "moved_on": "2026-11-02"}).status_code == 302
    assert anna.post(f"/dossiers/{NUMBER}/sollicitaties/vrijgeven", {"serial": "2"}).status_code == 302
    assert daan.get(f"/dossiers/{NUMBER}/sollicitaties/2").status_code == 200
