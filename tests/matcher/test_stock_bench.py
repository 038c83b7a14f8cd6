"""What `passend bench rank` tells of one person: everything, and the parts of it that others do."""

from datetime import date

import pytest

from matcher.stock.person import Readings
from passend.bench.rank import SEED, WARM_PEOPLE, measure_build, measure_people
from passend.bench.stock import make_persons

pytestmark = pytest.mark.usefixtures("compiled")
TODAY = date(2026, 11, 21)


def test_everything_costs_more_than_its_parts():
    stock, built = measure_build(300, TODAY)
    found = measure_people(
        stock, Readings(stock.shared).on(TODAY), make_persons(WARM_PEOPLE + 2, SEED, TODAY), 1, TODAY
    )
    whole = found["person_again"]["cpu_ms"]
    assert (built["rows"], found["people"], found["new_person_cpu_ms"] > 0) == (300, 2, True)
    assert all(0 < found[part]["cpu_ms"] < whole for part in ("words_alone", "limits_alone"))
