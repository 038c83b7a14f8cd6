from dataclasses import replace
from datetime import date, timedelta

import pytest

from dossier.model.vacancy import Closing
from dossier.rules.liveness import HOW, Liveness, Signs, judge_liveness

TODAY = date(2026, 11, 21)
YESTERDAY = TODAY - timedelta(days=1)
FRESH = Signs(is_open=True, last_seen=YESTERDAY, date_posted=TODAY - timedelta(days=10))


def judged(**changes):
    found = judge_liveness(replace(FRESH, **changes), on=TODAY)
    return found.liveness, found.since, found.reason


def test_a_vacancy_seen_yesterday_is_open_and_needs_no_reason():
    assert judged() == (Liveness.OPEN, YESTERDAY, "")


@pytest.mark.parametrize("how", [how for how in Closing if how is not Closing.VALID_THROUGH])
def test_a_closed_vacancy_says_how_it_was_found_closed_and_when(how):
    found = judged(is_open=False, closed_by=how.value, gone_on=YESTERDAY)
    assert found == (Liveness.CLOSED, YESTERDAY, HOW[how.value])


def test_every_way_of_closing_has_words():
    assert set(HOW) == {how.value for how in Closing}


def test_after_its_closing_day_a_vacancy_is_closed_since_that_day():
    day = TODAY - timedelta(days=3)
    assert judged(valid_through=day) == (Liveness.CLOSED, day, HOW["VALID_THROUGH"])
    assert judged(is_open=False, closed_by="VALID_THROUGH", valid_through=day, gone_on=TODAY)[1] == day


def test_on_its_closing_day_a_vacancy_is_still_open():
    assert judged(valid_through=TODAY)[0] is Liveness.OPEN


def test_a_vacancy_missed_once_is_probably_closed_since_then():
    assert judged(gone_on=YESTERDAY) == (Liveness.DOUBTED, YESTERDAY, HOW["ABSENT"])


@pytest.mark.parametrize(("days", "liveness"), [(14, Liveness.OPEN), (15, Liveness.DOUBTED)])
def test_what_was_not_seen_for_more_than_two_weeks_is_doubted(days, liveness):
    assert judged(last_seen=TODAY - timedelta(days=days))[0] is liveness


@pytest.mark.parametrize(("days", "liveness"), [(60, Liveness.OPEN), (61, Liveness.DOUBTED)])
def test_an_old_vacancy_without_a_closing_day_is_doubted(days, liveness):
    assert judged(date_posted=TODAY - timedelta(days=days))[0] is liveness


def test_an_old_vacancy_with_a_closing_day_to_come_is_open():
    assert judged(date_posted=TODAY - timedelta(days=90), valid_through=TODAY)[0] is Liveness.OPEN


def test_a_vacancy_closed_before_reasons_were_kept_still_has_words():
    assert judged(is_open=False, gone_on=YESTERDAY)[2] == "De vacature is niet meer gevonden."
