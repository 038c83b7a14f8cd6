"""Long work asked for on a page: who may, how it stands, what came of it, and that it survives everything."""

from datetime import timedelta

import pytest

from dossier.model.task import Outcome
from dossier.storage.tasks import SILENT_FOR, begin_task, end_task, get_task, tell_progress, waiting_tasks
from tests.webui.cast import NOW, NUMBER

PASTE = f"/dossiers/{NUMBER}/vacature-toevoegen"
RANK = f"/dossiers/{NUMBER}/matches/wegen"
CRAWL = "/beheer/bronnen/ophalen"
URL = "https://werk.example/vacature/1"
VACANCY = "a1" * 8


@pytest.fixture
def admin(visit):
    return visit("admin")


@pytest.fixture
def do(web_database):
    """`do(end_task, 1, ...)`: what the process of a task writes."""

    def write(act, task_id: int, *given, **more):
        with web_database.session() as session:
            return act(session, task_id, *given, **{"now": NOW, **more})

    return write


def paste(visitor, url: str = URL):
    return visitor.post(PASTE, {"url": url})


def test_a_pasted_address_waits_for_a_process_and_the_page_says_how_far_it_is(anna, do, web_database):
    assert paste(anna).headers["Location"] == "/werk/1"
    with web_database.reading() as session:
        assert waiting_tasks(session) == [1]
        assert get_task(session, 1).arguments == {"number": NUMBER, "url": URL}
    page = anna.get("/werk/1").text
    assert "Vacature van werk.example" in page
    assert "Dit begint zo." in page
    assert '<noscript><meta http-equiv="refresh" content="5"></noscript>' in page
    do(begin_task, 1)
    do(tell_progress, 1, "geplakt: 1 verzoeken")
    assert "geplakt: 1 verzoeken" in anna.get("/werk/1").text
    do(end_task, 1, Outcome.DONE, result={"vacancy": VACANCY, "title": "Medewerker klantenservice", "rank": 1})
    page = anna.get("/werk/1").text
    assert f'href="/dossiers/{NUMBER}/vacatures/{VACANCY}"' in page
    assert "op plaats 1" in page
    assert "http-equiv" not in page
    assert "data-live>" in page


@pytest.mark.parametrize(
    ("pasted", "read"),
    [
        ("  https://werk.example/a.  ", "https://werk.example/a"),
        ("Kijk eens: https://werk.example/a?b=1 leuk!", "https://werk.example/a?b=1"),
        ("www.werk.example/a", "https://www.werk.example/a"),
    ],
)
def test_an_address_is_found_in_what_people_paste(pasted, read, anna, web_database):
    paste(anna, pasted)
    with web_database.reading() as session:
        assert get_task(session, 1).arguments["url"] == read


@pytest.mark.parametrize(
    "pasted", ["", "zomaar iets", "javascript:alert(1)", "ftp://x.example/a", "https://", "x" * 3000]
)
def test_what_is_no_address_comes_back_with_the_reason_at_its_field(pasted, anna, web_database):
    answer = paste(anna, pasted)
    assert answer.status_code == 422
    assert 'id="url-error"' in answer.text
    with web_database.reading() as session:
        assert waiting_tasks(session) == []


@pytest.mark.parametrize(
    ("code", "detail", "told"),
    [
        ("status", "antwoord 404", "De pagina bestaat niet meer."),
        ("status", "antwoord 500", "De site gaf geen bruikbaar antwoord."),
        ("expired", "", "Deze vacature is gesloten"),
        ("robots", "", "daar houden we ons aan"),
        ("address", "", "Dit adres bezoekt het programma niet"),
        ("listing", "", "Dit is een lijst met vacatures."),
        ("iets nieuws", "<b>x</b>", "Het is niet gelukt: &lt;b&gt;x&lt;/b&gt;"),
    ],
)
def test_a_refusal_is_told_in_words_with_what_to_do(code, detail, told, anna, do):
    paste(anna)
    do(end_task, 1, Outcome.REFUSED, code=code, detail=detail)
    page = anna.get("/werk/1").text
    assert told in page
    assert "Nog eens proberen" in page


