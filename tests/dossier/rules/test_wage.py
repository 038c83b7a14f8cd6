from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.model.person import OldWage, Person
from dossier.model.posting import Salary, VacancyIn
from dossier.rules.cao_scale import CaoScale
from dossier.rules.wage import break_even_hourly_wage, judge_wage, wage_score
from dossier.rules.wage_flag import FLAG_TEXTS, WageFlag

ON = date(2026, 11, 21)
SCALES = [
    CaoScale(
        cao="X",
        scale="7",
        step_min=2650,
        step_max=3500,
        period="month",
        fulltime_hours=36,
        valid_from=date(2026, 1, 1),
        source="verzonnen tabel",
    )
]


def old(amount, hours, **more):
    return OldWage(amount=amount, hours_per_week=hours, **more)


ANNA = {
    "A": Person(id="A", old_wage=old(3200, 40)),
    "B": Person(id="B", old_wage=old(4800, 36)),
    "C": Person(id="C", old_wage=old(5000, 40)),
    "D": Person(id="D", old_wage=old(3600, 36), max_hours_per_week=20),
}


def vacancy(hours=None, **salary):
    low, high = hours or (None, None)
    return VacancyIn(
        id="v",
        title="Medewerker",
        hours_min=low,
        hours_max=high,
        salary=Salary(text="", is_wage=True, **salary) if salary else None,
    )


VACANCIES = {
    "V1": vacancy((32, 40), min=2700, max=3300, unit="month", fulltime_hours=40),
    "V2": vacancy((24, 32), min="16.50", max="16.50", unit="hour"),
    "V3": vacancy((28, 36), cao="X", scale="7"),
    "V4": vacancy(),
    "V5": vacancy((20, 20), min=17, max=17, unit="hour"),
}
# vacancy, candidate, verdict, low %, at best hours %, high %, from hours
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


def percent(ratio):
    return None if ratio is None else str((ratio * 100).quantize(Decimal("0.1"), "ROUND_HALF_UP"))


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
