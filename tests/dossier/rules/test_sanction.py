from datetime import date, timedelta

import pytest

from dossier.rules.sanction import is_wia_application_in_time, sanction_end
from dossier.rules.waiting_period import WaitingPeriod

PERIOD = WaitingPeriod(date(2025, 3, 3))
NOTICE = date(2025, 12, 20)
LETTER = date(2026, 11, 12)


@pytest.mark.parametrize(
    ("applied", "letter", "notice", "in_time"),
    [
        (date(2026, 12, 13), LETTER, NOTICE, True),
        (date(2026, 12, 14), LETTER, NOTICE, False),
        (date(2027, 1, 20), None, NOTICE, True),
        (date(2027, 1, 20), None, None, False),
        (date(2027, 1, 20), None, date(2026, 9, 14), False),
        (date(2027, 1, 17), date(2026, 12, 20), NOTICE, True),
        (date(2027, 1, 18), date(2026, 12, 20), NOTICE, False),
        (date(2026, 12, 14), date(2026, 12, 20), date(2026, 9, 13), True),
    ],
)
def test_an_application_is_in_time_by_week_93_or_when_uwv_was_late(applied, letter, notice, in_time):
    assert is_wia_application_in_time(applied, PERIOD, letter=letter, week_42_notice=notice) is in_time


def test_a_sanction_lasts_52_weeks_at_most():
    assert sanction_end(PERIOD.end) == date(2028, 2, 27)


def test_repair_ends_it_six_weeks_later():
    assert sanction_end(PERIOD.end, repaired=date(2027, 6, 1)) == date(2027, 7, 13)


def test_a_late_decision_of_uwv_brings_the_end_forward():
    assert sanction_end(PERIOD.end, repaired=date(2027, 6, 1), late_days=5) == date(2027, 7, 8)


def test_late_repair_never_lengthens_it():
    assert sanction_end(PERIOD.end, repaired=date(2028, 2, 1)) == PERIOD.end + timedelta(days=363)
