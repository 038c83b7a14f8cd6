"""Ordinal items and hours: a number against the number of the level."""

from decimal import Decimal

import pytest

from tests.dossier.rules.suitability_case import judge, limited, said, verdict


@pytest.mark.parametrize(
    ("level", "kilos", "expected"),
    [
        (1, 10, "binnen"),
        (1, 11, "overschrijding"),
        (2, 5, "binnen"),
        (2, 20, "overschrijding"),
        (3, 2, "binnen"),
        (3, 3, "overschrijding"),
        (0, 40, "binnen"),
    ],
)
def test_lifting_is_compared_in_kilos(level, kilos, expected):
    assert verdict(limited("4.13", level), said("4.13", "tillen", value=kilos, unit="kg")) == expected


def test_the_size_of_an_excess_is_said():
    found = judge(limited("4.13", 2), said("4.13", "dozen tot 20 kg tillen", value=20, unit="kg"))
    assert (found.excess, found.limit_value, found.demand_value, found.unit) == (4, "5", 20, "kg")
    assert found.explanation == "Gevraagd: 20 kg; grens: 5 kg. Dat is 4 keer de grens: een ruime overschrijding."
    assert (found.source, found.quote, found.question) == ("vacaturetekst", "dozen tot 20 kg tillen", None)


def test_a_demand_to_ask_about_gives_probably_at_most():
    demands = [said("4.13", strength="vraag", value=kilos, unit="kg") for kilos in (5, 20)]
    found = [judge(limited("4.13", 2), demand) for demand in demands]
    assert [one.verdict for one in found] == ["waarschijnlijk binnen", "waarschijnlijk overschrijding"]
    assert [one.question is not None for one in found] == [True, True]


def test_a_demand_to_ask_about_without_a_number_stays_unknown_with_a_question():
    found = judge(limited("4.13", 2), said("4.13", "fysiek zwaar", strength="vraag"))
    assert (found.verdict, found.quote) == ("onbekend", "fysiek zwaar")
    assert found.question == "Hoeveel kilo moet er worden getild, en hoe vaak per uur?"


def test_an_incidental_peak_is_a_question_and_not_an_excess():
    found = judge(limited("4.13", 1), said("4.13", "af en toe 12 kg tillen", value=12, unit="kg"))
    assert (found.verdict, found.question is not None) == ("onbekend", True)


def test_an_evident_excess_is_no_incidental_peak():
    assert verdict(limited("4.13", 2), said("4.13", "soms 25 kg tillen", value=25, unit="kg")) == "overschrijding"


def test_the_mass_of_a_rolling_load_is_no_force():
    found = judge(limited("4.12", 1), said("4.12", "rolcontainers van 300 kg", strength="vraag", value=300, unit="kg"))
    assert found.verdict == "onbekend"


def test_working_at_height_without_a_number_amounts_to_five_metres():
    height = said("4.19", "op hoogte werken")
    assert [verdict(limited("4.19", level), height) for level in (1, 2, 3)] == [
        "waarschijnlijk overschrijding",
        "waarschijnlijk overschrijding",
        "overschrijding",
    ]


def test_conflicts_exceed_who_can_have_none_and_are_asked_about_for_who_can_have_some():
    assert [verdict(limited("2.8", level), said("2.8", "klachten afhandelen")) for level in (1, 2)] == [
        "onbekend",
        "overschrijding",
    ]


def test_standing_all_day_is_scaled_to_the_day_of_the_job():
    standing = said("5.4", "staand werk")
    assert verdict(limited("5.4", 2), standing, day=8) == "waarschijnlijk overschrijding"
    assert verdict(limited("5.4", 2), standing, day=2) == "onbekend"


def test_a_stated_load_of_the_job_itself_is_not_scaled_again():
    standing = said("5.4", "4 uur per dag staan", value=4, unit="uur per dag")
    assert [verdict(limited("5.4", level), standing, day=4) for level in (1, 2)] == ["binnen", "overschrijding"]


@pytest.mark.parametrize(
    ("level", "hours", "expected"),
    [(3, 20, "binnen"), (3, 21, "overschrijding"), (3, 16, "binnen"), (2, 36, "overschrijding"), (1, 40, "binnen")],
)
def test_hours_per_week_have_no_margin(level, hours, expected):
    assert verdict(limited("6.3", level), week=hours) == expected


def test_hours_per_week_come_from_the_text_when_the_job_has_none():
    demand = said("6.3", "24 tot 32 uur per week", value=24, unit="uur per week")
    found = judge(limited("6.3", 3), demand)
    assert (found.verdict, found.quote, found.excess) == ("overschrijding", "24 tot 32 uur per week", Decimal("1.2"))


def test_the_hours_of_the_job_lead_and_the_text_gives_the_quote():
    demand = said("6.3", "24 tot 32 uur per week", value=24, unit="uur per week")
    found = judge(limited("6.3", 3), demand, week=16)
    assert (found.verdict, found.quote, found.demand_value) == ("binnen", "24 tot 32 uur per week", 16)


def test_hours_open_to_talk_leave_a_question():
    talk = said("6.3", "minder uren kan in overleg", direction="gunstig", strength="vraag")
    found = judge(limited("6.3", 3), talk, week=32)
    assert (found.verdict, found.question is not None) == ("waarschijnlijk overschrijding", True)


def test_overtime_takes_the_firmness_off():
    overtime = said("6.3", "overwerk", strength="vraag")
    assert verdict(limited("6.3", 3), overtime, week=20) == "waarschijnlijk binnen"


def test_unknown_hours_are_a_question():
    assert judge(limited("6.3", 3)).question == "Hoeveel uur per week is het minste waarvoor u iemand aanneemt?"


@pytest.mark.parametrize(
    ("level", "week", "day", "expected"),
    [
        (3, None, 4, "binnen"),
        (3, None, 6, "overschrijding"),
        (2, 36, None, "waarschijnlijk overschrijding"),
        (3, 36, None, "overschrijding"),
        (3, 16, None, "onbekend"),
        (3, 4, None, "binnen"),
        (3, None, None, "onbekend"),
    ],
)
def test_hours_per_day_follow_from_the_day_or_else_from_the_week(level, week, day, expected):
    assert verdict(limited("6.2", level), week=week, day=day) == expected
