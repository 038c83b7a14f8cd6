"""Length counts, kinds of characters do not, and what everybody guesses is refused."""

from datetime import date

import pytest

from dossier.rules.password import PasswordFault, find_fault, is_common

DAY = date(2026, 11, 21)
OWN = ("Bram de Wit", "bram@passend.example", "Bureau Vooruit")


@pytest.mark.parametrize(
    "password",
    [
        "een zin die niemand raadt",
        "kaas-fiets-maan-lamp",
        "drie groene appels vallen",
        "hk3-Pq8xZ!wvr",
        "ωμεγα θάλασσα ουρανός",
        "correct paard batterij nietje",
        "0948261537482910",
        "mijn oma heeft zes tenen",
        "🐎🐎 eten 🍲 in de regen",
    ],
)
def test_a_sentence_or_chance_is_fine_without_capitals_digits_or_signs(password: str):
    assert find_fault(password, own=OWN, on=DAY) is None


@pytest.mark.parametrize(
    "password",
    [
        "wachtwoord12",
        "Welkom2026!!",
        "w4chtw00rd2026",
        "P@ssw0rd2024!",
        "qwertyuiop12",
        "123456789012",
        "iloveyou1234",
        "zomerwinter26",
        "1qazxsw23edc",
        "rewqfdsavcxz",
        "aaaaaaaaaaab",
        "abcabcabcabc",
        "1q2w3e4r5t6y",
        "Amsterdam2025",
        "welkomwelkom",
        "0612345678901",
        "bramdewit2026",
        "BureauVooruit1",
        "Bramvooruit!!",
        "wàchtwóórd2026",
        "987654321098",
    ],
)
def test_what_everybody_guesses_is_refused_however_it_is_dressed_up(password: str):
    assert find_fault(password, own=OWN, on=DAY) == PasswordFault.COMMON


def test_the_name_of_somebody_else_is_no_reason():
    assert is_common("wilhelmusvanoort1", ("Wilhelmus van Oort",))
    assert not is_common("wilhelmusvanoort1", ("Anna Visser",))


def test_twelve_characters_are_enough_and_a_hundred_and_twenty_eight_are_allowed():
    sentence = "vier paarden eten groene soep op zolder " * 4
    assert find_fault("k9x paardeni", own=(), on=DAY) is None
    assert find_fault("k9x paarden", own=(), on=DAY) == PasswordFault.TOO_SHORT
    assert find_fault(sentence[:128], own=(), on=DAY) is None
    assert find_fault(sentence[:129], own=(), on=DAY) == PasswordFault.TOO_LONG


def test_a_long_row_of_letters_is_judged_at_once():
    assert is_common("qazwsxedcabcdefqwertyasdfzxcv" * 4)
    assert not is_common("qazwsxedcabcdefqwertyasdfzxcv" * 4 + "mtopgrstu")
