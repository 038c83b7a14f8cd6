"""Accounts are made, invited and reset by a link that works once, with a second person where it would open a case."""

import re
from datetime import timedelta

import pytest
from flask import Flask

from dossier.storage.accounts import find_account
from tests.webui.cast import PASSWORD
from tests.webui.conftest import Visitor
from tests.webui.test_sessions import Clock, is_in
from webui import create_app

LINK = re.compile(r'id="adres" readonly value="(?:http://localhost)?(/link/[\w-]+)"')
NEW_PASSWORD = "vier paarden eten groene soep"
SAME = {"password": NEW_PASSWORD, "again": NEW_PASSWORD}
NEWCOMER = {"name": "Gijs Vos", "email": "gijs@passend.example", "role": "employee", "organisation": ""}


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def app(web_settings, web_database, clock) -> Flask:
    return create_app(web_settings, web_database, clock=clock)


@pytest.fixture
def numbers(web_database, cast) -> dict[str, int]:
    with web_database.reading() as session:
        return {name: find_account(session, email).id for name, email in cast.emails.items()}


def link_on(page) -> str:
    found = LINK.search(page.text)
    assert found is not None
    return found[1]


def invite(admin: Visitor, **changes) -> str:
    return link_on(admin.post("/beheer/accounts/nieuw", {**NEWCOMER, **changes}))


def sign_in(app: Flask, email: str, password: str = NEW_PASSWORD) -> Visitor:
    visitor = Visitor(app.test_client())
    visitor.post("/inloggen", {"email": email, "password": password})
    return visitor


def test_an_invited_person_chooses_a_password_and_comes_in(app, visit, anyone):
    link = invite(visit("admin"))
    assert not is_in(sign_in(app, NEWCOMER["email"], ""))
    assert "Welkom bij Passend" in anyone.get(link).text
    assert anyone.post(link, SAME).location == "/inloggen"
    assert is_in(sign_in(app, NEWCOMER["email"]))


def test_a_link_is_shown_once_and_kept_as_a_hash(app, visit, web_settings):
    admin = visit("admin")
    secret = invite(admin).rpartition("/")[2]
    assert secret not in admin.get("/beheer/accounts").text
    files = [path.read_bytes() for path in web_settings.data_dir.rglob("passend.sqlite*")]
    assert not any(secret.encode() in content for content in files)


def test_looking_uses_nothing_up_and_using_does(app, visit, anyone):
    link = invite(visit("admin"))
    assert [anyone.get(link).status_code for _ in range(3)] == [200, 200, 200]
    anyone.post(link, SAME)
    assert (anyone.get(link).status_code, anyone.post(link, SAME).status_code) == (404, 404)


def test_a_link_that_was_never_there_answers_as_one_that_was_used_or_is_old(app, visit, anyone, clock):
    used, old = invite(visit("admin")), invite(visit("admin"), email="b@passend.example")
    anyone.post(used, SAME)
    clock.now += timedelta(days=8)
    pages = [Visitor(app.test_client()).get(path) for path in (used, old, "/link/bestaat-niet")]
    assert [page.status_code for page in pages] == [404, 404, 404]
    assert len({re.sub(r'value="[^"]*"', "", page.text) for page in pages}) == 1


def test_a_newer_invitation_ends_the_older_one(app, visit, anyone, web_database):
    admin = visit("admin")
    first = invite(admin)
    with web_database.reading() as session:
        number = find_account(session, NEWCOMER["email"]).id
    second = link_on(admin.post(f"/beheer/accounts/{number}/link/invitation"))
    assert (anyone.get(first).status_code, anyone.get(second).status_code) == (404, 200)


def test_a_weak_password_is_sent_back_with_the_reason(app, visit, anyone):
    link = invite(visit("admin"))
    answers = {
        password: anyone.post(link, {"password": password, "again": password})
        for password in ("kort", "Welkom2026!!", "gijsvos12345", "x" * 129)
    }
    assert {answer.status_code for answer in answers.values()} == {422}
    assert all(password not in answer.text for password, answer in answers.items())
    assert anyone.post(link, {"password": NEW_PASSWORD, "again": "iets anders dan dat"}).status_code == 422


def test_one_person_alone_cannot_open_somebodys_case(app, visit, numbers, anyone):
    """The request of the administrator gives no link; the coach of that person agrees and gets it."""
    admin, coach, stranger = visit("admin"), visit("bram"), visit("carla")
    page = admin.post(f"/beheer/accounts/{numbers['anna']}/link/password", follow_redirects=True)
    assert LINK.search(page.text) is None
    assert "tweede persoon" in page.text
    assert admin.post("/herstelverzoeken/1/goedkeuren").status_code == 404
    assert stranger.post("/herstelverzoeken/1/goedkeuren").status_code == 404
    assert "Anna Visser" not in stranger.get("/herstelverzoeken").text
    assert "Anna Visser" in coach.get("/herstelverzoeken").text
    link = link_on(coach.post("/herstelverzoeken/1/goedkeuren"))
    assert coach.post("/herstelverzoeken/1/goedkeuren").status_code == 404
    anna = visit("anna")
    anyone.post(link, SAME)
    assert not is_in(anna)
    again = sign_in(app, "anna@passend.example")
    events = again.get("/account").text
    assert [text for text in ("Link aangevraagd", "Link goedgekeurd", "Link gebruikt") if text not in events] == []


