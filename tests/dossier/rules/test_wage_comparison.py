"""How a wage is brought down to an hour, and what is left out, raised or asked for."""

from datetime import date
from decimal import Decimal

import pytest

from dossier.model.person import Person
from dossier.rules.wage import break_even_hourly_wage, judge_wage
from tests.dossier.rules.wage_case import ANNA, ON, SCALES, VACANCIES, old, percent, vacancy


def test_holiday_allowance_is_never_compared_with_a_wage_without_it():
    with_allowance = Person(id="p", old_wage=old(4320, 40, holiday_allowance_included=True))
    offered = vacancy((40, 40), min=2700, max=2700, unit="month", fulltime_hours=40)
    found = judge_wage(with_allowance, offered, on=ON)
    assert (found.verdict, found.total_ratio.low) == ("MEETS", Decimal("0.675"))


def test_an_inclusive_offer_loses_its_holiday_allowance():
    person = Person(id="p", old_wage=old(4000, 40))
    offered = vacancy((40, 40), min=2916, max=2916, unit="month", fulltime_hours=40, holiday_included=True)
    assert judge_wage(person, offered, on=ON).total_ratio.low == Decimal("0.675")


def test_2400_for_40_hours_is_below_the_minimum_so_the_base_is_36():
    offered = vacancy((36, 36), min=2400, max=2400, unit="month", fulltime_hours=40)
    found = judge_wage(ANNA["A"], offered, on=ON)
    assert (found.offer_hour_low, found.flags) == (Decimal("15.38"), ["FULLTIME_HOURS_CORRECTED"])


def test_2400_without_a_base_is_a_36_hour_wage_too():
    found = judge_wage(ANNA["A"], vacancy((36, 36), min=2400, max=2400, unit="month"), on=ON)
    assert (found.offer_hour_low, found.offer_hour_high) == (Decimal("15.38"), Decimal("15.38"))


def test_an_unknown_base_is_40_hours_and_widens_the_range_with_36():
    found = judge_wage(ANNA["A"], vacancy((36, 36), min=2700, max=2700, unit="month"), on=ON)
    assert (found.offer_hour_low, found.offer_hour_high) == (Decimal("15.58"), Decimal("17.31"))
    assert found.flags == ["FULLTIME_HOURS_ASSUMED"]


def test_the_base_of_a_known_agreement_is_used_beside_a_stated_amount():
    offered = vacancy((36, 36), min=2700, max=2700, unit="month", cao="X")
    assert judge_wage(ANNA["A"], offered, on=ON, scales=SCALES).offer_hour_low == Decimal("17.31")


def test_an_amount_below_the_minimum_at_every_base_is_not_shown_as_a_wage():
    found = judge_wage(ANNA["A"], vacancy((24, 24), min=1400, max=1400, unit="month"), on=ON)
    assert (found.verdict, found.wage_source, found.flags) == ("UNKNOWN", "LEGAL_MINIMUM", ["AMOUNT_UNUSABLE"])


def test_a_youth_step_at_the_bottom_of_a_range_is_raised_to_the_minimum():
    found = judge_wage(ANNA["A"], vacancy((40, 40), min=8, max=18, unit="hour"), on=ON)
    assert (found.offer_hour_low, found.offer_hour_high) == (Decimal("14.99"), Decimal(18))
    assert found.flags == ["RAISED_TO_MINIMUM"]


def test_an_older_vacancy_is_checked_against_the_minimum_of_its_own_day():
    offered = vacancy((40, 40), min="14.71", max="14.71", unit="hour")
    offered.date_posted = date(2026, 6, 1)
    found = judge_wage(ANNA["A"], offered, on=ON)
    assert (found.wage_source, found.offer_hour_low) == ("STATED", Decimal("14.99"))


def test_a_missing_minimum_takes_the_legal_minimum_as_its_floor():
    found = judge_wage(ANNA["A"], vacancy((40, 40), max=3300, unit="month", fulltime_hours=40), on=ON)
    assert (found.verdict, found.offer_hour_low, found.flags) == ("MEETS", Decimal("14.99"), ["WAGE_MIN_UNKNOWN"])


def test_a_missing_maximum_is_asked_for_and_not_taken_for_below():
    found = judge_wage(ANNA["B"], vacancy((36, 36), min=2700, unit="month", fulltime_hours=36), on=ON)
    assert (found.verdict, found.total_ratio.high, found.flags) == ("POSSIBLE", None, ["WAGE_MAX_UNKNOWN"])


@pytest.mark.parametrize(("amount", "hourly"), [(17, "17.00"), (2700, "15.58"), (33_000, "15.87")])
def test_an_amount_without_a_period_is_read_by_its_size(amount, hourly):
    found = judge_wage(ANNA["A"], vacancy((40, 40), min=amount, max=amount, fulltime_hours=40), on=ON)
    assert (found.offer_hour_low, found.flags) == (Decimal(hourly), ["UNIT_INFERRED"])


def test_an_amount_between_the_sizes_has_no_period():
    found = judge_wage(ANNA["A"], vacancy((40, 40), min=600, max=600), on=ON)
    assert (found.verdict, found.flags) == ("UNKNOWN_FLOOR_MEETS", ["UNIT_UNKNOWN"])


