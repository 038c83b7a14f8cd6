"""Keys of other programs on pages: made by the administrator, confirmed by the office, shown once, and withdrawn."""

import re

import pytest

from dossier.model.people import Organisation
from dossier.storage.accounts import find_account, list_organisations
from dossier.storage.api_tokens import list_tokens
from tests.webui.cast import NUMBER
from webui.forms.connection import SCOPES

SECRET = re.compile(r'id="sleutel" readonly[^>]*value="(passend_[\w-]{43})"')
UNTIL = "2027-11-01"


@pytest.fixture
def offices(web_database) -> dict[str, int]:
    with web_database.reading() as session:
        return {office.name: office.id for office in list_organisations(session)}


@pytest.fixture
def admin(visit):
    return visit("admin")


def ask(admin, offices, **more):
    values = {
        "organisation_id": offices["Bureau Vooruit"], "name": "Casusbeheer", "scopes": ["cases:read"], "ends_on": UNTIL,
    } | more  # fmt: skip
    return admin.post("/beheer/koppelingen", values)


def made(admin, offices, **more) -> str:
    found = SECRET.search(ask(admin, offices, **more).text)
    assert found is not None
    return found[1]


def read_case(anyone, secret: str) -> int:
    return anyone.get(f"/api/v1/cases/{NUMBER}", headers={"Authorization": f"Bearer {secret}"}).status_code


def test_a_key_is_shown_once_and_only_its_hash_is_kept(admin, offices, web_settings):
    secret = made(admin, offices)
    assert secret not in admin.get("/beheer/koppelingen").text
    assert secret.encode() not in (web_settings.data_dir / "passend.sqlite").read_bytes()


def test_a_key_opens_nothing_before_a_second_person_of_the_office_agrees(admin, bram, offices, anyone):
    secret = made(admin, offices)
    assert read_case(anyone, secret) == 401
    assert "Bevestigen" in bram.get("/koppelingen").text
    assert bram.post("/koppelingen/1/bevestigen").status_code == 302
    assert read_case(anyone, secret) == 200
    assert "bevestigd door Bram de Wit" in admin.get("/beheer/koppelingen").text


@pytest.mark.parametrize("who", ["daan", "els", "anna", "admin"])
def test_nobody_outside_the_office_sees_confirms_or_withdraws_its_keys(who: str, admin, visit, offices, anyone):
    secret = made(admin, offices)
    visitor = visit(who)
    assert "Casusbeheer" not in visitor.get("/koppelingen").text
    assert visitor.post("/koppelingen/1/bevestigen").status_code == 404
    assert visitor.post("/koppelingen/1/intrekken").status_code == 404
    assert read_case(anyone, secret) == 401


@pytest.mark.parametrize(("who", "path"), [("admin", "/beheer/koppelingen"), ("carla", "/koppelingen")])
def test_a_key_is_withdrawn_by_the_administrator_or_by_the_office(
    who: str, path: str, admin, bram, visit, offices, anyone
):
    secret = made(admin, offices)
    bram.post("/koppelingen/1/bevestigen")
    assert visit(who).post(f"{path}/1/intrekken").status_code == 302
    assert read_case(anyone, secret) == 401
    assert "ingetrokken" in admin.get("/beheer/koppelingen").text
    bram.post("/koppelingen/1/bevestigen")
    assert read_case(anyone, secret) == 401


def test_an_administrator_of_one_office_makes_and_sees_keys_of_that_office_only(admin, offices, web_database, cast):
    made(admin, offices)
    with web_database.session() as session:
        find_account(session, cast.emails["admin"]).organisation_id = offices["Kramer Transport BV"]
    page = admin.get("/beheer/koppelingen").text
    assert ("Casusbeheer" in page, "Bureau Vooruit" in page) == (False, False)
    assert ask(admin, offices).status_code == 422
    assert admin.post("/beheer/koppelingen/1/intrekken").status_code == 404


@pytest.mark.parametrize("scope", ["matches:read", "applications:write"])
def test_an_employers_key_never_gets_what_an_employer_may_not_do(scope: str, admin, offices):
    answer = ask(admin, offices, organisation_id=offices["Bakkerij Mulder BV"], scopes=["cases:read", scope])
    assert answer.status_code == 422
    assert "cases:read, vacancies:read, applications:read, calendar:read" in answer.text


@pytest.mark.parametrize(
    "wrong",
    [{"name": ""}, {"name": "x"}, {"name": "x" * 61}, {"name": "nr 111222333"}, {"scopes": []}, {"scopes": ["alles"]},
     {"ends_on": "2026-11-19"}, {"ends_on": "2027-11-22"}, {"ends_on": "morgen"}, {"organisation_id": "99"},
     {"organisation_id": "x"}],
)  # fmt: skip
def test_a_wrong_field_makes_no_key_and_keeps_what_was_typed(wrong: dict, admin, offices, web_database):
    answer = ask(admin, offices, **({"name": "Mijn programma"} | wrong))
    assert answer.status_code == 422
    assert "name" in wrong or "Mijn programma" in answer.text
    with web_database.reading() as session:
        assert list_tokens(session) == []


def test_the_names_of_an_office_and_a_program_are_only_text(admin, bram, offices, web_database):
    name = "<script>alert(1)</script>"
    with web_database.session() as session:
        session.get(Organisation, offices["Bureau Vooruit"]).name = "<b>Vooruit</b>"
    made(admin, offices, name=name)
    for page in (admin.get("/beheer/koppelingen").text, bram.get("/koppelingen").text):
        assert name not in page
        assert "&lt;script&gt;" in page


def test_every_scope_can_be_ticked_and_a_coach_finds_the_page_in_the_menu(admin, bram, anna, offices):
    page = admin.get("/beheer/koppelingen").text
    assert [value for value, _ in SCOPES if f'value="{value}"' not in page] == []
    assert 'href="/koppelingen"' in bram.get("/").text
    assert 'href="/koppelingen"' not in anna.get("/").text
