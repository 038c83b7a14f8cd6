from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.errors import InvalidInputError
from dossier.rules.terms import Term, add_months, list_terms, waiting_period_end, week_number

FIRST = date(2025, 3, 3)
ON = date(2026, 11, 21)


def day(text):
    return date.fromisoformat(text)


def terms(on=ON, **known) -> dict[str, Term]:
    return {term.rule: term for term in list_terms(FIRST, on=on, **known)}


@pytest.mark.parametrize(
    ("rule", "window", "due"),
    [
        ("TL-01", None, "2025-03-03"),
        ("TL-04", None, "2025-04-13"),
        ("TL-05", None, "2025-04-27"),
        ("TL-08", None, "2025-12-21"),
        ("TL-09", "2026-01-12", "2026-03-01"),
        ("TL-11", None, "2026-04-12"),
        ("TL-18", "2026-11-08", "2026-11-15"),
        ("TL-19", None, "2026-11-29"),
        ("TL-20", None, "2026-12-13"),
        ("TL-23", None, "2027-01-17"),
        ("TL-24", None, "2027-03-01"),
        ("TL-25", "2027-03-01", "2028-02-27"),
    ],
)
def test_the_worked_example(rule, window, due):
    term = terms(evaluation=day("2026-03-01"))[rule]
    assert (term.window_from, term.due) == (window and day(window), day(due))


def test_every_term_says_who_and_by_which_source():
    known = dict.fromkeys(
        ["problem_analysis", "evaluation", "ad_advice", "capacity", "new_capacity_document", "track_two_start",
         "incomplete_report", "shortening_request", "unpaid_work"],
        day("2026-03-01"),
    )  # fmt: skip
    found = terms(track_one_prospect=True, **known)
    numbers = ["01", "04", "05", "07", "08", "09", "10", "11", "12", "16", "17", "18", "19", "20", "22", "23", "24", "25", "26", "30", "31"]  # fmt: skip  # noqa: E501
    assert sorted(found) == [f"TL-{number}" for number in numbers]
    assert [term.rule for term in found.values() if not (term.who and term.source and term.name)] == []


def test_the_calendar_is_in_the_order_of_the_days():
    days = [term.due for term in list_terms(FIRST, on=ON)]
    assert days == sorted(days)


def test_the_plan_is_due_two_weeks_after_an_early_problem_analysis():
    assert terms(problem_analysis=day("2025-03-24"))["TL-05"].due == day("2025-04-07")


def test_a_late_problem_analysis_does_not_move_the_plan_beyond_week_8():
    assert terms(problem_analysis=day("2025-06-01"))["TL-05"].due == day("2025-04-27")


def test_track_two_starts_six_weeks_after_the_evaluation():
    assert terms(evaluation=day("2026-01-20"))["TL-11"].due == day("2026-03-03")


def test_without_an_evaluation_week_52_counts():
    assert terms()["TL-11"].due == day("2026-04-12")


def test_an_advice_brings_the_start_forward_but_never_back():
    assert terms(ad_advice=day("2026-02-01"))["TL-10"].due == day("2026-03-15")
    assert terms(ad_advice=day("2026-06-01"))["TL-10"].due == terms()["TL-11"].due


def test_a_concrete_prospect_postpones_the_start_by_three_months():
    found = terms(evaluation=day("2026-03-01"), track_one_prospect=True)
    assert (found["TL-12"].due, found["TL-11"].due) == (day("2026-06-01"), day("2026-06-01"))


def test_without_a_recorded_prospect_the_start_is_not_postponed():
    found = terms(evaluation=day("2026-03-01"))
    assert ("TL-12" in found, found["TL-11"].due) == (False, day("2026-04-12"))


def test_an_event_before_the_first_sick_day_is_refused():
    with pytest.raises(InvalidInputError, match="evaluation: '2025-01-01' kan niet"):
        terms(evaluation=day("2025-01-01"))


@pytest.mark.parametrize(
    ("keyword", "rule", "days"),
    [
        ("capacity", "TL-16", 56),
        ("new_capacity_document", "TL-17", 14),
        ("capacity", "TL-17", 14),
        ("incomplete_report", "TL-22", 7),
        ("shortening_request", "TL-26", 21),
        ("unpaid_work", "TL-30", 42),
        ("track_two_start", "TL-31", 183),
    ],
)
def test_an_event_has_its_own_term_and_without_it_there_is_none(keyword, rule, days):
    since = day("2026-05-04")
    assert terms(**{keyword: since})[rule].due == since + timedelta(days=days)
    assert rule not in terms()


def test_the_plan_is_evaluated_every_six_weeks_until_the_end():
    assert terms(on=day("2025-04-01"))["TL-07"].due == day("2025-06-08")
    assert terms(on=day("2025-06-08"))["TL-07"].due == day("2025-06-08")
    assert terms(on=day("2025-06-09"))["TL-07"].due == day("2025-07-20")
    assert terms(on=day("2027-02-27"))["TL-07"].due == day("2027-02-28")
    assert "TL-07" not in terms(on=day("2027-03-01"))


# --- gaps and leave


def test_104_weeks_are_728_days():
    assert waiting_period_end(FIRST, [], []) == day("2027-03-01")


def test_a_gap_of_27_days_is_added_to_the_end():
    assert waiting_period_end(FIRST, [(day("2025-06-01"), day("2025-06-27"))], []) == day("2027-03-28")


