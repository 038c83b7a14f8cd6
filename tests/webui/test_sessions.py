"""Sessions live on the server: they end by themselves or all at once, and no copy of a cookie outlives them."""

import threading
from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlmodel import select

from dossier.model.sign_in import AccountEvent, SignInSession
from dossier.rules.sign_in import length_on
from dossier.storage.accounts import find_account
from dossier.storage.sign_in_sessions import Place, begin_session, end_session, find_session, touch_session
from tests.webui.cast import NOW, NUMBER, PASSWORD, TODAY
from tests.webui.conftest import Visitor
from webui import create_app

CASE = f"/dossiers/{NUMBER}"
NEW_PASSWORD = "vier paarden eten groene soep"


class Clock:
    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def app(web_settings, web_database, clock: Clock) -> Flask:
    return create_app(web_settings, web_database, clock=clock)


def sign_in(app: Flask, name: str = "bram", password: str = PASSWORD) -> Visitor:
    visitor = Visitor(app.test_client())
    visitor.post("/inloggen", {"email": f"{name}@passend.example", "password": password})
    return visitor


def copy_of(visitor: Visitor, app: Flask) -> Visitor:
    """Someone who stole the cookies."""
    client = app.test_client()
    for name in ("passend", "passend-device"):
        cookie = visitor.client.get_cookie(name)
        if cookie is not None:
            client.set_cookie(name, cookie.value)
    return Visitor(client)


def is_in(visitor: Visitor) -> bool:
    return visitor.get("/account").status_code == 200


def test_who_uses_it_stays_and_who_does_not_is_out_after_the_idle_time(app, clock):
    visitor, idle = sign_in(app), length_on("idle_minutes", TODAY)
    clock.now += idle - timedelta(seconds=1)
    assert is_in(visitor)
    clock.now += idle - timedelta(seconds=1)
    assert is_in(visitor)
    clock.now += idle
    assert not is_in(visitor)
    assert idle == timedelta(minutes=30)


def test_a_session_ends_after_half_a_day_however_busy(app, clock):
    visitor = sign_in(app)
    for _ in range(12 * 3 - 1):
        clock.now += timedelta(minutes=20)
        assert is_in(visitor)
    clock.now += timedelta(minutes=20)
    assert not is_in(visitor)


def test_a_clock_that_is_put_back_makes_no_session_live_longer(app, clock):
    visitor = sign_in(app)
    clock.now -= timedelta(hours=2)
    assert not is_in(visitor)


@pytest.mark.parametrize("how", ["sign out", "everywhere", "one by one", "password", "blocked", "role"])
def test_a_stolen_cookie_is_dead_as_soon_as_its_session_ends(how: str, app, web_database):
    visitor = sign_in(app)
    stolen = copy_of(visitor, app)
    assert is_in(stolen)
    if how == "sign out":
        visitor.post("/uitloggen")
    elif how == "everywhere":
        visitor.post("/account/overal-afmelden")
    elif how == "one by one":
        elsewhere = sign_in(app)
        row = newest_session(web_database, before=1)
        assert elsewhere.post(f"/account/sessies/{row.id}/afmelden").status_code == 302
    elif how == "password":
        change_password(visitor)
    else:
        with web_database.session() as session:
            account = find_account(session, "bram@passend.example")
            account.active, account.role = (False, "coach") if how == "blocked" else (True, "employer")
    assert not is_in(stolen)


def newest_session(database, *, before: int = 0) -> SignInSession:
    with database.reading() as session:
        rows = session.exec(select(SignInSession).order_by(SignInSession.id)).all()
    return rows[-1 - before]


def change_password(visitor: Visitor, password: str = NEW_PASSWORD):
    values = {"current": PASSWORD, "password": password, "again": password}
    return visitor.post("/account/wachtwoord", values)


def test_changing_the_password_keeps_this_browser_and_ends_the_others(app):
    here, there = sign_in(app), sign_in(app)
    assert change_password(here).location == "/account"
    assert (is_in(here), is_in(there)) == (True, False)
    assert is_in(sign_in(app, password=NEW_PASSWORD))
    assert not is_in(sign_in(app))


def test_signing_out_everywhere_ends_this_one_too(app):
    here, there = sign_in(app), sign_in(app)
    assert here.post("/account/overal-afmelden").location == "/inloggen"
    assert (is_in(here), is_in(there)) == (False, False)


def test_the_number_of_somebody_elses_session_ends_nothing(app, web_database):
    bram = sign_in(app)
    anna = sign_in(app, "anna")
    row = newest_session(web_database, before=1)
    assert anna.post(f"/account/sessies/{row.id}/afmelden").status_code == 302
    assert is_in(bram)


def test_a_session_made_up_or_planted_before_signing_in_is_not_the_one_after(app):
    planted = Visitor(app.test_client())
    token = planted.token()
    with planted.client.session_transaction() as stored:
        stored["ticket"] = "door-een-ander-gekozen"
    victim = copy_of(planted, app)
    victim.post("/inloggen", {"email": "bram@passend.example", "password": PASSWORD})
    assert is_in(victim)
    assert not is_in(planted)
    with victim.client.session_transaction() as stored:
        assert stored["ticket"] != "door-een-ander-gekozen"
    assert victim.token() != token


