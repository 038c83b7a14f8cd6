"""Reports on screen: each reader their own copy, the employee's own words, and no lost text."""

import io

import docx
import pytest

from dossier.storage.reports import get_draft, list_reports, list_statements, signatures_of
from tests.webui.cast import NUMBER
from tests.webui.report_words import PRIVATE_PART

CASE = f"/dossiers/{NUMBER}"
REPORT, DRAFT = f"{CASE}/rapporten/1", f"{CASE}/rapporten/concept/1"
EVERYBODY = ("anna", "bram", "daan", "carla", "els", "admin", "fatima")


def draft_texts(database):
    with database.reading() as session:
        draft = get_draft(session, 1, 1)
        return {**draft.texts, "revision": str(draft.revision)}


def test_the_employer_reads_his_parts_and_no_other(daan, bram, anna):
    assert PRIVATE_PART in bram.get(REPORT).text
    assert PRIVATE_PART in anna.get(REPORT).text
    page = daan.get(REPORT).text
    assert "De werknemer zoekt nu ook bij kleinere werkgevers." in page
    assert (PRIVATE_PART in page, "Gesprekken en afspraken" in page) == (False, False)
    assert "staan niet in dit exemplaar" in page


def test_the_coach_can_look_at_the_employers_copy_but_not_the_other_way_round(bram, daan):
    assert PRIVATE_PART not in bram.get(f"{REPORT}?lezer=employer").text
    assert PRIVATE_PART not in daan.get(f"{REPORT}?lezer=coach").text


@pytest.mark.parametrize("form", ["pdf", "docx"])
def test_each_file_is_marked_with_its_reader(form, daan, anna):
    for visitor, reader in ((daan, "de werkgever, Bakkerij Mulder BV"), (anna, "de werknemer, Anna Visser")):
        answer = visitor.get(f"{REPORT}/{form}")
        assert answer.headers["Content-Disposition"].startswith("attachment")
        if form == "docx":
            document = docx.Document(io.BytesIO(answer.data))
            assert reader in document.sections[0].footer.paragraphs[0].text
            text = "\n".join(one.text for one in document.paragraphs)
            assert (PRIVATE_PART in text) == (visitor is anna)
        else:
            assert answer.data.startswith(b"%PDF-1.7")


@pytest.mark.parametrize("name", EVERYBODY)
@pytest.mark.parametrize("method", ["get", "post", "put", "patch", "delete"])
def test_nobody_but_the_employee_can_write_the_opinion(name, method, visit, web_database):
    visitor = visit(name)
    data = {"text": "Mijn eigen woorden.", "csrf_token": visitor.token()}
    for path, more in (
        (f"{REPORT}/oordeel", {}),
        (f"{CASE}/re-integratieverslag/verklaring", {"kind": "oordeel van de werknemer"}),
    ):
        getattr(visitor.client, method)(path, data=data | more)
    with web_database.reading() as session:
        written = [(row.name, row.text) for row in list_statements(session, 1)]
    mine = name == "anna" and method == "post"
    assert written == ([("Anna Visser", "Mijn eigen woorden.")] * 2 if mine else [])


def test_an_opinion_stands_in_the_report_as_the_employees_own(anna, bram, daan):
    assert anna.post(f"{REPORT}/oordeel", {"text": "Ik had liever eerder geoefend."}).status_code == 302
    for visitor in (bram, daan):
        page = visitor.get(REPORT).text
        assert ("Ik had liever eerder geoefend." in page, "Anna Visser" in page) == (True, True)


def test_words_about_health_in_the_opinion_are_asked_about_and_never_reach_the_employer(anna, bram, daan):
    text = {"text": "Mijn hernia speelde mee."}
    assert anna.post(f"{REPORT}/oordeel", text).status_code == 422
    assert anna.post(f"{REPORT}/oordeel", text | {"confirmed_words": "y"}).status_code == 302
    assert "hernia" in bram.get(REPORT).text
    assert "hernia" not in daan.get(REPORT).text
    assert b"hernia" not in daan.get(f"{REPORT}/docx").data


def test_every_button_keeps_every_part_and_comes_back_to_its_own(bram, web_database):
    texts = draft_texts(web_database) | {"visie_coach": "Zij kan veel.", "afstand": "Trede 4.", "part": "afstand-deel"}
    answer = bram.post(DRAFT, texts)
    assert (answer.status_code, answer.location) == (302, f"{DRAFT}#afstand-deel")
    kept = draft_texts(web_database)
    assert (kept["visie_coach"], kept["afstand"], kept["revision"]) == ("Zij kan veel.", "Trede 4.", "2")


