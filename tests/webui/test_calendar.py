"""A calendar reads terms at a secret address: no names, nothing of a case, and gone as soon as it is revoked."""

import re
from datetime import timedelta

import pytest
from icalendar import Calendar

from dossier.storage.accounts import find_account
from dossier.storage.calendar_feeds import feed_of, hash_secret
from tests.webui.cast import NOW, NUMBER, OTHER_NUMBER
from webui.rate_limit import MOST_KEYS, RateLimit
from webui.views.calendar import MOST

ADDRESS = re.compile(r'id="adres" readonly value="http://localhost(/agenda/[\w-]{43}\.ics)"')


def make_address(visitor) -> str:
    found = ADDRESS.search(visitor.post("/agenda").text)
    assert found is not None
    return found[1]


def events(answer) -> list:
    return list(Calendar.from_ical(answer.data).walk("VEVENT"))


def test_the_feed_holds_the_terms_of_ones_own_cases_under_their_number(bram, anyone):
    answer = anyone.get(make_address(bram))
    summaries = {str(event["summary"]) for event in events(answer)}
    assert f"Dossier {NUMBER}: WIA-aanvraag" in summaries
    assert {text.partition(":")[0] for text in summaries} == {f"Dossier {NUMBER}"}
    assert OTHER_NUMBER.encode() not in answer.data


def test_no_name_and_no_word_of_a_case_is_in_the_feed(bram, anyone):
    text = anyone.get(make_address(bram)).text
    assert [
        word for word in ("Anna", "Visser", "Bram", "Mulder", "Bakkerij") if word in text.replace("\r\n ", "")
    ] == []
    assert set(re.findall(r"^([A-Z-]+)[:;]", text, re.MULTILINE)) == {
        "BEGIN", "END", "PRODID", "VERSION", "X-WR-CALNAME", "REFRESH-INTERVAL", "X-PUBLISHED-TTL",
        "UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "TRANSP", "CLASS",
    }  # fmt: skip


def test_the_employee_gets_only_their_own_tasks(anna, bram, daan, anyone):
    names = {}
    for who, visitor in {"anna": anna, "bram": bram, "daan": daan}.items():
        names[who] = {str(event["summary"]) for event in events(anyone.get(make_address(visitor)))}
    report = f"Dossier {NUMBER}: Re-integratieverslag (RIV) klaar"
    assert (report in names["bram"], report in names["daan"], report in names["anna"]) == (True, True, False)
    assert f"Dossier {NUMBER}: WIA-aanvraag" in names["anna"]
    assert names["bram"] == names["daan"]


def test_every_event_has_an_id_of_its_own_that_stays(bram, anyone):
    address = make_address(bram)
    first, again = anyone.get(address), anyone.get(address)
    ids = [str(event["uid"]) for event in events(first)]
    assert (len(ids), first.data) == (len(set(ids)), again.data)
    assert f"{NUMBER}.TL-20.1@passend" in ids


def test_the_answer_is_a_calendar_without_cookies_that_nothing_can_open_or_keep(bram, anyone):
    headers = anyone.get(make_address(bram)).headers
    assert headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cache-Control"] == "no-store"
    assert headers["Content-Disposition"].startswith("attachment")
    assert "sandbox" in headers["Content-Security-Policy"]
    assert "Set-Cookie" not in headers


def test_a_new_address_and_a_revoked_one_end_the_old(bram, anyone):
    first = make_address(bram)
    second = make_address(bram)
    assert (anyone.get(first).status_code, anyone.get(second).status_code) == (404, 200)
    assert bram.post("/agenda/intrekken").status_code == 302
    assert anyone.get(second).status_code == 404


@pytest.mark.parametrize("secret", ["x", "a" * 43, "..", "%00", "' OR 1=1 --"])
def test_a_wrong_secret_is_a_page_that_is_not_there(secret: str, bram, anyone):
    make_address(bram)
    assert anyone.get(f"/agenda/{secret}.ics").status_code == 404
    assert bram.get(f"/agenda/{secret}.ics").status_code == 404


def test_an_account_that_is_switched_off_has_no_calendar_either(bram, anyone, web_database, cast):
    address = make_address(bram)
    with web_database.session() as session:
        find_account(session, cast.emails["bram"]).active = False
    assert anyone.get(address).status_code == 404


def test_only_the_hash_of_the_secret_is_kept_and_the_address_is_shown_once(bram, web_database, cast):
    secret = make_address(bram).removeprefix("/agenda/").removesuffix(".ics")
    with web_database.reading() as session:
        kept = feed_of(session, find_account(session, cast.emails["bram"]).id)
    assert kept.secret_sha256 == hash_secret(secret)
    assert secret not in bram.get("/agenda").text


def test_asking_all_the_time_is_answered_with_wait(bram, anyone):
    address = make_address(bram)
    answers = [anyone.get(address).status_code for _ in range(MOST + 1)]
    assert answers == [200] * MOST + [429]
    wrong = [anyone.get(f"/agenda/guess{number}.ics").status_code for number in range(6)]
    assert wrong == [404] * 4 + [429] * 2


def test_the_limit_begins_anew_and_forgets_who_was_quiet():
    limit = RateLimit(1, timedelta(minutes=1))
    assert [limit.allows("a", NOW), limit.allows("a", NOW), limit.allows("a", NOW + timedelta(minutes=1))] == [
        True,
        False,
        True,
    ]
    for number in range(MOST_KEYS + 5):
        limit.allows(str(number), NOW)
    assert (len(limit.begun), "a" in limit.begun) == (MOST_KEYS, False)
