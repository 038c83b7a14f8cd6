"""Which looks stand out: many cases in an hour, at night, in a case of another; each border from both sides."""

from datetime import UTC, datetime, timedelta

import pytest

from dossier.rules.odd_looks import CaseLook, Oddity, OddLine, find_odd

NOON = datetime(2026, 11, 10, 11, 0, tzinfo=UTC)
"""Twelve o'clock in the Netherlands."""
DAY = NOON.date()


def looks(count, *, within=timedelta(minutes=59), who="Bram", cases=None):
    """So many cases, one after the other."""
    step = within / max(1, count - 1)
    return [CaseLook(who, f"c{number % (cases or count):02}", NOON + step * number) for number in range(count)]


@pytest.mark.parametrize(
    ("found", "cases"),
    [
        (looks(30), None), (looks(31), 31), (looks(31, within=timedelta(hours=1)), None),
        (looks(200, cases=30), None), (looks(31)[:16] + looks(31, who="Carla")[16:], None),
    ],
)  # fmt: skip
def test_more_than_thirty_cases_within_an_hour_stand_out(found, cases):
    lines = find_odd(found, DAY)
    assert [(line.kind, len(line.cases)) for line in lines] == ([] if cases is None else [(Oddity.MANY, cases)])


def test_the_busiest_hour_is_told():
    later = [CaseLook("Bram", f"d{number:02}", NOON + timedelta(hours=3, seconds=number)) for number in range(40)]
    (line,) = find_odd([*later, *looks(31)], DAY)
    assert (line.looks, line.first, line.last) == (40, later[0].at, later[-1].at)


@pytest.mark.parametrize(
    ("clock", "stands_out"), [("20:59", False), ("21:00", True), ("04:59", True), ("05:00", False)]
)
def test_night_is_from_ten_to_six_by_the_dutch_clock(clock, stands_out):
    moment = datetime.fromisoformat(f"2026-11-10T{clock}:00+00:00")
    assert bool(find_odd([CaseLook("Bram", "c", moment)], DAY)) == stands_out


def test_a_line_holds_all_of_one_person_for_one_reason():
    night = NOON.replace(hour=23)
    found = [
        CaseLook("Carla", "c2", night, True), CaseLook("Bram", "c1", NOON), CaseLook("Carla", "c1", NOON, True),
        CaseLook("Carla", "c1", NOON),
    ]  # fmt: skip
    assert find_odd(found, DAY) == [
        OddLine(Oddity.OTHERS, "Carla", 2, NOON, night, ("c1", "c2")),
        OddLine(Oddity.NIGHT, "Carla", 1, night, night, ("c2",)),
    ]
