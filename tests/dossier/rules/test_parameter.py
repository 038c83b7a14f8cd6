from datetime import date, timedelta
from importlib.resources import files

import pytest

from dossier.errors import ParameterError
from dossier.rules.parameter import figures_since, read_table, value_on

TABLES = sorted(
    path.name.removesuffix(".toml")
    for path in files("dossier.rules").joinpath("parameters").iterdir()
    if path.name.endswith(".toml") and path.name not in {"access.toml", "cao_scale.toml"}
)


@pytest.mark.parametrize("table", TABLES)
def test_every_block_of_every_table_has_a_source_and_its_own_day(table):
    for blocks in read_table(table).blocks.values():
        assert all(block.source.strip() for block in blocks)
        assert len({block.valid_from for block in blocks}) == len(blocks)


def figures_on(day):
    """Every figure of every table as it holds on a day; None where it is not known."""
    found = {}
    for table in TABLES:
        for name in read_table(table).blocks:
            try:
                found[table, name] = value_on(table, name, day).value
            except ParameterError:
                found[table, name] = None
    return found


def test_between_two_days_of_change_every_figure_is_the_same():
    days = [date(2024, 1, 1) + timedelta(days=number) for number in range(4 * 366)]
    since = [figures_since(day) for day in days]
    assert all(figures_on(day) == figures_on(first) for day, first in zip(days[::9], since[::9], strict=True))
    assert [first for day, first in zip(days, since, strict=True) if day == first] == sorted(
        {first for first in since if first >= days[0]}
    )


def test_a_new_legal_minimum_is_a_day_of_change_and_so_is_the_day_after_the_last_that_is_known():
    assert figures_since(date(2026, 8, 20)) >= date(2026, 7, 1) > figures_since(date(2026, 6, 30))
    last = read_table("minimum_wage").last_known_day
    assert figures_since(last + timedelta(days=1)) == last + timedelta(days=1)
