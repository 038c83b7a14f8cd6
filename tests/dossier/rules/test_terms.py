from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.errors import InvalidInputError
from dossier.rules.terms import list_terms, sick_day, term_rows, waiting_period_end, week_number

FIRST = date(2025, 3, 3)
EVALUATION = date(2026, 3, 1)
TODAY = date(2026, 11, 21)


def due(**facts):
    return {term.rule: term.due for term in list_terms(FIRST, on=TODAY, **facts)}


def statuses(on, **facts):
    return {term.rule: term.status for term in list_terms(FIRST, on=on, **facts)}


@pytest.mark.parametrize(
    ("rule", "day"),
    [
        ("TL-04", date(2025, 4, 13)),
        ("TL-05", date(2025, 4, 27)),
        ("TL-08", date(2025, 12, 21)),
        ("TL-09", date(2026, 3, 1)),
        ("TL-11", date(2026, 4, 12)),
        ("TL-18", date(2026, 11, 15)),
        ("TL-19", date(2026, 11, 29)),
        ("TL-20", date(2026, 12, 13)),
        ("TL-23", date(2027, 1, 17)),
        ("TL-24", date(2027, 2, 28)),
        ("TL-25", date(2028, 2, 27)),
    ],
)
def test_the_worked_example(rule, day):
    assert due(evaluation=EVALUATION)[rule] == day


def test_the_windows_of_the_worked_example():
    windows = {term.rule: term.window_from for term in list_terms(FIRST, on=TODAY) if term.window_from}
    assert windows == {"TL-09": date(2026, 1, 12), "TL-18": date(2026, 11, 8), "TL-25": date(2027, 3, 1)}


def test_the_waiting_period_ends_after_104_weeks():
    assert waiting_period_end(FIRST) == date(2027, 3, 1)


def test_without_an_evaluation_track_two_starts_six_weeks_after_week_52():
    assert due()["TL-11"] == FIRST + timedelta(days=363 + 42)


def test_an_early_analysis_brings_the_plan_forward():
    assert due(problem_analysis=date(2025, 4, 1))["TL-05"] == date(2025, 4, 15)


def test_a_late_analysis_does_not_put_off_the_plan_beyond_week_eight():
    assert due(problem_analysis=date(2025, 4, 20))["TL-05"] == date(2025, 4, 27)


def test_advice_of_the_labour_expert_gives_six_weeks_but_never_more_than_the_evaluation():
    early, late = due(ad_advice=date(2026, 1, 5)), due(ad_advice=date(2026, 4, 1), evaluation=EVALUATION)
    assert (early["TL-10"], late["TL-10"]) == (date(2026, 2, 16), date(2026, 4, 12))


def test_a_concrete_prospect_puts_track_two_off_for_three_months_and_no_longer():
    assert due(evaluation=EVALUATION)["TL-12"] == date(2026, 6, 1)


def test_new_capacity_gives_two_weeks_for_the_profile_and_eight_to_start():
    terms = due(capacity=date(2026, 5, 4))
    assert (terms["TL-17"], terms["TL-16"]) == (date(2026, 5, 18), date(2026, 6, 29))


def test_terms_that_follow_an_event_are_absent_without_it():
    assert {"TL-10", "TL-12", "TL-16", "TL-17"} & set(due()) == set()


def test_two_weeks_of_recovery_move_the_end_two_weeks():
    assert waiting_period_end(FIRST, gaps=[(date(2025, 6, 2), date(2025, 6, 15))]) == date(2027, 3, 15)


def test_recovery_moves_only_what_comes_after_it():
    terms = due(gaps=[(date(2025, 6, 2), date(2025, 6, 15))])
    assert (terms["TL-04"], terms["TL-08"]) == (date(2025, 4, 13), date(2026, 1, 4))


def test_twenty_seven_days_of_recovery_are_added_and_twenty_eight_are_a_new_case():
    begin = date(2025, 6, 2)
    assert waiting_period_end(FIRST, gaps=[(begin, begin + timedelta(days=26))]) == date(2027, 3, 28)
    with pytest.raises(InvalidInputError, match="nieuwe eerste ziektedag"):
        waiting_period_end(FIRST, gaps=[(begin, begin + timedelta(days=27))])


def test_maternity_leave_of_sixteen_weeks_moves_the_end_sixteen_weeks():
    leave = (date(2025, 6, 2), date(2025, 9, 21))
    assert waiting_period_end(FIRST, leave=[leave]) == date(2027, 3, 1) + timedelta(weeks=16)


def test_a_term_is_open_then_soon_then_late():
    before, soon, last, after = (date(2026, 11, day) for day in (14, 15, 29, 30))
    assert [statuses(day)["TL-19"] for day in (before, soon, last, after)] == [
        "open",
        "binnenkort",
        "binnenkort",
        "te laat",
    ]


def test_an_evaluation_that_was_held_is_done():
    assert statuses(TODAY, evaluation=EVALUATION)["TL-09"] == "gedaan"


def test_what_uwv_should_have_done_is_past_and_not_late():
    assert statuses(date(2027, 2, 1))["TL-23"] == "voorbij"


@pytest.mark.parametrize(
    ("first", "on", "week"),
    [(FIRST, FIRST, 1), (FIRST, FIRST + timedelta(days=6), 1), (FIRST, FIRST + timedelta(days=7), 2),
     (FIRST, FIRST + timedelta(days=727), 104)],
)  # fmt: skip
def test_week_n_ends_seven_n_days_after_the_first(first, on, week):
    assert week_number(first, on) == week


@pytest.mark.parametrize(
    "facts",
    [
        {"gaps": [(date(2025, 6, 15), date(2025, 6, 2))]},
        {"gaps": [(date(2025, 3, 1), date(2025, 3, 5))]},
        {"gaps": [(date(2025, 6, 2), date(2025, 6, 9))], "leave": [(date(2025, 6, 9), date(2025, 7, 1))]},
        {"evaluation": date(2025, 1, 1)},
    ],
)
def test_impossible_days_are_refused(facts):
    with pytest.raises(InvalidInputError):
        list_terms(FIRST, on=TODAY, **facts)


def test_every_row_names_its_rule_and_its_source_once():
    rules = [row.rule for row in term_rows()]
    assert (len(rules), all(row.source for row in term_rows())) == (len(set(rules)), True)


@given(first=st.dates(date(2020, 1, 1), date(2030, 1, 1)), number=st.integers(0, 800), length=st.integers(1, 27))
def test_a_pause_never_makes_a_sick_day_earlier(first, number, length):
    begin = first + timedelta(days=100)
    pause = (begin, begin + timedelta(days=length - 1))
    shift = sick_day(first, number, [pause]) - sick_day(first, number, [])
    assert shift == timedelta(days=length if number >= 100 else 0)
