"""Logging an application: five fields, a proof, what is missing, and what the employer gets."""

from io import BytesIO

import pytest

from dossier.storage.applications import get_application, list_applications, proofs_of
from tests.webui.cast import NUMBER, PDF

CASE = f"/dossiers/{NUMBER}"
NEW = f"{CASE}/sollicitaties/nieuw"
GOOD = {
    "applied_on": "2026-11-19",
    "job_title": "Telefonist",
    "employer": "Gemeente Zeist",
    "way": "telefonisch",
    "file_kind": "ontvangstbevestiging",
    "fits_limitations": "",
    "performed_by": "employee",
}
"""What a browser sends when the five questions are answered and the rest is left as it was."""


def upload(content: bytes, name: str) -> tuple[BytesIO, str]:
    return BytesIO(content), name


def test_five_fields_make_an_application(anna, web_database):
    answer = anna.post(NEW, GOOD)
    assert (answer.status_code, answer.location) == (302, f"{CASE}/sollicitaties/3")
    with web_database.reading() as session:
        row = get_application(session, 1, 3)
    assert (row.job_title, row.employer, row.performed_by) == ("Telefonist", "Gemeente Zeist", "employee")


def test_a_vacancy_fills_the_form(anna):
    page = anna.get(f"{NEW}?vacature={'a3' * 8}").text
    assert 'value="Administratief medewerker"' in page
    assert 'value="Notariskantoor De Brug"' in page


def test_a_proof_may_come_along(anna, web_database):
    data = GOOD | {"file": upload(PDF, "mail.pdf"), "file_kind": "verzendbewijs"}
    anna.post(NEW, data, content_type="multipart/form-data")
    with web_database.reading() as session:
        proofs = proofs_of(session, get_application(session, 1, 3).id)
    assert [(proof.filename, proof.kind) for proof in proofs] == [("mail.pdf", "verzendbewijs")]


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("job_title", "", "Vul dit veld in"),
        ("employer", "   ", "Dit kan niet"),
        ("applied_on", "2024-01-01", "van ma 3 mrt 2025 tot en met vr 20 nov 2026"),
        ("applied_on", "gisteren", "Ongeldige datum"),
        ("way", "postduif", "Ongeldige keuze"),
        ("job_title", "x" * 301, "Hoogstens 300 tekens"),
    ],
)
def test_a_wrong_field_says_so_and_the_rest_stays(field: str, value: str, words: str, anna, web_database):
    page = anna.post(NEW, GOOD | {field: value})
    assert page.status_code == 422
    assert words in page.text
    assert f'id="{field}-error"' in page.text
    kept = "Gemeente Zeist" if field != "employer" else "Telefonist"
    assert f'value="{kept}"' in page.text
    with web_database.reading() as session:
        assert len(list_applications(session, 1)) == 2


def test_an_employee_cannot_log_in_the_name_of_the_coach(anna, web_database):
    anna.post(NEW, GOOD | {"performed_by": "coach"})
    with web_database.reading() as session:
        assert get_application(session, 1, 3).performed_by == "employee"


def test_what_is_missing_is_said_until_it_is_there(anna):
    page = anna.get(f"{CASE}/sollicitaties/2").text
    assert "telt nog niet mee" in page
    assert "een bewijs: een bevestiging" in page
    data = {"file": upload(PDF, "bevestiging.pdf"), "kind": "ontvangstbevestiging"}
    anna.post(f"{CASE}/sollicitaties/2/bewijs", data, content_type="multipart/form-data")
    assert "Compleet." in anna.get(f"{CASE}/sollicitaties/2").text


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"", "leeg.pdf", "leeg"),
        (b"MZ\x90\x00", "foto.jpg", "Dit soort bestand"),
        (b"<script>alert(1)</script>", "brief.html", "Dit soort bestand"),
        (b"PK\x03\x04kapot", "brief.docx", "beschadigd"),
    ],
)
def test_a_file_that_is_no_proof_is_refused_at_its_field(content: bytes, name: str, words: str, anna):
    data = {"file": upload(content, name), "kind": "brief"}
    page = anna.post(f"{CASE}/sollicitaties/2/bewijs", data, content_type="multipart/form-data")
    assert page.status_code == 422
    assert words in page.text


