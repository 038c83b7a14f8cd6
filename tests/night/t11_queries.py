"""T11 and T12: query and template syntax in every field of every form, and in every question of an address."""

import html

import pytest

from tests.night.conftest import scaled
from tests.night.payloads import json_lines
from tests.webui.addresses import PAGES
from tests.webui.form_walk import forms_of
from tests.webui.test_url_map import tables

EVERY = scaled(small=8, full=1)
SHOWN_TABLES = 20


def send_everywhere(visitor, payloads: list[str]) -> tuple[int, list[tuple[str, str]], list[str]]:
    """How many answers, those that went wrong, and the texts of the others."""
    paths, sent, wrong, told = [path for path, _ in PAGES.values()], 0, [], []
    for form in forms_of(visitor, paths):
        for payload in payloads:
            values = form.values | dict.fromkeys(form.typed, payload)
            place = "query_string" if form.method == "GET" else "data"
            with visitor.client.open(form.action, method=form.method, **{place: values}) as answer:
                sent += 1
                wrong += [(form.action, payload)] if answer.status_code >= 500 else []
                told.append(answer.get_data().decode(errors="replace") if "html" in answer.mimetype else "")
    return sent, wrong, told


@pytest.mark.row("T11", "81 query strings in every field of every form of coach and employee", "0 × 500, no table gone")
def test_query_syntax_is_text(attacks, visit, app, web_database, reach):
    app.config["PROPAGATE_EXCEPTIONS"] = False
    payloads = json_lines(attacks / "sqli.txt")[::EVERY]
    before, sent, wrong = set(tables(web_database)), 0, []
    for name in ("bram", "anna"):
        more, faults, _ = send_everywhere(visit(name), payloads)
        sent, wrong = sent + more, wrong + faults
    gone = before - set(tables(web_database))
    reach(
        f"{len(wrong)} × 500 of {sent:,} requests, {len(gone)} tables gone {wrong[:3] or ''}",
        held=not wrong and not gone and sent > 0,
    )


@pytest.mark.row("T12", "40 template strings in every field of every form of coach and employee", "0 evaluated")
def test_template_syntax_is_text(attacks, visit, app, reach):
    app.config["PROPAGATE_EXCEPTIONS"] = False
    payloads = json_lines(attacks / "ssti.txt")[::EVERY]
    sent, wrong = 0, []
    for name in ("bram", "anna"):
        more, faults, told = send_everywhere(visit(name), [f"begin {one} einde" for one in payloads])
        sent, wrong = sent + more, wrong + faults
        secret = app.config["SECRET_KEY"]
        wrong += [("evaluated", name) for text in told if "begin 49 einde" in html.unescape(text) or secret in text]
    reach(f"{len(wrong)} at fault of {sent:,} requests {wrong[:3] or ''}", held=not wrong and sent > 0)
