"""The agreed number per window: less by a pause or a phase without applying, with the reason (U-18, K-03)."""

from datetime import date, timedelta

import pytest

from dossier.evidence.kind import EntryKind
from dossier.model.course_kind import PauseGround
from dossier.rules.application_norm import PhaseFact, agreed_between, suspensions_of
from dossier.rules.pauses import PauseFact
from dossier.rules.signals import Colour
from dossier.storage.phases import MOVED
from tests.dossier.rules.test_signals import DAY, QUIET, TODAY, signals

FIRST, LAST = date(2026, 8, 5), date(2026, 9, 1)


def agreed(norm=4, *, pauses=(), phases=()):
    return agreed_between(norm, suspensions_of(pauses, phases), FIRST, LAST)


def holiday(first, last, ground=PauseGround.HOLIDAY):
    return PauseFact(ground.value, first, last)


def test_a_window_without_pause_or_phase_asks_for_the_norm_and_gives_no_reason():
    assert (agreed().number, agreed().reasons) == (4, ())


@pytest.mark.parametrize(("days", "number"), [(1, 3), (7, 3), (8, 2), (14, 2), (15, 1), (27, 0), (28, 0)])
def test_a_pause_takes_its_days_away_rounded_down(days, number):
    found = agreed(pauses=[holiday(FIRST, FIRST + (days - 1) * DAY)])
    assert found.number == number
    assert found.reasons[0].startswith("pauze: vakantie (5 augustus 2026 tot en met ")


def test_a_pause_outside_the_window_takes_nothing_away():
    assert agreed(pauses=[holiday(date(2026, 7, 1), FIRST - DAY), holiday(LAST + DAY, date(2026, 9, 9))]).reasons == ()


def test_two_pauses_on_the_same_days_count_once():
    assert agreed(pauses=[holiday(FIRST, FIRST + 13 * DAY), holiday(FIRST, FIRST + 13 * DAY)]).number == 2


def test_leave_is_called_leave_and_nothing_more():
    found = agreed(pauses=[holiday(FIRST, LAST, PauseGround.PREGNANCY_LEAVE)])
    assert found.reasons == ("pauze: verlof (5 augustus 2026 tot en met 1 september 2026)",)


def test_in_orientation_nothing_is_agreed_and_the_reason_is_said():
    found = agreed(phases=[PhaseFact("INTAKE", date(2026, 7, 1)), PhaseFact("ORIENTATION", date(2026, 7, 10))])
    assert found.number == 0
    assert found.reasons == ("oriëntatie: eerst de richting bepalen (5 augustus 2026 tot en met 1 september 2026)",)


def test_orientation_ends_where_the_search_begins():
    phases = [PhaseFact("ORIENTATION", date(2026, 7, 10)), PhaseFact("ACTIVE_SEARCH", FIRST + 14 * DAY)]
    assert agreed(phases=phases).number == 2


@pytest.mark.parametrize("status", ["REGISTERED", "INTAKE", "PLAN_SIGNED", "ACTIVE_SEARCH", "PLACEMENT"])
def test_every_other_phase_keeps_the_norm(status):
    assert agreed(phases=[PhaseFact(status, date(2026, 7, 1))]).number == 4


def test_k_03_is_silent_in_orientation_and_back_four_weeks_after_it():
    oriented = (PhaseFact("ORIENTATION", date(2026, 5, 1)),)
    assert signals(applications=(), phases=oriented) == []
    begun = (*oriented, PhaseFact("ACTIVE_SEARCH", TODAY - timedelta(days=27)))
    assert signals(applications=(), phases=begun) == [("K-03", Colour.AMBER)]


def test_k_03_names_what_was_taken_off():
    from dataclasses import replace

    from dossier.rules.signals import check_case

    paused = (PauseFact("HOLIDAY", TODAY - 13 * DAY, TODAY),)
    found = check_case(replace(QUIET, applications=(), pauses=paused))
    text = next(one.finding for one in found if one.rule == "K-03")
    assert "afgesproken is 1. Naar rato afgetrokken: pauze: vakantie (" in text


def test_storage_reads_the_moves_that_the_log_names():
    assert EntryKind.CASE_MOVED.value == MOVED
