"""The pictures: what stands where, and that nothing falls outside."""

import math
import re
from datetime import date, timedelta
from itertools import pairwise

import pytest

from dossier.model.job_application import JobApplication
from dossier.rules.application_norm import Suspension
from dossier.rules.terms import list_terms
from tests.webui.cast import FIRST_SICK_DAY, NOW, NUMBER, TODAY
from webui.application_chart import PERIODS_SHOWN, build_chart, cut_periods
from webui.distance_map import MIDDLE, draw_map
from webui.funnel import build_funnel
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


def test_every_application_bar_has_the_line_of_its_own_agreement():
    pause = Suspension(TODAY - timedelta(days=27), TODAY, "pauze")
    chart = build_chart([applied(TODAY - timedelta(days=40))], TODAY - timedelta(days=55), 4, TODAY, [pause])
    assert [bar.agreed for bar in chart.bars] == [4, 0]
    assert chart.bars[1].agreed_y == chart.base > chart.bars[0].agreed_y


def test_the_funnel_counts_what_came_further_at_every_step_before():
    states = ["nieuw", "bekijken", "gesolliciteerd", "gesprek", "uitkomst"]
    assert [bar.count for bar in build_funnel(states).bars] == [5, 3, 2, 1]
    assert build_funnel([]) is None


def test_the_funnel_fits_its_picture_however_many_there_are():
    funnel = build_funnel(["gesolliciteerd"] * 900)
    assert all(funnel.left + bar.width <= funnel.width for bar in funnel.bars)


def test_north_is_up_and_east_is_right_and_every_dot_is_on_the_picture():
    picture = draw_map("3511 AA", [("a", "Groningen"), ("b", "Maastricht"), ("c", "Enschede"), ("d", "nergens")])
    by_place = {dot.place: dot for dot in picture.dots}
    assert by_place["Groningen"].y < picture.middle < by_place["Maastricht"].y
    assert by_place["Enschede"].x > picture.middle
    assert all(0 <= value <= picture.size for dot in picture.dots for value in (dot.x, dot.y))
    assert picture.unplaced == 1


def test_a_ring_stands_as_far_as_it_says():
    picture = draw_map("3511 AA", [("a", "Amersfoort")])
    radius, km = picture.rings[-1]
    dot = picture.dots[0]
    away = math.hypot(dot.x - picture.middle, dot.y - picture.middle)
    assert away / radius == pytest.approx(dot.km / km, abs=0.02)


def test_work_at_home_is_in_the_middle():
    dot = draw_map("3511 AA", [("a", "3511 AA Utrecht")]).dots[0]
    assert (dot.x, dot.y, dot.km) == (MIDDLE, MIDDLE, 0)


@pytest.mark.parametrize("home", [None, "", "onzin"])
def test_without_a_home_there_is_no_map(home):
    assert draw_map(home, [("a", "Utrecht")]) is None


@pytest.mark.parametrize("path", ["", "/sollicitaties", "/shortlist", "/matches", "/vacatures/" + "a1" * 8])
def test_every_picture_on_a_page_has_a_title_a_description_and_the_same_in_words(path: str, bram):
    page = bram.get(f"/dossiers/{NUMBER}{path}").text
    pictures = re.findall(r'<svg[^>]*role="img"[^>]*>.*?</svg>', page, re.DOTALL)
    assert pictures
    for picture in pictures:
        named = re.search(r'aria-labelledby="([^"]+)"', picture)[1].split()
        assert re.findall(r'<(?:title|desc) id="([^"]+)"', picture) == named
        assert len(re.search(r"<desc[^>]*>(.+?)</desc>", picture, re.DOTALL)[1].split()) >= 4
    assert 'id="kalender"' in page or "<table" in page
