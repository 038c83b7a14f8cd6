"""How an order comes about: weights in words, choices that count, and the occupation that a coach corrects."""

import re

import pytest

from dossier.storage.cases import case_by_number
from dossier.storage.matches import kept_ranking
from dossier.storage.vacancies import get_vacancy
from matcher import rank_cases
from tests.webui.cast import NOW, NUMBER

CASE = f"/dossiers/{NUMBER}"
VACANCY = "a1" * 8


def plain(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page)).replace("\xa0", " ")


def test_the_order_is_explained_with_every_weight_the_heaviest_first(bram):
    text = plain(bram.get(f"{CASE}/matches/volgorde").text)
    assert text.index("Blijft het werk binnen de beperkingen?") < text.index("Hoe nieuw is de vacature?")
    assert len(re.findall(r"\? \d+%", text)) == 13


def test_a_dismissal_for_travel_is_shown_at_the_weight_that_it_moved(bram, web_database):
    bram.post(f"{CASE}/shortlist/{VACANCY}", {"state": "niet geschikt", "reason": "TRAVEL_TIME", "back": CASE})
    with web_database.session() as session:
        rank_cases(session, on=NOW.date())
    text = plain(bram.get(f"{CASE}/matches/volgorde").text)
    assert re.search(r"Hoe lang is de reis\? \d vacatures? afgewezen om de reistijd\.", text)
    assert re.search(r"gewoonlijk 8, nu 9,2", text)


def test_putting_the_weights_back_is_kept_with_its_moment(anna, web_database):
    answer = anna.post(f"{CASE}/matches/volgorde/terugzetten", follow_redirects=True)
    assert "tellen niet meer mee" in answer.text
    with web_database.reading() as session:
        assert case_by_number(session, NUMBER).weights_reset_at == NOW


def test_a_vacancy_says_what_kept_it_from_standing_higher(bram):
    page = plain(bram.get(f"{CASE}/vacatures/{'a2' * 8}").text)
    assert "Waarom niet hoger Het werk gaat over een grens heen: daarom staat deze vacature onderaan." in page


def test_the_occupation_that_a_coach_gives_replaces_what_the_title_says(bram, web_database):
    page = f"{CASE}/vacatures/{VACANCY}"
    assert "volgens de titel" in bram.get(page).text
    bram.post(f"{page}/beroep", {"occupation": "4222"})
    with web_database.reading() as session:
        assert get_vacancy(session, VACANCY).occupation == "4222"
    assert re.search(r"klantenservicemedewerker .*door een mens gegeven", plain(bram.get(page).text))


@pytest.mark.parametrize("wrong", ["9999", "abc", "42"])
def test_an_occupation_that_is_not_in_the_table_is_refused(wrong: str, bram, web_database):
    assert bram.post(f"{CASE}/vacatures/{VACANCY}/beroep", {"occupation": wrong}).status_code == 422
    with web_database.reading() as session:
        assert get_vacancy(session, VACANCY).occupation is None


def test_the_search_profile_rests_on_figures_of_the_stock(bram, web_database):
    with web_database.reading() as session:
        kept = kept_ranking(session, case_by_number(session, NUMBER).id)
    text = plain(bram.get(f"{CASE}/zoekprofiel").text)
    assert "Wat de arbeidsmarkt nu biedt" in text
    for row in kept.directions:
        assert f"{row['direction']} {row['vacancies']} {row['suitable']}" in text


def test_the_employer_sees_the_search_profile_without_what_follows_from_limitations(daan):
    text = daan.get(f"{CASE}/zoekprofiel").text
    assert "Zoekprofiel" in text
    assert "Wat de arbeidsmarkt nu biedt" not in text
    assert "Ook passend" not in text
