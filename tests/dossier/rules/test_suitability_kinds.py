"""Variants, conditions and yes-or-no items: kinds without an order."""

import pytest

from tests.dossier.rules.suitability_case import judge, limited, said, verdict


@pytest.mark.parametrize(
    ("level", "value", "expected"),
    [
        (2, "nacht", "overschrijding"),
        (2, "avond", "onbekend"),
        (1, "avond", "overschrijding"),
        (1, "nacht", "onbekend"),
    ],
)
def test_nights_say_nothing_about_evenings_and_the_other_way_round(level, value, expected):
    assert verdict(limited("6.1", level), said("6.1", "in ploegen", value=value)) == expected


def test_another_time_of_day_is_quoted_and_still_unknown():
    found = judge(limited("6.1", 2), said("6.1", "2-ploegendienst", value="avond"))
    assert (found.quote, found.verdict, found.question is not None) == ("2-ploegendienst", "onbekend", True)
    assert found.explanation.endswith("over 'niet 's nachts (22-6 uur)' zegt zij niets.")


def test_office_hours_are_within_for_every_time_of_day():
    day = said("6.1", "kantooruren", direction="gunstig", value="dag")
    assert [verdict(limited("6.1", level), day) for level in (1, 2)] == ["binnen", "binnen"]


def test_no_night_shifts_is_within_for_nights_and_says_nothing_about_evenings():
    none = said("6.1", "geen nachtdiensten", direction="gunstig", value="nacht")
    assert [verdict(limited("6.1", level), none) for level in (2, 1)] == ["binnen", "onbekend"]


def test_shifts_without_a_time_are_a_question():
    found = judge(limited("6.1", 2), said("6.1", "wisselende diensten", strength="vraag"))
    assert (found.verdict, found.quote) == ("onbekend", "wisselende diensten")


def test_evenings_asked_and_nights_excluded_is_within_for_who_has_no_nights():
    demands = (
        said("6.1", "avonddienst", value="avond"),
        said("6.1", "geen nachten", direction="gunstig", value="nacht"),
    )
    assert [verdict(limited("6.1", level), *demands) for level in (2, 1)] == ["binnen", "overschrijding"]


@pytest.mark.parametrize(
    ("level", "degrees", "expected"),
    [
        (2, -18, "overschrijding"),
        (2, 4, "onbekend"),
        (2, 40, "onbekend"),
        (1, 40, "overschrijding"),
        (1, -18, "onbekend"),
    ],
)
def test_heat_and_cold_are_two_kinds(level, degrees, expected):
    assert verdict(limited("3.1", level), said("3.1", "graden", value=degrees, unit="°C")) == expected


def test_a_freezer_is_cold_by_its_own_words():
    freezer = said("3.1", "werken in de vriescel")
    assert [verdict(limited("3.1", level), freezer) for level in (2, 1)] == ["overschrijding", "onbekend"]


def test_a_kind_that_no_text_names_is_probably_exceeded_by_a_firm_demand():
    assert verdict(limited("2.6", 1), said("2.6", "rouwende mensen begeleiden")) == "waarschijnlijk overschrijding"


@pytest.mark.parametrize("item", ["1.8.4", "2.12.1", "2.11", "3.4"])
def test_a_firm_demand_exceeds_a_condition_or_a_limitation(item):
    assert verdict(limited(item), said(item)) == "overschrijding"


def test_stressbestendig_is_a_question():
    assert verdict(limited("1.8.4"), said("1.8.4", "stressbestendig", strength="vraag")) == "onbekend"


def test_no_customer_contact_is_within():
    assert verdict(limited("2.12.1"), said("2.12.1", "geen klantcontact", direction="gunstig")) == "binnen"


def test_an_easing_to_ask_about_is_probably_within_and_keeps_its_question():
    found = judge(limited("5.9"), said("5.9", "zit-stabureau", direction="gunstig", strength="vraag"))
    assert (found.verdict, found.question is not None) == ("waarschijnlijk binnen", True)


def test_no_heavy_lifting_says_little_to_who_may_lift_two_kilos():
    light = said("4.13", "geen zwaar tilwerk", direction="gunstig", strength="vraag")
    assert [verdict(limited("4.13", level), light) for level in (1, 3)] == ["waarschijnlijk binnen", "onbekend"]


def test_a_reassuring_weight_is_compared_like_any_other():
    light = said("4.13", "nooit meer dan 5 kilo", direction="gunstig", value=5, unit="kg")
    assert [verdict(limited("4.13", level), light) for level in (2, 3)] == ["binnen", "overschrijding"]


def test_what_is_asked_and_eased_in_one_text_becomes_a_question():
    demands = (said("2.12.1", "klanten helpen"), said("2.12.1", "geen klantcontact", direction="gunstig"))
    assert verdict(limited("2.12.1"), *demands) == "waarschijnlijk overschrijding"


def test_a_stated_weight_stands_beside_a_reassurance():
    demands = (said("4.13", "25 kg", value=25, unit="kg"), said("4.13", "met tilhulp", direction="gunstig"))
    assert verdict(limited("4.13", 2), *demands) == "overschrijding"


def test_the_worst_demand_on_an_item_counts():
    demands = (said("4.13", "5 kg", value=5, unit="kg"), said("4.13", "zwaar werk", strength="vraag"))
    found = judge(limited("4.13", 2), *demands)
    assert (found.verdict, found.quote) == ("onbekend", "zwaar werk")
