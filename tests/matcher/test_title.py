"""Titles are matched by their parts, their synonyms and their occupation, the same way every time."""

from matcher.title import TitleMatch, match_titles
from matcher.title_words import TitleWords

NAMES = [
    ("C1_nl_000", "magazijnmedewerker"),
    ("C1_nl_001", "orderpicker"),
    ("C2_nl_000", "kok"),
    ("C3_nl_000", "leerkracht Duits secundair onderwijs"),
    ("C4_nl_000", "vrachtwagenchauffeur"),
    ("C5_nl_000", "schoonmaker"),
]


def first(title: str) -> str:
    return next(match_titles(NAMES, [("q", title)], top=1)).candidates[0]


def test_a_compound_is_the_same_as_its_parts():
    assert first("medewerker magazijn") == "C1_nl_000"


def test_a_title_of_the_netherlands_finds_the_name_used_in_flanders():
    assert first("Docent Duits (2e graads)") == "C3_nl_000"


def test_a_synonym_is_found():
    assert first("Chauffeur vrachtauto") == "C4_nl_000"


def test_each_occupation_shows_one_name_before_any_shows_a_second():
    (match,) = match_titles(NAMES, [("q", "magazijnmedewerker")], top=6)
    assert match.candidates[0] == "C1_nl_000"
    assert match.candidates[-1] == "C1_nl_001"


def test_top_limits_and_two_runs_are_equal():
    one = list(match_titles(NAMES, [("q", "kok"), ("r", "")], top=3))
    assert one == list(match_titles(NAMES, [("q", "kok"), ("r", "")], top=3))
    assert [len(match.candidates) for match in one] == [3, 3]


def test_no_candidates_and_no_queries_are_no_error():
    assert list(match_titles([], [("q", "kok")], top=3)) == [TitleMatch("q", [])]
    assert list(match_titles(NAMES, [], top=3)) == []


def test_names_without_any_letter_are_no_error():
    assert list(match_titles([("a", "..."), ("b", "")], [("q", "kok")], top=1)) == [TitleMatch("q", ["a"])]


def test_a_compound_falls_apart_where_its_parts_are_known():
    words = TitleWords(["vliegtuig bouwer", "vliegtuigbouwer"])
    assert words.split("vliegtuigbouwer") == ("vliegtuig", "bouwer")
    assert words.split("medewerker") == ("medewerker",)
