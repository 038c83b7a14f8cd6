"""What an employer and an administrator must never meet, on any page they can open."""

import pytest

from tests.webui.addresses import PAGES
from tests.webui.cast import NOTE, NUMBER, REMARK, WISH

CASE = f"/dossiers/{NUMBER}"
LIMITATIONS = (NOTE, "4.13", "6.1", "2.8", "tillen", "omgaan met conflicten", "perioden van het etmaal", "stand 1")
MATCHES = ("overschreden", "Waarom deze plaats", "Orderpicker", "past bij de zoekrichting")
PRIVATE = (WISH, REMARK, "andere kandidaat", "met aanpassing", "Vacatures doorgenomen", "3511", "Rustige balie")


def met_by(visitor, words: tuple[str, ...]) -> list[tuple[str, str]]:
    pages = {path: visitor.get(path) for path in ("/", *(path for path, _ in PAGES.values()))}
    return [
        (path, word)
        for path, page in pages.items()
        if page.status_code == 200 and "html" in page.mimetype
        for word in words
        if word.casefold() in page.text.casefold()
    ]


@pytest.mark.parametrize("words", [LIMITATIONS, MATCHES, PRIVATE], ids=["limitations", "matches", "private"])
def test_the_employer_meets_nothing_that_is_not_the_employers(words: tuple[str, ...], daan):
    assert met_by(daan, words) == []


def test_the_coach_does_meet_them_so_the_words_are_the_right_ones(bram):
    met = {word for _, word in met_by(bram, (NOTE, WISH, REMARK, "4.13", "overschreden", "tillen", "3511"))}
    assert met == {NOTE, WISH, REMARK, "4.13", "overschreden", "tillen", "3511"}


def test_the_administrator_meets_no_case(visit):
    assert met_by(visit("admin"), (NUMBER, "Visser bakt", "Klantenservice", NOTE, WISH, "week 90")) == []


def test_the_employer_of_another_meets_not_even_the_name(visit):
    assert met_by(visit("els"), ("Anna Visser", NUMBER, "Bakkerij Mulder")) == []


def test_the_outward_page_says_hours_headings_and_conclusion_and_no_more(daan):
    page = daan.get(f"{CASE}/mogelijkheden").text
    assert "hoogstens 32 uur per week" in page
    assert "Dynamische handelingen" in page
    assert "Zoekt licht, afwisselend werk overdag." in page
    assert "Sociaal functioneren" not in page
    assert "Persoonlijk functioneren" not in page


def test_the_employer_sees_only_released_applications(daan):
    page = daan.get(f"{CASE}/sollicitaties").text
    assert "Receptionist" in page
    assert "klantenservice" not in page.casefold()
    assert daan.get(f"{CASE}/sollicitaties/2").status_code == 404


def test_every_look_of_another_is_shown_to_the_employee(bram, daan, anna):
    bram.get(f"{CASE}/mogelijkheden")
    daan.get(f"{CASE}/loon")
    anna.get(f"{CASE}/loon")
    page = anna.get(f"{CASE}/inzage").text
    assert "Bram de Wit (loopbaancoach)" in page
    assert "Daan Mulder (werkgever)" in page
    assert "Anna Visser (werknemer)" not in page
