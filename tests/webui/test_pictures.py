"""The pictures: what stands where, and that nothing falls outside."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from dossier.model.job_application import JobApplication
from dossier.rules.terms import list_terms
from tests.webui.cast import FIRST_SICK_DAY, NOW, TODAY
from webui.application_chart import PERIODS_SHOWN, build_chart, cut_periods
from webui.timeline import LEFT, RIGHT, build_timeline, position


def applied(day: date) -> JobApplication:
    return JobApplication(
        case_id=1, serial=1, applied_on=day, employer="X", job_title="Y", way="telefonisch", performed_by="employee",
        recorded_at=NOW, recorded_by=1,
    )  # fmt: skip


def test_periods_of_four_weeks_end_today_and_leave_no_day_out():
    periods = cut_periods(TODAY - timedelta(days=70), TODAY)
    assert [(last - first).days + 1 for first, last in periods] == [15, 28, 28]
    assert all(after[0] - before[1] == timedelta(days=1) for before, after in pairwise(periods))


def test_no_more_than_a_year_is_drawn():
    assert len(cut_periods(TODAY - timedelta(days=3000), TODAY)) == PERIODS_SHOWN


def test_a_bar_counts_the_applications_of_its_period_and_none_twice():
    rows = [applied(TODAY), applied(TODAY - timedelta(days=27)), applied(TODAY - timedelta(days=28))]
    chart = build_chart(rows, TODAY - timedelta(days=60), 4, TODAY)
    assert [bar.count for bar in chart.bars] == [0, 1, 2]
    assert all(0 <= bar.y <= chart.base and bar.x + bar.width <= chart.width for bar in chart.bars)


def test_without_applications_there_is_no_picture():
    assert build_chart([], TODAY - timedelta(days=60), 4, TODAY) is None


@pytest.mark.parametrize("week", [-5, 0, 52, 104, 400])
def test_a_week_always_lands_on_the_line(week: int):
    assert LEFT <= position(week) <= RIGHT


def test_the_timeline_marks_what_is_past():
    line = build_timeline(list_terms(FIRST_SICK_DAY, on=TODAY), FIRST_SICK_DAY, TODAY)
    assert line.week == 90
    assert {mark.week for mark in line.marks if not mark.past} == {91, 93, 105}
