"""The wages and hours of the labelled set, as far as the conventions of the parsers decide them."""

import json
import tomllib
from decimal import Decimal
from pathlib import Path

import pytest

from crawler.normalise.hours import parse_hours
from crawler.normalise.salary import parse_salary

CORRECTIONS = tomllib.loads((Path(__file__).parent / "gold_corrections.toml").read_text("utf-8"))


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


def correct(identifier, wanted):
    correction = {name: value for name, value in CORRECTIONS.get(identifier, {}).items() if name != "reason"}
    unknown = dict.fromkeys(correction.pop("unknown", []))
    told = {name: value if name == "unit" else number(value) for name, value in correction.items()}
    return wanted | unknown | told


def read(row):
    return read_salary(row) if row["kind"] == "salary" else read_hours(row)


@pytest.fixture(scope="module")
def gold(shared):
    path = shared / "data" / "real" / "strings" / "gold_nl.jsonl"
    if not path.exists():
        pytest.skip(f"de gelabelde teksten zijn er niet: {path}")
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


@pytest.mark.real
def test_every_string_is_right_in_every_field(gold):
    wrong = {}
    for row in gold:
        wanted, found = read(row)
        wanted = correct(row["id"], wanted)
        if wanted != found:
            wrong[row["id"]] = {name: (found[name], wanted[name]) for name in wanted if wanted[name] != found[name]}
    assert wrong == {}


@pytest.mark.real
def test_every_correction_is_of_a_label_that_is_there_and_says_something_else(gold):
    labels = {row["id"]: read(row)[0] for row in gold}
    assert {name for name in CORRECTIONS if name not in labels or correct(name, labels[name]) == labels[name]} == set()


@pytest.mark.real
def test_fewer_than_one_label_in_four_is_corrected_and_the_rest_of_its_fields_stand(gold):
    labels = {row["id"]: read(row)[0] for row in gold}
    fields = [
        (name, field) for name in CORRECTIONS for field in labels[name]
        if correct(name, labels[name])[field] != labels[name][field]
    ]  # fmt: skip
    assert len(CORRECTIONS) / len(gold) < 0.25
    assert {field for _, field in fields} <= {"min", "max", "unit", "fulltime_hours"}
