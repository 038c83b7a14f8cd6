import pytest

from matcher.profile import find_languages, split_direction
from matcher.terms import find_stem, find_terms
from matcher.text import likeness
from matcher.title_space import place_titles


@pytest.mark.parametrize(
    "words",
    [("planner", "planning"), ("administratie", "administratief"), ("verkopen", "verkoper"), ("test", "tester")],
)
def test_words_of_one_family_have_one_stem(words):
    assert len(set(map(find_stem, words))) == 1


def test_a_compound_gives_its_parts_and_itself():
    assert set(find_terms("roosterplanner")) >= set(find_terms("rooster")) | set(find_terms("planner"))


def test_words_that_tell_nothing_fall_out():
    assert find_terms("wij zijn een") == []


def alike(one, other):
    return float(likeness(place_titles([one]), place_titles([other]))[0, 0])


def test_a_title_is_wholly_like_itself():
    assert alike("Medewerker klantenservice (m/v/x)", "medewerker klantenservice") == 1.0


@pytest.mark.parametrize(
    ("near", "title", "far"),
    [
        ("Medewerker magazijn", "Magazijnmedewerker", "Medewerker bediening"),
        ("Hotelreceptionist", "Receptionist", "Assistent"),
        ("Roosterplanner zorg", "Planning en roosters in de zorg", "Verzorgende"),
        ("Werkvoorbereider prefab houtbouw", "Werkvoorbereider bouw", "Bouwvakker"),
    ],
)
def test_the_same_work_in_other_words_is_nearer_than_other_work_in_the_same_words(near, title, far):
    assert alike(title, near) > alike(title, far)


def test_no_vacancy_moves_the_place_of_another():
    alone = place_titles(["Timmerman"])
    assert (place_titles(["Timmerman", "Kok", "Kok"])[0] != alone).nnz == 0


def test_a_direction_with_two_names_is_looked_for_under_each():
    assert split_direction("portier of receptionist") == ["portier of receptionist", "portier", "receptionist"]
    assert split_direction("planner") == ["planner"]


@pytest.mark.parametrize(
    ("text", "languages"),
    [
        ("Je spreekt goed Engels en Duits", {"Engels", "Duits"}),
        ("de Engelse taal", {"Engels"}),
        ("klanten in Duitsland", set()),
    ],
)
def test_a_language_is_asked_where_it_is_named(text, languages):
    assert find_languages(text) == languages
