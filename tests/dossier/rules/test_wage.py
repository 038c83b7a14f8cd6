"""The worked grid of rules 2c, the border of 65 percent, and the sum in words."""

from datetime import date
from decimal import Decimal

import pytest

from dossier.model.person import Person
from dossier.rules.wage import judge_wage
from dossier.rules.wage_flag import FLAG_TEXTS, WageFlag
from tests.dossier.rules.wage_case import ANNA, ON, SCALES, VACANCIES, old, percent, vacancy

GRID = [
    ("V1", "A", "MEETS", "67.5", "84.4", "103.1", None),
    ("V1", "B", "BELOW", "45.0", "50.6", "61.9", None),
    ("V1", "C", "POSSIBLE", "43.2", "54.0", "66.0", None),
    ("V1", "D", "HOURS_NOT_SUITABLE", None, None, None, None),
    ("V2", "A", "MEETS_AT_MORE_HOURS", "53.6", "71.5", "71.5", "29.1"),
    ("V2", "B", "BELOW", "35.8", "47.7", "47.7", None),
    ("V2", "C", "BELOW", "34.3", "45.8", "45.8", None),
    ("V2", "D", "HOURS_NOT_SUITABLE", None, None, None, None),
    ("V3", "A", "MEETS_AT_MORE_HOURS", "64.4", "82.8", "109.4", "28.3"),
    ("V3", "B", "POSSIBLE", "42.9", "55.2", "72.9", None),
    ("V3", "C", "POSSIBLE", "41.2", "53.0", "70.0", None),
    ("V3", "D", "HOURS_NOT_SUITABLE", None, None, None, None),
    ("V4", "A", "UNKNOWN_FLOOR_MEETS", "81.2", "81.2", None, None),
    ("V4", "B", "UNKNOWN", "48.7", "48.7", None, None),
    ("V4", "C", "UNKNOWN", "52.0", "52.0", None, None),
    ("V4", "D", "UNKNOWN", "36.1", "36.1", None, None),
    ("V5", "A", "BELOW", "46.0", "46.0", "46.0", None),
    ("V5", "B", "BELOW", "30.7", "30.7", "30.7", None),
    ("V5", "C", "BELOW", "29.5", "29.5", "29.5", None),
    ("V5", "D", "NOT_REACHABLE_WITHIN_HOURS", "40.9", "40.9", "40.9", None),
]


@pytest.mark.parametrize(("offered", "candidate", "verdict", "low", "best", "high", "from_hours"), GRID)
def test_every_cell_of_the_worked_grid(offered, candidate, verdict, low, best, high, from_hours):
    found = judge_wage(ANNA[candidate], VACANCIES[offered], on=ON, scales=SCALES)
    ratio = found.total_ratio
    assert (found.verdict, percent(ratio.low), percent(ratio.at_best_hours), percent(ratio.high), found.from_hours) == (
        verdict,
        low,
        best,
        high,
        Decimal(from_hours) if from_hours else None,
    )


@pytest.mark.parametrize(
    ("offered", "source", "flags"),
    [
        ("V1", "STATED", []),
        ("V2", "STATED", []),
        ("V3", "CAO_SCALE", []),
        ("V4", "LEGAL_MINIMUM", ["HOURS_ASSUMED"]),
        ("V5", "STATED", []),
    ],
)
def test_every_verdict_names_the_source_of_the_wage_and_its_assumptions(offered, source, flags):
    found = judge_wage(ANNA["A"], VACANCIES[offered], on=ON, scales=SCALES)
    assert (found.wage_source, found.flags, found.minimum_wage_from) == (source, flags, date(2026, 7, 1))


def test_v5_d_is_no_failure_but_uses_all_allowed_hours_at_73_7_percent_per_hour():
    found = judge_wage(ANNA["D"], VACANCIES["V5"], on=ON)
    assert (percent(found.hourly_ratio), found.share_of_allowed_hours, percent(found.attainable_ratio)) == (
        "73.7",
        1,
        "55.6",
    )


def test_64_96_percent_is_not_65_percent():
    person = Person(id="p", old_wage=old(10_000, 40))
    judge = lambda amount: judge_wage(  # noqa: E731
        person, vacancy((40, 40), min=amount, max=amount, unit="month", fulltime_hours=40), on=ON
    )
    assert [judge(amount).verdict for amount in (6496, "6499.99", 6500)] == ["BELOW", "BELOW", "MEETS"]
    assert "65,0%" not in judge("6499.99").sum
    assert "64,9%" in judge("6499.99").sum


def test_exactly_65_percent_meets_even_when_no_decimal_can_hold_the_hourly_wage():
    person = Person(id="p", old_wage=old(3700, 37))
    offered = vacancy((37, 37), min=2405, max=2405, unit="month", fulltime_hours=37)
    assert judge_wage(person, offered, on=date(2024, 2, 1)).verdict == "MEETS"


def test_the_sum_can_be_read_aloud():
    found = judge_wage(ANNA["A"], VACANCIES["V1"], on=ON)
    assert found.sum == (
        "€ 2.700-3.300 per maand bij 40 uur is € 15,58-19,04 per uur. "
        "Bij 32-40 uur per week = 67,5-103,1% van het oude loon (€ 3.200 per maand bij 40 uur). "
        "Daarmee is de grens van 65% gehaald."
    )


def test_the_sum_without_a_wage_names_the_legal_minimum():
    found = judge_wage(ANNA["B"], VACANCIES["V4"], on=ON)
    assert found.sum == (
        "De vacature noemt geen bruikbaar loon; het wettelijk minimum is € 14,99 per uur (vanaf 01-07-2026). "
        "Bij 36 uur per week (uren niet genoemd; gerekend met de oude uren) = minstens 48,7% van het oude loon "
        "(€ 4.800 per maand bij 36 uur). Of de grens van 65% is gehaald, is niet bekend. Vraag het loon na."
    )


@pytest.mark.parametrize(
    ("salary", "opening"),
    [
        (
            {"min": "9.50", "max": "9.50"},
            "Het genoemde loon is twijfelachtig: het ligt onder het wettelijk minimum van € 14,99 per uur ",
        ),
        (
            {"min": 12, "max": 18},
            "Genoemd is € 12-18 per uur; dat begint onder het wettelijk minimum, gerekend is met € 14,99-18 per uur.",
        ),
    ],
)
def test_a_wage_below_the_minimum_is_never_told_as_what_is_paid(salary, opening):
    found = judge_wage(ANNA["A"], vacancy((32, 40), unit="hour", **salary), on=ON)
    assert found.sum.startswith(opening)


@pytest.mark.parametrize("offered", VACANCIES)
@pytest.mark.parametrize("candidate", ANNA)
def test_every_verdict_has_a_sum(offered, candidate):
    assert judge_wage(ANNA[candidate], VACANCIES[offered], on=ON, scales=SCALES).sum.endswith(".")


def test_every_flag_has_a_sentence():
    assert set(FLAG_TEXTS) == set(WageFlag)


def test_the_json_holds_ratios_as_numbers_and_money_as_strings():
    found = judge_wage(ANNA["A"], VACANCIES["V1"], on=ON).model_dump(mode="json")
    assert found["total_ratio"] == {"low": 0.675, "at_best_hours": 0.84375, "high": 1.03125}
    assert (found["threshold"], found["offer_hour_low"], found["hours_high"]) == (0.65, "15.58", 40)
