"""Title, employer, place and day of every real answer and feed, beside an independent reading by plain key paths."""

from collections import Counter

import pytest

from tests.crawler.measure_fields import FIELDS, measure

pytestmark = pytest.mark.real

# Missed, and rightly so: jobs that are closed, and a count of places that stands where a place should.
NOT_READ = 3
NO_PLACE = {"3 Locations", "5 Locations"}


@pytest.fixture(scope="module")
def measured(shared):
    folders = [shared / "data" / "real" / kind for kind in ("ats", "feeds")]
    if not all(folder.is_dir() for folder in folders):
        pytest.skip(f"de echte antwoorden zijn er niet: {folders[0]}")
    tables = [measure(folder) for folder in folders]
    return {name: row for table, _ in tables for name, row in table.items()}, [
        miss for _, found in tables for miss in found
    ]


def test_every_open_vacancy_that_an_answer_holds_is_read(measured):
    table, _ = measured
    assert len(table) == 35
    assert sum(row["n"] - row["read"] for row in table.values()) == NOT_READ


def test_every_field_that_an_answer_holds_is_exact(measured):
    table, missed = measured
    right = Counter({field: sum(row[field, True] for row in table.values()) for field in FIELDS})
    assert all(right[field] > count for field, count in zip(FIELDS, (400, 100, 350, 250), strict=True))
    assert [miss for miss in missed if miss[1] != "read" and miss[2] not in NO_PLACE] == []