def test_a_signed_cookie_without_a_session_on_the_server_opens_nothing(app, web_database):
    with web_database.reading() as session:
        uniquifier = find_account(session, "bram@passend.example").fs_uniquifier
    visitor = Visitor(app.test_client())
    with visitor.client.session_transaction() as stored:
        stored["_user_id"], stored["_fresh"] = uniquifier, True
    assert not is_in(visitor)


def test_staying_signed_in_is_not_for_sale(app):
    visitor = Visitor(app.test_client())
    visitor.post("/inloggen", {"email": "bram@passend.example", "password": PASSWORD, "remember": "y"})
    assert visitor.client.get_cookie("remember_token") is None


def test_a_session_that_ended_is_never_written_back_to_life(database):
    """Two threads, 500 rounds: one uses the session, the other ends it (T06)."""
    from dossier.storage.accounts import create_account

    with database.session() as session:
        account = create_account(session, email="a@b.example", name="A", role="coach", password_hash="", now=NOW)
        secrets = [begin_session(session, account, Place("::1", "?"), now=NOW) for _ in range(500)]
        ids = [find_session(session, secret).id for secret in secrets]
    later = NOW + timedelta(minutes=2)

    def use() -> None:
        for number in ids:
            with database.session() as session:
                touch_session(session, number, now=later)

    def end() -> None:
        for number in ids:
            with database.session() as session:
                end_session(session, number, reason="signed_out", now=later)

    threads = [threading.Thread(target=work) for work in (use, end)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with database.reading() as session:
        alive = [row.id for row in session.exec(select(SignInSession)) if row.ended_at is None]
    assert alive == []


def test_the_owner_sees_where_and_when(app):
    agent = "Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0"
    elsewhere = Visitor(app.test_client())
    elsewhere.post("/inloggen", {"email": "bram@passend.example", "password": PASSWORD}, headers={"User-Agent": agent})
    page = sign_in(app).get("/account").text
    assert "Firefox, Windows" in page
    assert "dit apparaat" in page
    assert page.count("Aangemeld</td>") == 2


def test_an_unknown_program_is_not_repeated(app):
    visitor = Visitor(app.test_client())
    agent = {"User-Agent": "<script>alert(1)</script> evil/1.0"}
    visitor.post("/inloggen", {"email": "bram@passend.example", "password": PASSWORD}, headers=agent)
    page = visitor.get("/account").text
    assert "evil" not in page
    assert "onbekend programma" in page


def test_events_older_than_they_may_be_kept_go_at_the_next_sign_in(app, clock, web_database):
    sign_in(app)
    clock.now += timedelta(days=181)
    sign_in(app)
    with web_database.reading() as session:
        assert len(session.exec(select(AccountEvent)).all()) == 1


@pytest.mark.parametrize("path", ["/account/herstelcodes"])
def test_acts_of_weight_ask_the_password_again_after_ten_minutes(path: str, app, clock):
    visitor = sign_in(app)
    assert visitor.get(path).status_code == 200
    clock.now += timedelta(minutes=11)
    answer = visitor.get(path)
    assert answer.location == f"/bevestigen?next={path}"
    assert visitor.post("/bevestigen", {"password": "fout", "next": path}).status_code == 422
    assert visitor.get(path).status_code == 302
    assert visitor.post("/bevestigen", {"password": PASSWORD, "next": path}).location == path
    assert visitor.get(path).status_code == 200


def test_making_an_export_asks_the_password_again_and_comes_back_to_its_page(app, clock):
    visitor = sign_in(app)
    clock.now += timedelta(minutes=11)
    answer = visitor.post(f"{CASE}/export", {"receiver": "employer"})
    assert answer.location == f"/bevestigen?next={CASE}/export"


@pytest.mark.parametrize(
    ("name", "path", "page"),
    [
        ("admin", "/beheer/bewaren/1/wissen", "/beheer/bewaren"),
        ("admin", f"/beheer/bewaren/{NUMBER}/blokkade/1/opheffen", "/beheer/bewaren"),
        ("anna", f"{CASE}/bewaren/wissen", f"{CASE}/bewaren"),
        ("anna", f"{CASE}/kopie", CASE),
        ("bram", f"{CASE}/export/1/vrijgeven", f"{CASE}/export"),
    ],
)
def test_erasing_copying_and_releasing_ask_the_password_again_and_come_back_to_their_page(
    name, path, page, visit, app, web_database
):
    visitor = visit(name)
    with web_database.session() as session:
        for row in session.exec(select(SignInSession)).all():
            row.confirmed_at -= timedelta(minutes=11)
    assert visitor.post(path).location == f"/bevestigen?next={page}"


def test_signing_out_clears_what_the_browser_kept(app):
    assert sign_in(app).post("/uitloggen").headers["Clear-Site-Data"] == '"cache", "storage"'


def test_nobody_is_signed_out_by_following_a_link(app):
    visitor = sign_in(app)
    assert visitor.get("/uitloggen").status_code == 405
    assert is_in(visitor)
