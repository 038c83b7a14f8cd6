"""The HTML of every page for every role is valid, in both languages; and a fault would be found."""

import pytest

from tests.webui.addresses import PAGES
from tests.webui.cast import NUMBER
from tests.webui.html_check import faults_of
from webui.help_text import list_topics

CASE = f"/dossiers/{NUMBER}"
ACTORS = ("anna", "bram", "daan", "carla", "admin")
SHELL = '<!doctype html><html lang="nl"><head><title>t</title></head><body><main><h1>k</h1>{}</main></body></html>'


def pages_of(actor: str) -> list[str]:
    return ["/", *(path for path, allowed in PAGES.values() if actor in allowed)]


def faults_on(visitor, paths: list[str], **options) -> list[str]:
    answers = {path: visitor.get(path, follow_redirects=True, **options) for path in paths}
    return [
        f"{path}: {fault}"
        for path, answer in answers.items()
        if "html" in answer.mimetype
        for fault in faults_of(answer.text)
    ]


@pytest.mark.parametrize("actor", ACTORS)
def test_every_page_of_every_role_is_valid(actor: str, visit):
    assert faults_on(visit(actor), pages_of(actor)) == []


def test_every_page_for_who_did_not_sign_in_is_valid(anyone):
    paths = [
        "/inloggen",
        "/onzin",
        "/link/x",
        "/koppelingen/uitleg",
        "/hulp",
        *(f"/hulp/{one}" for one in list_topics()),
    ]
    assert faults_on(anyone, paths) == []


def test_the_english_pages_are_valid_too(bram):
    paths = [CASE, f"{CASE}/matches", f"{CASE}/sollicitaties", "/hulp/wie-ziet-wat", "/hulp/begrippen"]
    assert faults_on(bram, paths, headers={"Accept-Language": "en"}) == []


@pytest.mark.parametrize("actor", ["anna", "bram"])
def test_every_form_that_came_back_with_faults_is_valid(actor: str, visit):
    visitor = visit(actor)
    paths = ["sollicitaties/nieuw", "activiteiten/nieuw", "zoekprofiel/nieuw", "afspraken/nieuw"]
    answers = {path: visitor.post(f"{CASE}/{path}", {"x": "y"}) for path in paths}
    assert {answer.status_code for answer in answers.values()} <= {422, 200}
    assert [f"{path}: {fault}" for path, answer in answers.items() for fault in faults_of(answer.text)] == []


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        ('<p id="a">x</p><p id="a">y</p>', "id 'a' stands 2 times"),
        ("<h3>x</h3>", "h1 is followed by h3"),
        ('<input name="q">', "has no label"),
        ("<p><div>x</div></p>", "unexpected-end-tag"),
        ("<ul><p>x</p></ul>", "<p> in <ul>"),
        ('<p class="a" class="b">x</p>', "class twice at <p>"),
        ("<span><div>x</div></span>", "<div> in <span>"),
        ('<a href="#x">naar</a>', "link to '#x' is nowhere"),
        ('<button aria-describedby="weg">x</button>', "aria-describedby='weg'"),
        ('<p style="color:red">x</p>', "style in <p>"),
        ('<a href="/"><button>x</button></a>', "in what is clicked itself"),
        ('<select aria-label="k" required><option value="1">x</option></select>', "begins with an answer"),
        ("<svg></svg>", "<svg> has no name"),
    ],
)
def test_a_fault_is_found(fault: str, words: str):
    assert faults_of(SHELL.format("x")) == []
    assert words in " ".join(faults_of(SHELL.format(fault)))