def test_without_a_file_there_is_no_proof(anna):
    page = anna.post(f"{CASE}/sollicitaties/2/bewijs", {"kind": "brief"}, content_type="multipart/form-data")
    assert page.status_code == 422
    assert "Kies een bestand of maak een foto." in page.text


def test_a_proof_is_handed_out_as_a_closed_file(anna):
    answer = anna.get(f"{CASE}/bewijs/1")
    assert answer.data == PDF
    assert answer.headers["Content-Disposition"] == "attachment; filename=bevestiging.pdf"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]


def test_the_result_is_kept(anna, web_database):
    data = {"result": "uitnodiging", "result_on": "2026-11-18", "follow_up": "Gesprek op maandag"}
    assert anna.post(f"{CASE}/sollicitaties/2/uitkomst", data).status_code == 302
    with web_database.reading() as session:
        row = get_application(session, 1, 2)
    assert (row.result, row.follow_up) == ("uitnodiging", "Gesprek op maandag")


def test_a_result_before_the_application_is_refused(anna):
    page = anna.post(f"{CASE}/sollicitaties/2/uitkomst", {"result": "afwijzing", "result_on": "2026-01-01"})
    assert page.status_code == 422


def test_the_coach_chooses_what_the_employer_sees(bram, daan):
    assert daan.get(f"{CASE}/sollicitaties/2").status_code == 404
    bram.post(f"{CASE}/sollicitaties/vrijgeven", {"serial": ["2"]})
    assert daan.get(f"{CASE}/sollicitaties/2").status_code == 200


def test_releasing_nothing_asks_to_choose(bram):
    answer = bram.post(f"{CASE}/sollicitaties/vrijgeven", follow_redirects=True)
    assert "Kies eerst welke sollicitaties" in answer.text


def test_who_found_a_vacancy_is_kept_and_shown(anna):
    page = anna.post(NEW, GOOD | {"found_by": "loopbaancoach"}, follow_redirects=True).text
    assert "Wie vond de vacature</dt><dd>De coach" in page


def test_the_same_employer_twice_and_ten_working_days_of_silence_are_shown(anna, bram):
    anna.post(NEW, GOOD | {"applied_on": "2026-11-05", "employer": "De Hoek"})
    page = anna.post(NEW, GOOD | {"employer": "de  hoek"}, follow_redirects=True).text
    assert "Vaker bij deze werkgever gesolliciteerd" in page
    assert "Telefonist, do 5 nov 2026" in page
    assert "Tien werkdagen geen antwoord" not in page
    earlier = anna.post(NEW, GOOD | {"applied_on": "2026-11-02", "employer": "Zon BV"}, follow_redirects=True).text
    assert "Tien werkdagen geen antwoord" in earlier
    assert "zonder antwoord" in bram.get("/").text


def test_training_says_for_which_direction_by_whom_and_at_what_cost_but_not_to_the_employer(bram, daan):
    bram.post(
        f"{CASE}/zoekprofiel/nieuw",
        {"valid_from": "2026-11-18", "directions": "receptie\nlogistiek", "reason": "breder"},
    )
    values = {
        "title": "Cursus Word", "kind": "scholing", "occurred_on": "2026-11-18", "status": "gepland",
        "due_on": "2026-12-10", "search_direction": "receptie", "provider": "Avondschool Oost", "cost": "250",
    }  # fmt: skip
    assert bram.post(f"{CASE}/activiteiten/nieuw", values).status_code == 302
    page = bram.get(f"{CASE}/activiteiten").text
    assert "scholing · receptie · Avondschool Oost · uiterlijk do 10 dec 2026" in page
    seen = daan.get(f"{CASE}/activiteiten").text
    assert ("Cursus Word" in seen, "Avondschool" in seen) == (True, False)