def test_a_refused_request_is_over(visit, numbers):
    admin, coach = visit("admin"), visit("bram")
    admin.post(f"/beheer/accounts/{numbers['anna']}/link/password")
    assert coach.post("/herstelverzoeken/1/afwijzen").status_code == 302
    assert coach.post("/herstelverzoeken/1/goedkeuren").status_code == 404


def test_a_coach_is_helped_by_a_colleague_and_not_by_himself(visit, numbers):
    admin, bram, carla = visit("admin"), visit("bram"), visit("carla")
    admin.post(f"/beheer/accounts/{numbers['bram']}/link/password")
    assert bram.post("/herstelverzoeken/1/goedkeuren").status_code == 404
    assert carla.post("/herstelverzoeken/1/goedkeuren").status_code == 200


def test_a_link_for_a_new_second_step_asks_the_password_too(app, visit, numbers, anyone, web_database):
    with web_database.session() as session:
        find_account(session, "anna@passend.example").tf_primary_method = "authenticator"
    visit("admin").post(f"/beheer/accounts/{numbers['anna']}/link/second_step")
    link = link_on(visit("bram").post("/herstelverzoeken/1/goedkeuren"))
    assert anyone.post(link, {"password": "fout"}).status_code == 422
    assert anyone.post(link, {"password": PASSWORD}).location == "/inloggen"
    with web_database.reading() as session:
        assert find_account(session, "anna@passend.example").tf_primary_method is None


def test_links_for_one_account_run_out_for_the_day(visit, numbers):
    admin = visit("admin")
    answers = [admin.post(f"/beheer/accounts/{numbers['anna']}/link/password").status_code for _ in range(6)]
    assert answers == [302] * 5 + [400]


def test_the_link_carries_the_public_name_and_never_a_forged_host(web_settings, web_database, clock, visit):
    settings = web_settings.model_copy(update={"public_url": "https://passend.bureau.example", "testing": True})
    settings = type(settings)(**{**settings.model_dump(), "secret_key": "x" * 40})
    strict = create_app(settings, web_database, clock=clock)
    assert strict.test_client().get("/inloggen", headers={"Host": "evil.example"}).status_code == 400
    assert strict.test_client().get("/inloggen", headers={"Host": "passend.bureau.example"}).status_code == 200
    with strict.test_request_context("/", headers={"Host": "passend.bureau.example"}):
        from webui.views.account_links import link_address

        assert link_address("geheim") == "https://passend.bureau.example/link/geheim"


def test_a_forged_host_is_refused_on_this_machine_too(app):
    for header in ("Host", "X-Forwarded-Host"):
        answer = app.test_client().get("/", headers={header: "evil.example"})
        assert "evil.example" not in answer.headers.get("Location", "") + answer.text


def test_an_administrator_blocks_and_opens_again_but_not_the_own_account(app, visit, numbers):
    admin, anna = visit("admin"), visit("anna")
    admin.post(f"/beheer/accounts/{numbers['anna']}/blokkeren")
    assert not is_in(anna)
    assert not is_in(sign_in(app, "anna@passend.example", PASSWORD))
    admin.post(f"/beheer/accounts/{numbers['anna']}/openen")
    assert is_in(sign_in(app, "anna@passend.example", PASSWORD))
    admin.post(f"/beheer/accounts/{numbers['admin']}/blokkeren")
    assert is_in(admin)


@pytest.mark.parametrize("changes", [{"email": "geen adres"}, {"email": "anna@passend.example"}, {"role": "koning"}])
def test_an_account_that_cannot_be_is_sent_back(changes: dict, visit):
    assert visit("admin").post("/beheer/accounts/nieuw", {**NEWCOMER, **changes}).status_code == 422


def test_a_coach_needs_an_office(visit, web_database):
    admin = visit("admin")
    assert admin.post("/beheer/accounts/nieuw", {**NEWCOMER, "role": "coach"}).status_code == 422
    link_on(admin.post("/beheer/accounts/nieuw", {**NEWCOMER, "role": "coach", "new_organisation": "Bureau Zuid"}))
    with web_database.reading() as session:
        assert find_account(session, NEWCOMER["email"]).organisation_id is not None
