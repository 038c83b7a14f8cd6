"""Dated legal figures and defaults, each with its source, read from `parameters/`."""

import tomllib
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from pydantic import BaseModel, ConfigDict

from dossier.errors import ParameterError, ParameterExpiredError


class Block(BaseModel):
    """One value from the day it holds; `value` is a number or a table of numbers."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    value: Any
    valid_from: date
    source: str


class Dated(Block):
    """A value as it holds on one day; `valid_to` is the last day known, None when no end is known."""

    valid_to: date | None = None


class Table(BaseModel):
    """One file of `parameters/`: blocks per name, oldest first, and the last day the whole file is known for."""

    model_config = ConfigDict(frozen=True)
    name: str
    last_known_day: date | None
    blocks: dict[str, tuple[Block, ...]]


@cache
def read_table(table: str) -> Table:
    text = files("dossier.rules").joinpath("parameters", f"{table}.toml").read_text("utf-8")
    content = tomllib.loads(text, parse_float=Decimal)
    last_known_day = content.pop("last_known_day", None)
    blocks = {
        name: tuple(sorted((Block(**row) for row in rows), key=lambda block: block.valid_from))
        for name, rows in content.items()
    }
    return Table(name=table, last_known_day=last_known_day, blocks=blocks)


@lru_cache(maxsize=4096)
def value_on(table: str, name: str, on: date) -> Dated:
    """The value that holds on a day; refuses to answer for a day outside the days that are known (M-02)."""
    content = read_table(table)
    if content.last_known_day is not None and on > content.last_known_day:
        raise ParameterExpiredError(f"{table}.{name}: verlopen; bekend tot en met {content.last_known_day.isoformat()}")
    blocks = content.blocks[name]
    known = [block for block in blocks if block.valid_from <= on]
    if not known:
        raise ParameterError(f"{table}.{name}: onbekend op {on.isoformat()}; bekend vanaf {blocks[0].valid_from}")
    later = blocks[len(known) :]
    valid_to = later[0].valid_from - timedelta(days=1) if later else content.last_known_day
    if valid_to is not None and content.last_known_day is not None:
        valid_to = min(valid_to, content.last_known_day)
    return Dated(**known[-1].model_dump(), valid_to=valid_to)


def figures_since(on: date) -> date:
    """The last day, up to this one, on which any dated figure became another or was known no longer.

    What was judged by dated figures from that day on is judged by the same figures.
    """
    return max((day for day in _days_of_change() if day <= on), default=date.min)


@cache
def _days_of_change() -> frozenset[date]:
    """A figure holds from its day on, or up to and including its last: so the day itself and the day after it."""
    folder = files("dossier.rules").joinpath("parameters")
    tables = (tomllib.loads(table.read_text("utf-8")) for table in folder.iterdir() if table.name.endswith(".toml"))
    named = {day for table in tables for day in _days_in(table)}
    return frozenset(named | {day + timedelta(days=1) for day in named})


def _days_in(value: object) -> Iterator[date]:
    if isinstance(value, date):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _days_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _days_in(inner)


def number_on(table: str, name: str, on: date) -> Decimal:
    return Decimal(value_on(table, name, on).value)


def days_on(table: str, name: str, on: date) -> int:
    return int(value_on(table, name, on).value)
