"""The log says which rule was asked and how it ended, and holds nothing of anybody, whatever was typed."""

import json
import logging

import pytest
from sqlalchemy.exc import IntegrityError

from dossier.log_lines import JsonLine, PlainLine
from tests.webui.addresses import WRITES
from tests.webui.test_url_map import addresses
from webui.request_log import HEADER

CANARY = "KANARIE Zonnebloem"
SECRET = "s" * 43


@pytest.fixture
def written(caplog):
    """Everything that was logged, in both forms."""
    caplog.set_level(logging.INFO)
    return lambda: "\n".join(form().format(one) for one in caplog.records for form in (PlainLine, JsonLine))


def test_a_line_names_the_rule_the_outcome_and_the_number_of_the_answer(bram, caplog):
    caplog.set_level(logging.INFO)
    answer = bram.get("/dossiers/2026-0042/matches?zoek=bakker")
    line = json.loads(JsonLine().format(caplog.records[-1]))
    assert {name: line[name] for name in ("request", "method", "rule", "status")} == {
        "request": answer.headers[HEADER],
        "method": "GET",
        "rule": "/dossiers/<number>/matches",
        "status": answer.status_code,
    }
    assert line["ms"] >= 0


def test_the_secret_of_a_link_or_a_calendar_is_in_no_line(anyone, written):
    for path in (f"/agenda/{SECRET}.ics", f"/link/{SECRET}", f"/onzin/{SECRET}", f"/?x={SECRET}"):
        anyone.get(path)
    logging.getLogger("waitress").error("Exception while serving /link/%s", SECRET)
    assert "/agenda/<secret>.ics" in written()
    assert SECRET not in written()


@pytest.mark.parametrize("name", ["bram", "anna", "daan", "admin"])
def test_what_is_typed_in_any_form_is_in_no_line(name, visit, app, written):
    """T39: a canary in every field that any form of the program has."""
    fields = {field for form in forms_of(app) for field in form} | {"email", "password", "code", "note", "zoek"}
    typed = dict.fromkeys(fields, CANARY)
    visitor = visit(name)
    for path, *_ in WRITES.values():
        visitor.post(path, dict(typed))
    for _, _, path in addresses(app, {"GET"}):
        visitor.get(path, query_string={"zoek": CANARY, "next": CANARY}, headers={"User-Agent": CANARY}).close()
    said = written()
    assert said.count("request=") > 50
    assert "KANARIE" not in said
    assert "Zonnebloem" not in said
    assert "@passend.example" not in said


def forms_of(app) -> list[set[str]]:
    """The names of the fields of every form class."""
    from flask_wtf import FlaskForm

    with app.test_request_context():
        return [set(form(meta={"csrf": False})._fields) for form in subclasses(FlaskForm) if "webui" in form.__module__]


def subclasses(kind) -> set[type]:
    return {one for child in kind.__subclasses__() for one in (child, *subclasses(child))}


def test_an_unforeseen_fault_is_logged_without_its_words(app, visit, monkeypatch, written):
    def fail(*_, **__):
        raise IntegrityError("insert", {}, ValueError(f"Key (email)=({CANARY}) already exists"))

    monkeypatch.setattr("webui.views.home.get_session", fail)
    app.config["PROPAGATE_EXCEPTIONS"] = False
    answer = visit("bram").get("/")
    assert answer.status_code == 500
    assert answer.headers[HEADER] in answer.text
    assert "IntegrityError" in written()
    assert "webui" in written()
    assert CANARY not in written()


def test_a_line_end_in_a_message_forges_no_line():
    record = logging.LogRecord("x", logging.INFO, "", 0, "naam\n2026-01-01 INFO nep", (), None)
    assert PlainLine().format(record).count("\n") == 0
