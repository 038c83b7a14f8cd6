"""What ranking the whole stock costs: building, adding, opening, one person, a thousand; in CPU and wall time."""

import gc
import json
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from math import log
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter, process_time
from typing import Any, TypeVar

import numpy as np

from dossier.model.person import Person
from matcher.profile import Profile, build_profile
from matcher.stock.entry import Entry
from matcher.stock.limits import Verdicts
from matcher.stock.person import Readings
from matcher.stock.search import find_best, find_best_for_all
from matcher.stock.stock import Stock, build_stock
from matcher.stock.store import add_to_store, save_stock
from matcher.stock.words import lay_words
from passend.bench.stock import make_entries, make_persons

SEED, TOP, WARM_PEOPLE, OPENED_BY, NEW, ITEMS = 7, 100, 12, 20, 1_000, 60
Made = TypeVar("Made")


class Meter:
    """CPU and wall time of what runs, without the time it took to make what goes in."""

    def __init__(self) -> None:
        self.cpu = self.wall = 0.0

    def run(self, work: Callable[[], Made]) -> Made:
        cpu, wall = process_time(), perf_counter()
        done = work()
        self.cpu, self.wall = self.cpu + process_time() - cpu, self.wall + perf_counter() - wall
        return done

    def without(self, made: Iterable[Made]) -> Iterator[Made]:
        """The time that making each takes is not counted."""
        each = iter(made)
        while True:
            cpu, wall = process_time(), perf_counter()
            one = next(each, None)
            self.cpu, self.wall = self.cpu - process_time() + cpu, self.wall - perf_counter() + wall
            if one is None:
                return
            yield one


def measure(work: Callable[[], object], rounds: int) -> dict[str, float]:
    """The median over the rounds, in ms."""
    cpu, wall = [], []
    for _ in range(rounds):
        meter = Meter()
        meter.run(work)
        cpu.append(meter.cpu * 1000)
        wall.append(meter.wall * 1000)
    return {"cpu_ms": round(median(cpu), 3), "wall_ms": round(median(wall), 3)}


def measure_stock(size: int, people: int, rounds: int, today: date) -> dict[str, Any]:
    """Everything about a stock of one size."""
    stock, found = measure_build(size, today)
    readings = Readings(stock.shared).on(today)
    persons = make_persons(WARM_PEOPLE + people, SEED, today)
    found |= measure_people(stock, readings, persons, rounds, today)
    with TemporaryDirectory() as folder:
        save_stock(stock, readings, Path(folder))
        found["disk_mb"] = round(sum(file.stat().st_size for file in Path(folder).rglob("*.*")) / 1e6)
        found["opened"] = open_elsewhere(Path(folder), today)
        added = list(make_entries(NEW, SEED + 1, today))
        found["store_1000_added"] = measure(lambda: add_to_store(added, Path(folder)), 1)
    found["add_1000"] = measure(lambda: stock.extend(added), rounds)
    return found


def measure_build(size: int, today: date) -> tuple[Stock, dict[str, Any]]:
    list(make_entries(10, SEED, today))
    build_stock(make_entries(200, SEED, today))  # compiled, and the tables of titles loaded
    meter = Meter()
    entries: Iterator[Entry] = meter.without(make_entries(size, SEED, today))
    stock = meter.run(lambda: build_stock(entries))
    gc.collect()
    return stock, {"rows": size, "build_cpu_s": round(meter.cpu, 2), "build_wall_s": round(meter.wall, 2)}


def measure_people(stock: Stock, readings: Readings, persons: list[Person], rounds: int, today: date) -> dict[str, Any]:
    """One person again and again, each person for the first time, and all of them together."""
    known, new = persons[:WARM_PEOPLE], persons[WARM_PEOPLE:]

    def rank(person: Person) -> object:
        return find_best(person, stock, readings, on=today, top=TOP)

    first = measure(lambda: rank(known[0]), 1)
    for person in known:
        rank(person)
    again = [measure(lambda one=person: rank(one), rounds) for person in known]  # type: ignore[misc]
    meter = Meter()
    meter.run(lambda: list(find_best_for_all(new, stock, readings, on=today, top=TOP)))
    return {
        "first_person_ever": first,
        "person_again": {name: round(median(one[name] for one in again), 3) for name in again[0]},
        "people": len(new),
        "people_cpu_s": round(meter.cpu, 2),
        "people_wall_s": round(meter.wall, 2),
        "new_person_cpu_ms": round(meter.cpu / max(1, len(new)) * 1000, 3),
        "limits_alone": measure_limits(stock, readings, known, rounds),
        "words_alone": measure_words(stock, known, rounds),
    }


def measure_words(stock: Stock, persons: list[Person], rounds: int) -> dict[str, float]:
    """What the words of a person find in every text: the part of the work that the peers do."""

    def find(person: Person, profile: Profile) -> object:
        return [lay_words(part.terms, person, profile, stock.rarity) for part in stock.parts]

    read = [(person, build_profile(person)) for person in persons]
    each = [measure(lambda one=one: find(*one), rounds) for one in read]  # type: ignore[misc]
    return {name: round(median(one[name] for one in each), 3) for name in each[0]}


def measure_limits(stock: Stock, readings: Readings, persons: list[Person], rounds: int) -> dict[str, float]:
    """On which floor the limitations of a person put every vacancy, beside the obvious way: 60 columns of levels."""

    def bar(person: Person) -> object:
        return [readings.verdicts.bar(at, part.rows, person.limitations) for at, part in enumerate(stock.parts)]

    ours = [measure(lambda one=person: bar(one), rounds) for person in persons]  # type: ignore[misc]
    fresh = Verdicts(stock.shared)
    first = measure(
        lambda: [fresh.bar(at, part.rows, persons[0].limitations) for at, part in enumerate(stock.parts)], 1
    )
    draw = np.random.default_rng(SEED)
    levels, most = draw.integers(0, 4, (len(stock), ITEMS), dtype=np.uint8), np.full(ITEMS, 3, dtype=np.uint8)
    most[: len(persons[0].limitations)] = 1
    plain = measure(lambda: (levels <= most).all(axis=1), rounds)
    return {
        "cpu_ms": round(median(one["cpu_ms"] for one in ours), 3),
        "first_cpu_ms": first["cpu_ms"],
        "numpy_cpu_ms": plain["cpu_ms"],
    }


def open_elsewhere(folder: Path, today: date) -> dict[str, Any]:
    """What a process of its own pays to open the stock and to rank with it."""
    persons = [person.model_dump(mode="json") for person in make_persons(OPENED_BY, SEED, today)]
    done = subprocess.run(  # noqa: S603 - this program, with its own arguments
        [sys.executable, "-m", "passend.bench.opened", str(folder), today.isoformat()],
        check=True, capture_output=True, text=True, input=json.dumps(persons),
    )  # fmt: skip
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def find_exponent(sizes: list[int], costs: list[float]) -> float | None:
    """How a cost grows with the size between the smallest and the largest: 1 is in proportion."""
    if len(sizes) < 2:
        return None
    return round(log(costs[-1] / costs[0]) / log(sizes[-1] / sizes[0]), 2)
