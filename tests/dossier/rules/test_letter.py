"""A letter is read for what it had better not name; ordinary sentences of letters and CVs are left alone."""

import pytest

from dossier.rules.letter import Mention, find_mentions, mention_words

FIRES = [(kind, text) for kind, words in mention_words().items() for text in words.fires]
SILENT = [text for words in mention_words().values() for text in words.silent]


@pytest.mark.parametrize(("kind", "text"), FIRES)
def test_each_kind_is_found_in_its_own_examples(kind: Mention, text: str):
    assert kind in find_mentions(text)


@pytest.mark.parametrize("text", SILENT)
def test_ordinary_sentences_of_letters_are_left_alone(text: str):
    assert find_mentions(text) == []


def test_every_kind_has_examples_on_both_sides():
    assert {kind for kind in Mention if kind is not Mention.BSN} == set(mention_words())
    assert (len(FIRES) >= 30, len(SILENT) >= 25) == (True, True)


def test_kinds_come_once_and_in_a_fixed_order():
    text = "Ik wil € 2.600 per maand verdienen.\nIk zit in spoor 2 na een burn-out.\nSpoor 2 loopt. BSN 123456782"
    assert find_mentions(text) == [Mention.HEALTH, Mention.TRACK_TWO, Mention.WAGE_DEMAND, Mention.BSN]


def test_a_sentence_that_runs_over_lines_is_read_whole():
    assert find_mentions("Ik wil minimaal\u00a0€ 2.600 per maand verdienen.") == [Mention.WAGE_DEMAND]


def test_a_hostile_text_is_read_in_no_time():
    for words in ("minimaal ", "loon ", "65% ", "omzet ", "kan niet ", "mijn "):
        assert find_mentions(words * 5_000) == []
