"""Words that the program should not keep are found in every spelling, and ordinary words are left alone."""

import pytest

from dossier.rules.free_text import DIAGNOSES, GuardedKind, examples, find_bsn, find_guarded, passes_eleven_test

WORD_KINDS = [kind for kind in GuardedKind if kind is not GuardedKind.BSN]
FIRES = [(kind, text) for kind in WORD_KINDS for text in examples(kind)[0]]
SILENT = [text for kind in WORD_KINDS for text in examples(kind)[1]]
BSN = "123456782"
OTHER_BSN = "111222333"


def kinds(text: str) -> set[GuardedKind]:
    return {one.kind for one in find_guarded(text)}


@pytest.mark.parametrize(("kind", "text"), FIRES)
def test_each_list_finds_its_own_examples(kind: GuardedKind, text: str):
    assert kind in kinds(text)


@pytest.mark.parametrize("text", SILENT)
def test_each_list_leaves_ordinary_words_alone(text: str):
    assert find_guarded(text) == []


def test_there_are_enough_examples_on_both_sides():
    assert (len(FIRES) >= 60, len(SILENT) >= 60) == (True, True)


@pytest.mark.parametrize(
    "text",
    [BSN, "123 456 782", "123.456.782", "1234.56.782", "1234-56-782", f"BSN:{BSN}.", f"({OTHER_BSN})", f"bsn {BSN}\n"],
)
def test_a_bsn_is_found_in_every_spelling(text: str):
    assert [one.kind for one in find_bsn(text)] == [GuardedKind.BSN]


@pytest.mark.parametrize(
    "text",
    [
        "123456789",
        "1234567820",
        "0123456782",
        "000000000",
        "06 12 34 56 78",
        "030-1234567",
        "+31 123456782",
        "12-05-2026 8 uur",
        "€ 123.456.782",
        f"https://site.example/vacature/{BSN}",
        f"?id={BSN}",
        f"NL91ABNA0{BSN}",
        "KvK 12345678",
        "van 09.00 tot 17.00 uur",
        "123 456-782",
    ],
)
def test_other_numbers_are_no_bsn(text: str):
    assert find_bsn(text) == []


def test_the_test_of_eleven_is_the_published_one():
    assert (passes_eleven_test(BSN), passes_eleven_test(OTHER_BSN), passes_eleven_test("123456783")) == (
        True,
        True,
        False,
    )


def test_a_finding_says_where_it_stands_and_in_which_words():
    text = "Hij is thuis met een Burn-out; slikt oxazepam."
    found = find_guarded(text)
    assert [(one.words, text[one.start : one.end], one.kind) for one in found] == [
        ("Burn-out", "Burn-out", GuardedKind.ILLNESS),
        ("oxazepam", "oxazepam", GuardedKind.MEDICINE),
    ]


def test_accents_and_invisible_signs_do_not_hide_a_word():
    text = "sui\u0308cidaal en kan\u200bker"
    assert [text[one.start : one.end] for one in find_guarded(text)] == ["sui\u0308cidaal", "kan\u200bker"]


def test_a_note_about_a_limitation_may_speak_of_pain_and_not_of_the_illness():
    assert find_guarded("bij rugpijn even staan, advies huisarts", DIAGNOSES) == []
    assert [one.words for one in find_guarded("geen kracht door reuma", DIAGNOSES)] == ["reuma"]


def test_a_hostile_text_is_read_in_no_time():
    for text in ("a-" * 50_000, "1 " * 50_000, "vacature " * 10_000, "kanker" * 10_000, "ouderen met " * 8_000):
        find_guarded(text[:20_000])
