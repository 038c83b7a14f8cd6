from datetime import date
from decimal import Decimal

import pytest

from dossier.model.demand import Verdict, VerdictSource
from dossier.model.judgement import AnswerIn
from dossier.model.person import LimitationIn
from dossier.rules.answer import apply_answers
from dossier.rules.suitability import judge_limitations
from tests.dossier.rules.test_suitability import said

LIFTING = LimitationIn(item="4.13", level=2)
NIGHTS, EVENINGS = LimitationIn(item="6.1", level=2), LimitationIn(item="6.1", level=1)


def answer(item, occurs, amount=None, *, level=1, words="zo zei hij het", on=date(2026, 11, 2)):
    return AnswerIn(
        vacancy="v1", item=item, level=level, occurs=occurs, amount=amount, words=words, informant="teamleider",
        answered_on=on,
    )  # fmt: skip


def judge(limitation, answers, *demands, week=None):
    verdicts = judge_limitations([limitation], demands, hours_per_week=week)
    return apply_answers(verdicts, [limitation], answers)[0]


@pytest.mark.parametrize(
    ("occurs", "amount", "expected"),
    [
        ("komt niet voor", None, "binnen"),
        ("komt geregeld voor", 5, "binnen"),
        ("komt geregeld voor", 6, "overschrijding"),
        ("komt af en toe voor", 12, "waarschijnlijk binnen"),
        ("komt af en toe voor", 15, "overschrijding"),
        ("komt geregeld voor", None, "onbekend"),
        ("komt af en toe voor", None, "waarschijnlijk binnen"),
    ],
)
def test_an_amount_of_the_employer_is_weighed_against_the_level(occurs, amount, expected):
    assert judge(LIFTING, [answer("4.13", occurs, amount)]).verdict == expected


def test_an_answer_outweighs_what_the_text_says_both_ways():
    asked = said("4.13", "tilt dozen tot 25 kg", value=25, unit="kg")
    assert judge(LIFTING, [], asked).verdict is Verdict.EXCEEDED
    verdict = judge(LIFTING, [answer("4.13", "komt geregeld voor", 4, words="hooguit vier kilo")], asked)
    assert (verdict.verdict, verdict.source) == (Verdict.WITHIN, VerdictSource.EMPLOYER_ANSWER)
    assert (verdict.quote, verdict.start, verdict.end) == ("hooguit vier kilo", None, None)
    eased = said("4.13", "geen tilwerk", direction="gunstig")
    assert judge(LIFTING, [answer("4.13", "komt geregeld voor", 20)], eased).verdict is Verdict.EXCEEDED


def test_the_size_of_the_excess_is_kept():
    verdict = judge(LIFTING, [answer("4.13", "komt geregeld voor", 10)])
    assert (verdict.excess, verdict.demand_value, verdict.limit_value) == (2, Decimal(10), "5")
    assert "2 keer de grens: een duidelijke overschrijding" in verdict.explanation


def test_a_note_is_never_within_by_an_answer_alone():
    noted = LimitationIn(item="4.13", level=2, note="alleen met twee handen")
    assert judge(noted, [answer("4.13", "komt niet voor")]).verdict is Verdict.UNKNOWN


def test_an_answer_about_nights_says_nothing_about_evenings():
    nights = answer("6.1", "komt niet voor", level=2)
    assert judge(NIGHTS, [nights]).verdict is Verdict.WITHIN
    assert judge(EVENINGS, [nights]).verdict is Verdict.UNKNOWN


def test_hours_know_no_incidental_peak():
    hours = LimitationIn(item="6.3", level=3)
    assert judge(hours, [answer("6.3", "komt af en toe voor", 23)]).verdict is Verdict.EXCEEDED


def test_the_answer_of_the_latest_day_leads_and_of_one_day_the_last_one_kept():
    older, newer = answer("4.13", "komt geregeld voor", 20), answer("4.13", "komt niet voor", on=date(2026, 11, 9))
    assert judge(LIFTING, [older, newer]).verdict is Verdict.WITHIN
    last, first = answer("4.13", "komt niet voor"), answer("4.13", "komt geregeld voor", 20)
    assert judge(LIFTING, [last, first]).verdict is Verdict.WITHIN


def test_a_condition_that_the_employer_cannot_meet_is_exceeded():
    calls = LimitationIn(item="2.12.1", level=1)
    assert judge(calls, [answer("2.12.1", "komt geregeld voor")]).verdict is Verdict.EXCEEDED
    assert judge(calls, [answer("2.12.1", "komt af en toe voor")]).verdict is Verdict.UNKNOWN
