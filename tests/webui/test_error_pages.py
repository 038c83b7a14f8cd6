"""Every error page says what to do, and what was typed comes back: except a secret, or what another site sent."""

import re

import pytest

from tests.webui.cast import NUMBER

CASE = f"/dossiers/{NUMBER}"
HERE = {"Sec-Fetch-Site": "same-origin"}
TALK = {"with_whom": "Daan Mulder", "facts": 'Een lang gesprek over "drie" richtingen <b>', "way": "telefoon"}
FIELD = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)">')


def test_what_was_typed_comes_back_when_the_page_was_open_too_long(bram):
    answer = bram.post(f"{CASE}/gesprekken/nieuw", TALK, token=False, headers=HERE)
    assert answer.status_code == 400
    assert "Opnieuw versturen" in answer.text
    assert {"with_whom", "facts", "way"} <= {name for name, _ in FIELD.findall(answer.text)}
    assert "&lt;b&gt;" in answer.text
    assert f'action="{CASE}/gesprekken/nieuw"' in answer.text


def test_who_was_signed_out_gets_the_text_back_with_what_to_do(anyone):
    answer = anyone.post(f"{CASE}/gesprekken/nieuw", TALK, headers=HERE)
    assert answer.status_code == 400
    assert "Meld u aan in een ander tabblad" in answer.text
    assert "Een lang gesprek" in answer.text


def test_what_came_back_can_be_sent_again_and_is_kept(bram):
    page = bram.post(f"{CASE}/gesprekken/nieuw", {**TALK, "occurred_on": "2026-11-19"}, token=False, headers=HERE)
    assert bram.post(f"{CASE}/gesprekken/nieuw", dict(unescape(page.text)), token=False).status_code == 302


def unescape(page: str) -> list[tuple[str, str]]:
    from html import unescape as plain

    form = page.partition('class="kept"')[2].partition("</form>")[0]
    return [(name, plain(value)) for name, value in FIELD.findall(form)]


@pytest.mark.parametrize("headers", [{}, {"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}])
def test_what_another_site_sent_is_never_offered_again(headers, bram):
    answer = bram.post(f"{CASE}/gesprekken/nieuw", TALK, token=False, headers=headers)
    assert answer.status_code == 400
    assert "Opnieuw versturen" not in answer.text
    assert "Een lang gesprek" not in answer.text


@pytest.mark.parametrize("name", ["password", "current_password", "code", "mf_recovery_code"])
def test_a_secret_never_comes_back(name: str, anyone):
    answer = anyone.post("/inloggen", {"email": "x@y.nl", name: "geheim woord"}, token=False, headers=HERE)
    assert "geheim" not in answer.text


def test_a_huge_text_does_not_come_back_as_a_page(bram):
    answer = bram.post(f"{CASE}/gesprekken/nieuw", {**TALK, "facts": "a b " * 60_000}, token=False, headers=HERE)
    assert answer.status_code == 400
    assert len(answer.text) < 30_000


@pytest.mark.parametrize("code", [400, 404, 405, 413, 429, 500, 503])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_error_page_says_what_happened_and_what_to_do(code: int, language: str, app):
    from webui.errors import EXPLANATIONS, show_error

    with app.test_request_context(headers={"Accept-Language": language}):
        page, status = show_error(code)
        title, advice = map(str, EXPLANATIONS[code])
    assert status == code
    assert f"<h1>{title}</h1>" in page
    assert len(advice.split()) > 6 and advice in page  # noqa: PT018 - one thought
    assert 'href="/hulp"' in page


def test_a_form_that_the_database_refused_can_be_sent_again(app):
    from webui.storage_fault import ADVICE, Fault, answer_fault

    with app.test_request_context("/x", method="POST", data={"facts": "een lang verhaal"}, headers=HERE):
        page = answer_fault(ADVICE[Fault.BUSY]).get_data(as_text=True)
    assert "een lang verhaal" in page
    assert "Opnieuw versturen" in page
