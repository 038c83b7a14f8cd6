"""What a word is marked with before a network reads it: a name, a new clause, a word of the title."""

import pytest

from matcher.demand import load_roles
from matcher.hunch import list_said
from matcher.mark import ADDRESSES, find_address, mark_words, split_marks
from matcher.network import parts_of
from matcher.reading import read_text

NEVER, SELDOM, OFTEN = ADDRESSES


def _read(text):
    return read_text(text, load_roles().sieve)


def test_a_capital_inside_a_sentence_is_a_name_and_its_first_word_is_not():
    assert mark_words(_read("Jordy en Mirjam tillen de platen.")) == [
        "jordy",
        "en",
        "^mirjam",
        "tillen",
        "de",
        "platen",
    ]


def test_a_comma_or_a_colon_opens_a_clause_and_a_hyphen_does_not():
    words = mark_words(_read("De monteurs tillen, jij belt: cv-ketels zijn zwaar."))
    assert words == ["de", "monteurs", "tillen", ",jij", "belt", ",cv", "ketels", "zijn", "zwaar"]


def test_a_word_of_the_title_is_known_again_in_the_same_form_alone():
    text = "Onderhoudsmonteur\n\nBij ons in de hal is het werk elke dag weer anders. "
    assert "=onderhoudsmonteur" in mark_words(_read(text + "De onderhoudsmonteur tilt."))
    assert "=onderhoudsmonteurs" not in mark_words(_read(text + "De onderhoudsmonteurs tillen."))


def test_small_words_of_the_title_are_no_mark():
    words = mark_words(_read("Hulp in de tuin\n\nWat ga je bij ons doen? Werk in de tuin van een groot kasteel."))
    assert [word for word in words if word.startswith("=")] == ["=tuin"]


@pytest.mark.parametrize("word", ["tilt", "-5", "^mirjam", ",=monteur", "'s"])
def test_marks_and_word_together_are_what_stood_there(word):
    marks, bare = split_marks(word)
    assert marks + bare == word
    assert set(parts_of(bare)) <= set(parts_of(word))
    assert len(parts_of(word)) == len(parts_of(bare)) + len(marks)


@pytest.mark.parametrize(
    ("text", "often"),
    [
        ("De medewerker tilt dozen. Hij rijdt op de heftruck.", NEVER),
        (
            "De medewerker tilt. Hij rijdt. Hij belt. Hij leest. Hij telt. Hij sorteert. Solliciteer bij uw chef.",
            SELDOM,
        ),
        ("Je tilt dozen. De chauffeurs rijden.", OFTEN),
        ("", NEVER),
    ],
)
def test_how_often_the_reader_is_spoken_to_stands_with_every_heading(text, often):
    reading = _read(text)
    assert find_address(reading) == often
    assert all(said.heading[-1] == often for said in list_said(reading))