def test_a_second_window_is_told_and_loses_nothing(bram, web_database):
    texts = draft_texts(web_database)
    bram.post(DRAFT, texts | {"visie_coach": "Uit het eerste venster."})
    answer = bram.post(DRAFT, texts | {"visie_coach": "Uit het tweede venster."})
    assert answer.status_code == 409
    assert ("Uit het eerste venster." in answer.text, "Uit het tweede venster." in answer.text) == (True, True)
    assert draft_texts(web_database)["visie_coach"] == "Uit het eerste venster."


def test_guarded_words_come_back_with_everything_that_was_typed(bram, web_database):
    texts = draft_texts(web_database) | {"visie_coach": "Door de burn-out.", "afstand": "Trede 4."}
    answer = bram.post(DRAFT, texts)
    assert answer.status_code == 422
    assert ("<mark>burn-out</mark>" in answer.text, "Trede 4." in answer.text) == (True, True)
    assert draft_texts(web_database)["visie_coach"] == ""


def test_from_draft_to_release_on_screens_alone(bram, anna, daan, web_database):
    texts = draft_texts(web_database) | {"visie_coach": "Zij kan veel.", "settle": "1"}
    made = bram.post(DRAFT, texts)
    assert made.status_code == 302
    plan = made.location
    assert daan.get(plan).status_code == 404
    assert "wacht op uw handtekening" in anna.get(f"{CASE}/rapporten").text
    assert anna.post(f"{plan}/ondertekenen", {"remark": "Gelezen."}).status_code == 302
    assert bram.post(f"{plan}/ondertekenen").status_code == 302
    assert bram.post(f"{plan}/vrijgeven").status_code == 302
    assert daan.get(plan).status_code == 200
    assert daan.post(f"{plan}/ondertekenen").status_code == 302
    with web_database.reading() as session:
        report = next(row for row in list_reports(session, 1) if row.kind == "trajectplan")
        assert [one.role for one in signatures_of(session, 1)[report.id]] == ["employee", "coach", "employer"]


def test_a_release_with_guarded_words_is_stopped_and_shows_them(bram, daan, web_database):
    texts = draft_texts(web_database) | {"visie_coach": "Na de burn-out.", "confirmed_words": "y", "settle": "1"}
    plan = bram.post(DRAFT, texts).location
    bram.post(f"{plan}/ondertekenen")
    answer = bram.post(f"{plan}/vrijgeven")
    assert (answer.status_code, "<mark>burn-out</mark>" in answer.text) == (422, True)
    assert daan.get(plan).status_code == 404


def test_a_report_of_another_case_does_not_exist(visit):
    assert visit("carla").get("/dossiers/2026-0002/rapporten/1").status_code == 404


def test_the_employer_states_what_is_his_and_the_coach_names_a_document(daan, bram, anna):
    kind = "passend werk bij de eigen werkgever"
    stated = daan.post(f"{CASE}/re-integratieverslag/verklaring", {"kind": kind, "text": "Er is geen andere functie."})
    assert stated.status_code == 302
    document = {
        "part": "probleemanalyse", "title": "Probleemanalyse", "dated": "2025-04-10", "author_name": "J. Bos",
        "author_function": "bedrijfsarts",
    }  # fmt: skip
    assert bram.post(f"{CASE}/re-integratieverslag/document", document).status_code == 302
    page = anna.get(f"{CASE}/re-integratieverslag").text
    assert ("Er is geen andere functie." in page, "J. Bos, bedrijfsarts" in page) == (True, True)


def test_the_administrator_gives_an_office_its_look(visit, bram):
    admin = visit("admin")
    values = {"name": "Bureau Vooruit", "accent": "#7a1f4b", "trajectplan__kader": "Ons kader."}
    assert admin.post("/beheer/huisstijl/3", values).status_code == 302
    assert "#7a1f4b" in admin.get("/beheer/huisstijl/3").text
    bad = {**values, "file": (io.BytesIO(b"<svg onload='x'/>"), "logo.svg")}
    answer = admin.post("/beheer/huisstijl/3", bad, content_type="multipart/form-data")
    assert answer.status_code == 422


def test_the_employee_is_asked_to_read_a_report_until_it_is_signed(anna):
    assert "Lees het rapport van uw coach" in anna.get("/").text
    anna.post(f"{REPORT}/ondertekenen")
    assert "Lees het rapport van uw coach" not in anna.get("/").text


def test_the_coach_sees_when_a_report_is_due(app, bram, visit):
    assert "Rapportage te maken" not in bram.get("/").text
    assert "Rapportage te maken" in visit("carla").get("/").text
