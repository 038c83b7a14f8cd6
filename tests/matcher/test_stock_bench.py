"""What `passend bench rank` tells of one person: everything, and the parts of it that others do."""

from datetime import date

import pytest

from matcher.stock.person import Readings
from matcher.stock.store import save_stock
from passend.bench.rank import SEED, WARM_PEOPLE, measure_build, measure_people, open_elsewhere
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


def test_a_process_of_its_own_opens_a_kept_stock_and_ranks_the_people_that_it_is_given(tmp_path):
    stock, _ = measure_build(300, TODAY)
    save_stock(stock, Readings(stock.shared).on(TODAY), tmp_path)
    opened = open_elsewhere(tmp_path, TODAY)
    assert opened["memory_mb"] > opened["memory_before_mb"]
    assert opened["load_wall_s"] < 5
