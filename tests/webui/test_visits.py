"""Who looked, gathered per person and day, with nothing of it lost."""

from datetime import UTC, datetime

from webui.visits import gather_visits

LOOKS = [
    (datetime(2026, 11, 2, 23, 30, tzinfo=UTC), "Bram", "matches"),
    (datetime(2026, 11, 2, 9, 5, tzinfo=UTC), "Bram", "matches"),
    (datetime(2026, 11, 2, 9, 4, tzinfo=UTC), "Daan", "rapporten"),
    (datetime(2026, 11, 2, 9, 0, tzinfo=UTC), "Bram", "overzicht"),
]


def test_one_person_on_one_dutch_day_is_one_visit():
    assert [(visit.day.day, visit.actor) for visit in gather_visits(LOOKS)] == [(3, "Bram"), (2, "Bram"), (2, "Daan")]


def test_each_part_is_named_once_and_each_look_is_kept():
    visit = gather_visits([LOOKS[1], *LOOKS[1:]])[0]
    assert visit.parts == ["overzicht", "matches"]
    assert [f"{moment:%H:%M}" for moment, _ in visit.looks] == ["10:05", "10:05", "10:00"]
