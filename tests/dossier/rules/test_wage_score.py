"""The score of a wage in the list, and what always holds for it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.rules.wage import judge_wage, wage_score
from tests.dossier.rules.wage_case import ANNA, ON, SCALES, VACANCIES, vacancy


def score(candidate, offered, on=ON, end=date(2027, 12, 1), **more):
    return wage_score(judge_wage(candidate, offered, on=on, scales=SCALES), on=on, waiting_period_end=end, **more)


def test_an_unknown_wage_is_neutral_and_unsuitable_hours_come_last():
    assert (score(ANNA["B"], VACANCIES["V4"]), score(ANNA["D"], VACANCIES["V1"])) == (0.5, 0.0)


def test_the_score_saturates_at_the_old_wage():
    offered = [vacancy((40, 40), min=amount, max=amount, unit="hour") for amount in (19, 25)]
    assert [score(ANNA["A"], one) for one in offered] == [1.0, 1.0]


def test_below_the_threshold_costs_little_at_first_and_much_in_the_last_26_weeks():
    end = date(2027, 3, 1)
    days = [date(2026, 1, 1), date(2026, 8, 15), date(2026, 8, 31)]
    start = date(2025, 12, 1)
    found = [score(ANNA["A"], VACANCIES["V5"], on=day, end=end, track_two_start=start) for day in days]
    assert [round(0.4604 - one, 2) for one in found] == [0.05, 0.15, 0.3]


def test_with_an_hours_limit_fitting_the_possibilities_counts():
    assert score(ANNA["D"], VACANCIES["V5"]) == pytest.approx(0.7367, abs=0.0001)


AMOUNTS = st.decimals(min_value=15, max_value=60, places=2)

HOURS = st.tuples(st.integers(8, 40), st.integers(0, 20)).map(lambda pair: (pair[0], min(40, pair[0] + pair[1])))


@given(
    low=AMOUNTS,
    spread=st.decimals(min_value=0, max_value=20, places=2),
    rise=st.decimals(min_value=0, max_value=20, places=2),
    hours=HOURS,
    candidate=st.sampled_from(list(ANNA.values())),
    on=st.dates(date(2026, 7, 1), date(2026, 12, 31)),
)
def test_raising_the_wage_never_lowers_the_score(low, spread, rise, hours, candidate, on):
    end = date(2027, 3, 1)
    before = score(candidate, vacancy(hours, min=low, max=low + spread, unit="hour"), on, end)
    after = score(candidate, vacancy(hours, min=low + rise, max=low + spread + rise, unit="hour"), on, end)
    assert after >= before


@given(
    amount=st.integers(2600, 9000),
    rise=st.integers(0, 4000),
    hours=HOURS,
    candidate=st.sampled_from(list(ANNA.values())),
)
def test_raising_a_monthly_wage_on_an_assumed_base_never_lowers_the_score(amount, rise, hours, candidate):
    before = score(candidate, vacancy(hours, min=amount, max=amount, unit="month"))
    after = score(candidate, vacancy(hours, min=amount + rise, max=amount + rise, unit="month"))
    assert after >= before


@given(amount=AMOUNTS, hours=HOURS, candidate=st.sampled_from(list(ANNA.values())))
def test_the_bounds_are_in_order_and_the_verdict_follows_from_them(amount, hours, candidate):
    found = judge_wage(candidate, vacancy(hours, min=amount, max=amount + 3, unit="hour"), on=ON)
    if found.verdict == "HOURS_NOT_SUITABLE":
        return
    ratio = found.total_ratio
    assert ratio.low <= ratio.at_best_hours <= ratio.high
    assert (found.verdict == "MEETS") == (ratio.low >= found.threshold)
    assert (found.from_hours is None) == (found.verdict != "MEETS_AT_MORE_HOURS")
