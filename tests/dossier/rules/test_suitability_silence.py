"""Silence, hints, wishes, notes and rest items: what is never within."""

import pytest

from dossier.rules.fml import Kind, items
from tests.dossier.rules.suitability_case import judge, limited, said, verdict


def test_silence_is_unknown_with_a_ready_question():
    found = judge(limited("5.4", 2))
    assert (found.verdict, found.source, found.quote) == ("onbekend", "geen", None)
    assert found.question == "Hoeveel uur per dag wordt er gestaan?"


@pytest.mark.parametrize("item", [item for item in items() if item.kind is not Kind.INFORMATION], ids=lambda i: i.item)
def test_silence_is_never_within(item):
    found = [judge(limited(item.item, level, note="zie")) for level in range(1, len(item.levels))]
    assert {one.verdict for one in found} == {"onbekend"}
    assert all(one.question for one in found)


def test_silence_is_written_once_for_everybody_whatever_the_words_of_a_note_are():
    mine, theirs = judge(limited("5.4", 2, note="mijn woorden")), judge(limited("5.4", 2, note="hun woorden"))
    assert mine is theirs
    assert "woorden" not in mine.model_dump_json()
    assert judge(limited("5.4", 2)).explanation != mine.explanation


def test_what_is_optional_is_ignored():
    assert judge(limited("2.11"), said("2.11", "rijbewijs is een pre", direction="optioneel")).quote is None


def test_a_hint_shows_its_words_and_judges_nothing():
    found = judge(limited("1.9", 1), said("1.9", "zelfstandig", strength="hint"))
    assert (found.verdict, found.quote) == ("onbekend", "zelfstandig")


def test_a_demand_on_another_item_changes_nothing():
    assert judge(limited("4.14", 2), said("4.13", value=20, unit="kg")).source == "geen"


@pytest.mark.parametrize(
    ("limitation", "demand"),
    [
        (limited("4.13", 1, "met rechts minder"), said("4.13", value=2, unit="kg")),
        (limited("2.12.1", 1, "zie"), said("2.12.1", direction="gunstig")),
        (limited("6.1", 2, "ook geen late avond"), said("6.1", direction="gunstig", value="dag")),
        (limited("6.3", 3, "opbouwend"), said("6.3", value=16, unit="uur per week")),
        (limited("4.13", 0, "let op"), said("4.13", value=2, unit="kg")),
        (limited("4.1", 1, "let op"), said("4.1")),
    ],
)
def test_a_hidden_note_is_never_within(limitation, demand):
    found = judge(limitation, demand)
    assert found.verdict == "onbekend"
    assert "Lees de toelichting" in found.explanation


def test_the_note_itself_never_leaves_in_the_explanation():
    assert "rug" not in judge(limited("4.13", 1, "vanwege de rug"), said("4.13", value=2, unit="kg")).explanation


@pytest.mark.parametrize("item", ["1.8.7", "2.12.6", "4.21", "5.10", "6.4"])
def test_a_rest_item_is_never_within_and_never_firmly_exceeded(item):
    easing, demand = said(item, direction="gunstig"), said(item)
    assert [verdict(limited(item), one) for one in (easing, demand)] == ["onbekend", "waarschijnlijk overschrijding"]


def test_a_described_kind_is_a_rest_item_too():
    assert verdict(limited("3.8", 4), said("3.8", direction="gunstig")) == "onbekend"


def test_a_yes_no_limitation_with_a_note_is_probably_exceeded():
    assert verdict(limited("2.2", 1, "met hulpmiddel"), said("2.2", "telefoneren")) == "waarschijnlijk overschrijding"


def test_a_weight_over_the_limit_is_exceeded_whatever_the_note_says():
    assert verdict(limited("4.13", 2, "zie"), said("4.13", value=20, unit="kg")) == "overschrijding"


def test_an_item_of_information_limits_nothing():
    assert verdict(limited("4.1", 1)) == "binnen"
