"""The coach keeps what an employer answered and what was judged by hand, and the page says so at once."""

import html
import re

import pytest

from dossier.storage.judgements import answers_of, judgements_of
from dossier.storage.matches import get_match
from tests.webui.cast import NUMBER

VACANCY = "a2" * 8
PAGE = f"/dossiers/{NUMBER}/vacatures/{VACANCY}"
NIGHTS = {"item": "6.1", "level": "2"}
ANSWER = NIGHTS | {
    "occurs": "komt niet voor", "words": "Nachten hoeven niet.", "informant": "teamleider", "answered_on": "2026-11-18",
}  # fmt: skip
JUDGEMENT = NIGHTS | {"verdict": "overschrijding", "reason": "Het rooster op de site zegt iets anders."}


def verdict_of(web_database, item="6.1"):
    with web_database.reading() as session:
        match = get_match(session, 1, VACANCY)
    return next(one for one in match.detail["verdicts"]["limitations"] if one["item"] == item)


def test_an_answer_counts_at_once_and_stands_on_the_page(bram, web_database):
    assert verdict_of(web_database)["verdict"] == "overschrijding"
    assert bram.post(f"{PAGE}/antwoord", ANSWER).status_code == 302
    verdict = verdict_of(web_database)
    assert (verdict["verdict"], verdict["source"]) == ("binnen", "navraag werkgever")
    page = bram.get(PAGE).text
    assert "“Nachten hoeven niet.”" in page
    assert "Antwoord van teamleider op 18-11-2026." in page


def test_a_judgement_goes_over_it_and_shows_its_reason_and_what_was_computed(bram, anna, web_database):
    bram.post(f"{PAGE}/antwoord", ANSWER)
    assert bram.post(f"{PAGE}/oordeel", JUDGEMENT).status_code == 302
    assert verdict_of(web_database)["judgement"]["computed"] == "binnen"
    for visitor in (bram, anna):
        page = visitor.get(PAGE).text
        assert "Eigen oordeel: overschreden" in page
        assert "(berekend: binnen)" in page
        assert "Het rooster op de site zegt iets anders." in page
    assert "2 antwoorden en oordelen vastgelegd" in page


def test_a_judgement_over_a_judgement_keeps_what_was_computed_and_can_be_withdrawn(bram, web_database):
    bram.post(f"{PAGE}/oordeel", JUDGEMENT | {"verdict": "binnen"})
    bram.post(f"{PAGE}/oordeel", JUDGEMENT | {"verdict": "waarschijnlijk binnen"})
    assert verdict_of(web_database)["judgement"]["computed"] == "overschrijding"
    bram.post(f"{PAGE}/oordeel", JUDGEMENT | {"verdict": ""})
    assert (verdict_of(web_database)["verdict"], verdict_of(web_database)["judgement"]) == ("overschrijding", None)
    with web_database.reading() as session:
        assert len(judgements_of(session, 1, VACANCY)) == 3


@pytest.mark.parametrize("reason", ["", "zomaar"])
def test_without_a_reason_nothing_is_kept_and_the_page_says_so(bram, web_database, reason):
    page = bram.post(f"{PAGE}/oordeel", JUDGEMENT | {"reason": reason})
    assert (page.status_code, 'id="reason-error"' in page.text) == (422, True)
    assert '<option selected value="overschrijding">' in page.text
    with web_database.reading() as session:
        assert judgements_of(session, 1) == []


@pytest.mark.parametrize(
    "change",
    [
        {"amount": "veel", "occurs": "komt geregeld voor"},
        {"occurs": ""},
        {"words": ""},
        {"answered_on": "2099-01-01"},
        {"item": "5.4"},
    ],
)
def test_an_answer_that_cannot_be_is_not_kept(bram, web_database, change):
    page = bram.post(f"{PAGE}/antwoord", ANSWER | change)
    assert (page.status_code, "Nog niet bewaard." in page.text) == (422, True)
    assert 'value="teamleider"' in page.text
    with web_database.reading() as session:
        assert answers_of(session, 1) == []


def test_what_is_to_be_asked_stands_in_one_message_after_what_is_exceeded(anna):
    page = anna.get(PAGE).text
    names = re.findall(r'class="verdict-group [a-z]+-text">([^<]+?) <', page)
    assert names == [
        name for name in ("Overschreden", "Te vragen aan de werkgever", "Binnen de grenzen") if name in names
    ]
    message = html.unescape(re.search(r'<textarea class="input" id="vragen"[^>]*>([^<]+)</textarea>', page)[1])
    asked = set(re.findall(r"^- (.+)$", message, re.MULTILINE))
    assert asked
    assert asked <= set(re.findall(r"“([^“”]+)”</span>", html.unescape(page)))


def test_the_employee_reads_the_questions_and_answers_but_has_no_form(bram, anna):
    assert "Antwoord bewaren" in bram.get(PAGE).text
    assert "Antwoord bewaren" not in anna.get(PAGE).text
    assert anna.post(f"{PAGE}/antwoord", ANSWER).status_code == 404