def test_a_day_wage_says_nothing_without_the_hours_of_a_day():
    found = judge_wage(ANNA["B"], vacancy((36, 36), min=150, max=150, unit="day"), on=ON)
    assert (found.verdict, found.flags) == ("UNKNOWN", ["DAY_WAGE"])


def test_dollars_are_no_euros():
    found = judge_wage(ANNA["B"], vacancy((36, 36), min=5000, max=5000, unit="month", currency="USD"), on=ON)
    assert (found.verdict, found.flags) == ("UNKNOWN", ["CURRENCY_NOT_EURO"])


def test_an_unknown_scale_leaves_the_legal_minimum():
    found = judge_wage(ANNA["B"], vacancy((36, 36), cao="Y", scale="9"), on=ON, scales=SCALES)
    assert (found.verdict, found.wage_source, found.flags) == ("UNKNOWN", "LEGAL_MINIMUM", ["CAO_SCALE_UNKNOWN"])


def test_a_scale_does_not_hold_before_its_first_day():
    found = judge_wage(ANNA["B"], VACANCIES["V3"], on=date(2025, 12, 1), scales=SCALES)
    assert found.flags == ["CAO_SCALE_UNKNOWN"]


@pytest.mark.parametrize(
    ("amount", "unit", "hourly"),
    [(600, "week", "15.00"), (2400, "four_weeks", "15.00"), (2600, "month", "15.00"), (31_200, "year", "15.00")],
)
def test_every_period_comes_down_to_the_same_hour(amount, unit, hourly):
    offered = vacancy((40, 40), min=amount, max=amount, unit=unit, fulltime_hours=40)
    assert judge_wage(ANNA["A"], offered, on=ON).offer_hour_low == Decimal(hourly)


@pytest.mark.parametrize(
    ("amount", "period"), [("18.00", "hour"), (720, "week"), (2880, "four_weeks"), (3120, "month"), (37_440, "year")]
)
def test_every_period_of_the_old_wage_comes_down_to_the_same_hour(amount, period):
    person = Person(id="p", old_wage=old(amount, 40, period=period))
    assert judge_wage(person, VACANCIES["V2"], on=ON).old_wage_hour == Decimal("18.00")


def test_after_the_last_known_half_year_no_floor_is_asserted():
    found = judge_wage(ANNA["A"], VACANCIES["V4"], on=date(2027, 1, 1))
    assert (found.verdict, found.minimum_wage_from) == ("UNKNOWN", None)
    assert found.flags == ["HOURS_ASSUMED", "MINIMUM_WAGE_UNKNOWN"]


def test_a_stated_wage_is_still_judged_when_the_table_has_expired():
    found = judge_wage(ANNA["A"], VACANCIES["V1"], on=date(2027, 1, 1))
    assert (found.verdict, found.flags) == ("MEETS", ["MINIMUM_WAGE_UNKNOWN"])


def test_without_an_old_wage_there_is_nothing_to_compare():
    found = judge_wage(Person(id="p"), VACANCIES["V1"], on=ON)
    assert (found.verdict, found.flags, found.total_ratio.low) == ("UNKNOWN", ["OLD_WAGE_MISSING"], None)


def test_fixed_extras_of_one_side_are_left_out_with_a_note():
    person = Person(id="p", old_wage=old(3200, 40, fixed_extras_year=1200))
    found = judge_wage(person, VACANCIES["V1"], on=ON)
    assert (percent(found.total_ratio.low), found.flags) == ("67.5", ["EXTRAS_LEFT_OUT"])


def test_the_floor_may_meet_at_more_hours_only():
    found = judge_wage(ANNA["A"], vacancy((16, 40)), on=ON)
    assert (found.verdict, found.from_hours, found.flags) == ("UNKNOWN_FLOOR_MEETS", Decimal("32.1"), ["AT_MORE_HOURS"])


def test_only_a_maximum_of_hours_is_no_lower_bound():
    found = judge_wage(ANNA["A"], vacancy((None, 40), min=17, max=17, unit="hour"), on=ON)
    assert (found.verdict, found.total_ratio.low, found.from_hours) == ("MEETS_AT_MORE_HOURS", None, Decimal("28.3"))
    assert found.flags == ["HOURS_MIN_UNKNOWN"]


def test_more_desired_hours_than_the_old_ones_count():
    person = Person(id="p", old_wage=old(3000, 24), desired_hours=32)
    assert judge_wage(person, vacancy((24, 36), min=16, max=16, unit="hour"), on=ON).hours_high == 32


def test_item_6_3_of_the_capacity_document_is_a_medical_limit():
    person = Person(id="p", old_wage=old(3600, 36), limitations=[{"item": "6.3", "level": 3}])
    assert judge_wage(person, VACANCIES["V5"], on=ON).verdict == "NOT_REACHABLE_WITHIN_HOURS"


def test_the_threshold_of_the_case_is_used():
    person = Person(id="p", old_wage=old(3200, 40), threshold_pct=85)
    found = judge_wage(person, VACANCIES["V1"], on=ON)
    assert (found.verdict, found.threshold) == ("POSSIBLE", Decimal("0.85"))


def test_break_even_is_23_06():
    assert break_even_hourly_wage(ON) == Decimal("23.06")