def test_the_same_address_twice_is_one_task_and_five_at_once_is_enough(anna):
    assert paste(anna).headers["Location"] == paste(anna).headers["Location"] == "/werk/1"
    for number in range(2, 6):
        assert paste(anna, f"{URL}{number}").headers["Location"] == f"/werk/{number}"
    full = paste(anna, f"{URL}9")
    assert full.status_code == 422
    assert "Wacht tot er een klaar is." in full.text


def test_a_task_whose_process_died_is_told_as_such_and_can_be_asked_again(anna, do):
    paste(anna)
    do(begin_task, 1, now=NOW - SILENT_FOR - timedelta(seconds=1))
    page = anna.get("/werk/1").text
    assert "afgebroken" in page
    assert "bijvoorbeeld door een herstart" in page
    assert anna.post("/werk/1/opnieuw").headers["Location"] == "/werk/2"


def test_who_asked_sees_the_task_and_nobody_else(anna, bram, admin):
    paste(anna)
    assert anna.get("/werk/1").status_code == 200
    assert bram.get("/werk/1").status_code == admin.get("/werk/1").status_code == 404
    assert bram.post("/werk/1/opnieuw").status_code == 404
    assert "werk.example" not in bram.get("/werk").text
    assert "werk.example" in anna.get("/werk").text


def test_a_coach_weighs_a_list_again_and_an_employee_does_not(bram, anna, do):
    assert anna.post(RANK).status_code == 404
    assert bram.post(RANK).headers["Location"] == "/werk/1"
    do(end_task, 1, Outcome.DONE)
    assert f'href="/dossiers/{NUMBER}/matches"' in bram.get("/werk/1").text


def test_every_administrator_follows_the_fetching_of_sources(admin, bram, do):
    assert bram.post(CRAWL).status_code == 404
    assert admin.post("/beheer/bronnen/bestaat-niet/ophalen").status_code == 404
    assert admin.post(CRAWL).headers["Location"] == "/werk/1"
    assert admin.post("/beheer/bronnen/demo-werk/ophalen").headers["Location"] == "/werk/2"
    do(end_task, 1, Outcome.DONE, result={"sources": 2, "broken": ["kapot"], "new": 3, "changed": 0, "gone": 1})
    page = admin.get("/werk/1").text
    assert "3 nieuw, 0 gewijzigd, 1 verdwenen" in page
    assert "Niet gelukt bij 1 bron: kapot." in page


def test_a_worker_of_a_shared_database_hears_of_it_in_the_same_transaction(app, anna):
    heard = []
    context = app.extensions["passend"]
    app.extensions["passend"] = type(context)(
        **{**vars(context), "put_task": lambda _session, task: heard.append(task)}
    )
    paste(anna)
    assert heard == [1]


def test_is_that_job_still_there_is_one_click_on_the_vacancy(bram):
    page = bram.get(f"/dossiers/{NUMBER}/vacatures/{VACANCY}").text
    assert "Staat hij er nog?" in page
    assert f'action="{PASTE}"' in page


def test_a_large_dossier_is_bundled_apart_and_a_small_one_at_once(bram, do, monkeypatch, web_database):
    given = {"receiver": "employer", "period_from": "2026-04-01", "period_to": "2026-11-20", "release": "1"}
    monkeypatch.setattr("webui.views.exports.SMALL", 1)
    assert bram.post(f"/dossiers/{NUMBER}/export", given).headers["Location"].endswith("/werk/1")
    with web_database.reading() as session:
        assert get_task(session, 1).arguments["release"] is True
    do(end_task, 1, Outcome.DONE, result={"export": 1, "released": True})
    page = bram.get("/werk/1").text
    assert "De bundel is gemaakt en vrijgegeven." in page
    assert f'href="/dossiers/{NUMBER}/export"' in page


def test_a_list_or_a_bundle_is_not_asked_again_with_one_button(bram, do, monkeypatch):
    monkeypatch.setattr("webui.views.exports.SMALL", 1)
    bram.post(
        f"/dossiers/{NUMBER}/export", {"receiver": "coach", "period_from": "2026-04-01", "period_to": "2026-11-20"}
    )
    do(end_task, 1, Outcome.FAILED, code="too_long")
    page = bram.get("/werk/1").text
    assert "Het duurde te lang" in page
    assert "Nog eens proberen" not in page
    assert bram.post("/werk/1/opnieuw").status_code == 404
