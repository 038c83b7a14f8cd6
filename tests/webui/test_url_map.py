"""Every address of the program, walked: nothing writes without a token, no page writes, nobody is sent elsewhere."""

import json
import re
from urllib.parse import urljoin, urlsplit

import pytest
from flask import Flask
from sqlalchemy import text
from werkzeug.routing import IntegerConverter

from tests.webui.cast import NUMBER, PASSWORD
from webui.access import CLOSED_ENDPOINTS
from webui.assets import STATIC_ENDPOINTS

UNSAFE = {"POST", "PUT", "PATCH", "DELETE"}
VALUES = {
    "number": NUMBER,
    "vacancy_id": "a1" * 8,
    "secret": "x" * 43,
    "token": "x",
    "kind": "password",
    "act": "openen",
}
KEYED = "api."
"""The API takes no cookie: whoever has no key is refused before any token could matter (tests/webui/api)."""
LOOKED = {"evidence_entry", "evidence_content", "sign_in_session", "sign_in_try", "api_call"}
"""What opening a page may write: that somebody looked (V-15), when a session was last used, that a secret was wrong."""


def addresses(app: Flask, methods: set[str]) -> list[tuple[str, str, str]]:
    """(method, endpoint, path) of every rule that answers to one of these methods, filled with values that match."""
    found = []
    with app.test_request_context():
        adapter = app.url_map.bind("localhost")
        for rule in app.url_map.iter_rules():
            values = {name: fill(rule, name) for name in rule.arguments}
            path = adapter.build(rule.endpoint, values)
            found += [(method, rule.endpoint, path) for method in sorted(rule.methods & methods)]
    return found


def fill(rule, name: str):
    converter = rule._converters[name]
    if isinstance(converter, IntegerConverter):
        return 1
    choices = re.fullmatch(r"\(\?:(.+)\)", converter.regex)
    if choices:
        return choices[1].partition("|")[0].replace("\\", "")
    return VALUES.get(name, "x")


def unsafe_addresses(app: Flask) -> list[tuple[str, str, str]]:
    return [one for one in addresses(app, UNSAFE) if not one[1].startswith(KEYED)]


def tables(database) -> dict[str, int]:
    """A hash of the rows of every table."""
    with database.reading() as session:
        names = session.execute(text("SELECT name FROM sqlite_master WHERE type='table'")).scalars().all()
        return {
            name: hash(tuple(map(repr, session.execute(text(f'SELECT * FROM "{name}"')).all())))
            for name in names
            if name not in LOOKED and not name.startswith("sqlite_")
        }


def test_the_walk_meets_every_writing_address(app: Flask):
    walked = {endpoint for _, endpoint, _ in unsafe_addresses(app)}
    assert len(walked) > 40
    assert {"security.login", "own_account.change_password", "account_links.open_link"} <= walked


@pytest.mark.parametrize("how", ["no token", "another's token", "made up", "text/plain", "json"])
def test_no_address_writes_without_the_token_of_this_session(how: str, app, bram, anna, web_database):
    """T05: 400 before anything is looked at, for every address, and no row has changed."""
    stolen, before = anna.token(), tables(web_database)
    options = {
        "no token": {"data": {"x": "1"}},
        "another's token": {"data": {"csrf_token": stolen}, "headers": {"Origin": "https://evil.example"}},
        "made up": {"data": {"csrf_token": "IjEyMzQi.aaaaaa.bbbbbbbbbbbbbbbbbbbbbbbbbbb"}},
        "text/plain": {"data": "csrf_token=x", "content_type": "text/plain"},
        "json": {"json": {"csrf_token": "x"}},
    }[how]
    answers = {
        (endpoint, bram.client.open(path, method=method, **options).status_code)
        for method, endpoint, path in unsafe_addresses(app)
    }
    assert {answer for answer in answers if answer[1] not in {400, 404, 415}} == set()
    assert {endpoint for endpoint, code in answers if code == 404} <= CLOSED_ENDPOINTS
    assert tables(web_database) == before


def test_opening_a_page_changes_nothing_but_who_looked(app, visit, web_database):
    visitors = [visit(name) for name in ("anna", "bram", "daan", "admin")]
    before = tables(web_database)
    for _, endpoint, path in addresses(app, {"GET"}):
        if endpoint not in STATIC_ENDPOINTS:
            for visitor in visitors:
                visitor.get(path).close()
    assert [name for name, value in tables(web_database).items() if value != before[name]] == []


def elsewhere(location: str | None) -> bool:
    return urlsplit(urljoin("http://localhost/x", location or "/")).netloc != "localhost" or "\\" in (location or "")


@pytest.mark.real
def test_no_known_trick_leads_out_of_the_site_by_any_door(shared, app, bram, anyone):
    """T08: 38 addresses as `next` of every door that has one, in the query and in the form."""
    lines = (shared / "attacks" / "open_redirect.txt").read_text(encoding="utf-8").splitlines()
    tricks = [json.loads(line) for line in lines if line and not line.startswith("# ")]
    assert len(tricks) == 38
    out = []
    for trick in tricks:
        form = {"next": trick, "back": trick, "password": PASSWORD, "email": "bram@passend.example"}
        for visitor, path in ((bram, "/bevestigen"), (bram, "/voorkeuren"), (anyone, "/inloggen"), (bram, "/inloggen")):
            for answer in (visitor.post(path, form), visitor.post(path, {**form, "next": ""}, query_string=form)):
                out += [(path, trick)] if elsewhere(answer.location) else []
            out += [(path, trick)] if elsewhere(visitor.get(path, query_string=form).location) else []
        anyone.post("/uitloggen")
    assert out == []


@pytest.mark.parametrize("header", ["Host", "X-Forwarded-Host", "Forwarded", "X-Original-Host"])
def test_a_forged_host_comes_back_on_no_address(header: str, app, visit):
    value = "host=evil.example" if header == "Forwarded" else "evil.example"
    found = []
    for _, endpoint, path in addresses(app, {"GET"}):
        if endpoint not in STATIC_ENDPOINTS:
            with app.test_client().get(path, headers={header: value}) as answer:
                told = f"{answer.headers}{answer.text if 'text' in answer.mimetype else ''}"
                found += [endpoint] if "evil.example" in told else []
    assert found == []