def test_a_gap_of_28_days_starts_a_new_case_and_the_refusal_says_so():
    with pytest.raises(InvalidInputError, match="open een nieuw dossier met een nieuwe eerste ziektedag"):
        waiting_period_end(FIRST, [(day("2025-06-01"), day("2025-06-28"))], [])


def test_two_gaps_that_touch_are_one_recovery():
    gaps = [(day("2025-06-15"), day("2025-06-28")), (day("2025-06-01"), day("2025-06-14"))]
    with pytest.raises(InvalidInputError, match=r"2025-06-01\.\.2025-06-28"):
        waiting_period_end(FIRST, gaps, [])


def test_leave_of_sixteen_weeks_moves_the_end():
    leave = [(day("2025-09-01"), day("2025-12-21"))]
    assert waiting_period_end(FIRST, [], leave) == day("2027-03-01") + timedelta(days=112)


def test_a_gap_inside_leave_is_not_counted_twice():
    leave = [(day("2025-09-01"), day("2025-12-21"))]
    gaps = [(day("2025-10-01"), day("2025-10-10"))]
    assert waiting_period_end(FIRST, gaps, leave) == waiting_period_end(FIRST, [], leave)


def test_a_gap_after_the_end_moves_nothing():
    assert waiting_period_end(FIRST, [(day("2027-03-01"), day("2027-03-10"))], []) == day("2027-03-01")


def test_a_gap_moves_the_terms_after_it_and_not_those_before():
    moved = terms(gaps=[(day("2025-06-01"), day("2025-06-10"))])
    still = terms()
    rules = ["TL-04", "TL-05", "TL-08", "TL-11", "TL-19", "TL-20", "TL-23", "TL-24"]
    shift = [(moved[rule].due - still[rule].due).days for rule in rules]
    assert shift == [0, 0, 10, 10, 10, 10, 10, 10]


@pytest.mark.parametrize(
    "gap", [("2025-06-10", "2025-06-01"), ("2025-03-03", "2025-03-05"), ("2025-01-01", "2025-01-05")]
)
def test_a_gap_that_cannot_be_is_refused(gap):
    with pytest.raises(InvalidInputError, match="een eerste dag na 2025-03-03"):
        waiting_period_end(FIRST, [tuple(map(day, gap))], [])


@given(
    starts=st.lists(st.integers(1, 727), max_size=4, unique=True),
    lengths=st.lists(st.integers(1, 27), min_size=4, max_size=4),
    counted=st.integers(0, 727),
)
def test_exactly_728_days_of_illness_are_counted_whatever_the_leave(starts, lengths, counted):
    leave = [
        (FIRST + timedelta(days=start), FIRST + timedelta(days=start + length - 1))
        for start, length in zip(starts, lengths, strict=False)
    ]
    end = waiting_period_end(FIRST, [], leave)
    every_day = (FIRST + timedelta(days=n) for n in range((end - FIRST).days))
    assert sum(not any(first <= one <= last for first, last in leave) for one in every_day) == 728


# --- status and weeks


@pytest.mark.parametrize(
    ("on", "status"),
    [("2026-11-14", "open"), ("2026-11-15", "binnenkort"), ("2026-11-29", "binnenkort"), ("2026-11-30", "voorbij")],
)
def test_a_term_is_soon_due_in_its_last_fourteen_days(on, status):
    assert terms(on=day(on))["TL-19"].status == status


def test_what_is_recorded_is_done_even_when_it_was_late():
    term = terms(problem_analysis=day("2025-06-01"))["TL-04"]
    assert (term.status, term.done_on) == ("gedaan", day("2025-06-01"))


def test_what_a_case_records_and_has_not_is_late_and_the_rest_is_past():
    found = terms(on=day("2027-03-15"))
    rules = ["TL-04", "TL-09", "TL-11", "TL-18", "TL-24"]
    assert [found[rule].status for rule in rules] == ["voorbij", "te laat", "te laat", "voorbij", "voorbij"]


def test_track_two_that_started_is_done():
    assert terms(track_two_start=day("2026-04-01"))["TL-11"].status == "gedaan"


def test_what_lies_ahead_is_not_done_yet():
    assert terms(on=day("2026-02-01"), evaluation=day("2026-02-20"))["TL-09"].status == "open"


def test_procedure_is_soft_and_the_start_of_track_two_is_not():
    found = terms()
    assert [found[rule].soft for rule in ("TL-04", "TL-05", "TL-11", "TL-20")] == [True, True, False, False]


@pytest.mark.parametrize(
    ("on", "week"),
    [
        ("2025-03-02", 0),
        ("2025-03-03", 1),
        ("2025-03-09", 1),
        ("2025-03-10", 2),
        ("2026-03-01", 52),
        ("2027-02-28", 104),
    ],
)
def test_week_n_ends_on_day_7n_minus_1(on, week):
    assert week_number(FIRST, day(on)) == week


def test_three_months_after_the_last_of_november_is_the_last_of_february():
    assert add_months(day("2026-11-30"), 3) == day("2027-02-28")


def test_the_json_is_as_the_door_promises():
    found = terms()["TL-04"].model_dump(mode="json")
    assert {key: found[key] for key in ("rule", "name", "due", "window_from", "who", "status")} == {
        "rule": "TL-04",
        "name": "Probleemanalyse door de bedrijfsarts",
        "due": "2025-04-13",
        "window_from": None,
        "who": "bedrijfsarts",
        "status": "voorbij",
    }
