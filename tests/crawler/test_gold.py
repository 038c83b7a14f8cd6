"""The wages and hours of the labelled set, as far as the conventions of the parsers decide them."""

import json
import tomllib
from decimal import Decimal
from pathlib import Path

import pytest

from crawler.normalise.hours import parse_hours
from crawler.normalise.salary import parse_salary

CORRECTIONS = tomllib.loads((Path(__file__).parent / "gold_corrections.toml").read_text("utf-8"))
DISPUTED: dict[str, set[str]] = {}
for group in CORRECTIONS.values():
    for identifier in group["ids"]:
        DISPUTED.setdefault(identifier, set()).update(group["fields"])


def number(value):
    return None if value is None else Decimal(str(value))


def read_salary(row):
    gold, found = row["gold"], parse_salary(row["string"])
    wanted = {
        "is_wage": gold["is_salary"],
        "min": number(gold["min"]),
        "max": number(gold["max"]),
        "unit": gold["unit"] and gold["unit"].lower(),
        "fulltime_hours": number(gold["hours_base"]),
        "currency": gold["currency"],
    }
    return wanted, {field: getattr(found, field) for field in wanted}


def read_hours(row):
    gold, found = row["gold"], parse_hours(row["string"])
    wanted = {
        "is_weekly_hours": gold["kind"] in ("week_hours", "fte"),
        "min": number(gold["min"]),
        "max": number(gold["max"]),
    }
    low, high = (found.fte_min, found.fte_max) if gold["kind"] == "fte" else (found.min, found.max)
    return wanted, {"is_weekly_hours": found.is_weekly_hours, "min": low, "max": high}


def wrong_fields(row):
    wanted, found = read_salary(row) if row["kind"] == "salary" else read_hours(row)
    return {field for field in wanted if wanted[field] != found[field]}


@pytest.fixture(scope="module")
def gold(shared):
    path = shared / "data" / "real" / "strings" / "gold_nl.jsonl"
    if not path.exists():
        pytest.skip(f"de gelabelde teksten zijn er niet: {path}")
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


@pytest.mark.real
def test_every_string_that_is_not_disputed_is_right_in_every_field(gold):
    assert {row["id"]: wrong_fields(row) for row in gold if wrong_fields(row) - DISPUTED.get(row["id"], set())} == {}


@pytest.mark.real
def test_every_dispute_is_still_one(gold):
    wrong = {row["id"]: wrong_fields(row) for row in gold}
    assert {identifier for identifier in DISPUTED if not wrong.get(identifier)} == set()
