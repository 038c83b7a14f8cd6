"""The best of the whole stock for one person, in the order in which the plain way puts it."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from operator import itemgetter
from typing import NamedTuple

import numpy as np

from dossier.model.person import Person, Phase
from matcher.floor import Floor
from matcher.profile import build_profile
from matcher.ranking import phase_of
from matcher.stock.pay import measure_pay
from matcher.stock.person import Readings, lay_tables
from matcher.stock.rows import Beside, Scale
from matcher.stock.sift import find_bound, sift_rows
from matcher.stock.stock import Stock
from matcher.stock.titles import list_wordings, place_wordings
from matcher.stock.weighing import LIMITATIONS, read_rows
from matcher.stock.words import lay_words
from matcher.weights import FEATURES, Weight, list_weights

GROUP = 500
NAMES = tuple(feature.name for feature in FEATURES)
UNKNOWN = np.array([feature.unknown for feature in FEATURES])
FLOORS = tuple(Floor)
Place = tuple[int, float, str, list[float | None]]
"""A floor, a score below nought, an id, and what every feature found: in their order, the list."""


class Found(NamedTuple):
    """One place in the list: which vacancy, on which floor, with what score, and what every feature found."""

    vacancy: str
    floor: Floor
    score: float
    found: tuple[float | None, ...]
    """In the order of FEATURES; None where nothing can be said."""

    @property
    def values(self) -> dict[str, float | None]:
        return dict(zip(NAMES, self.found, strict=True))


def find_best_for_all(
    persons: Sequence[Person], stock: Stock, readings: Readings, *, on: date, top: int
) -> Iterator[list[Found]]:
    """The list of each, in their order; what they look for is placed beside the titles a group at a time."""
    for first in range(0, len(persons), GROUP):
        group = persons[first : first + GROUP]
        place_wordings([wording for person in group for wording in list_wordings(build_profile(person))])
        for person in group:
            yield find_best(person, stock, readings, on=on, top=top)


def find_best(
    person: Person, stock: Stock, readings: Readings, *, on: date, top: int, weights: Sequence[Weight] | None = None
) -> list[Found]:
    """The first `top` of the list of everything, by floor, then by score, then by id (as `matcher.ranking`)."""
    profile = build_profile(person)
    means, own = lay_tables(person, profile, readings, on), measure_pay(person, on)
    weights = list_usual(phase_of(person, on)) if weights is None else weights
    scale = Scale(np.array([weight.weight for weight in weights]), UNKNOWN)
    bound, found = -np.inf, list[Place]()
    for number, part in enumerate(stock.parts):
        bars = readings.verdicts.bar(number, part.rows, person.limitations)
        said = lay_words(part.terms, person, profile, stock.rarity)
        beside = Beside(part.rows, means, said, readings.offers, own)
        rows, keys = sift_rows(beside, bars, scale, top, bound)
        bound = max(bound, find_bound(keys, top))
        values, floors = read_rows(beside, rows)
        found += _tell_rows([part.ids[row].decode() for row in rows], values, floors, weights)
    return [
        Found(vacancy, FLOORS[floor], -loss, tuple(values))
        for floor, loss, vacancy, values in sorted(found, key=itemgetter(0, 1, 2))[:top]
    ]


@cache
def list_usual(phase: Phase) -> tuple[Weight, ...]:
    return tuple(list_weights(phase, {}))


def _tell_rows(ids: Sequence[str], values: np.ndarray, floors: np.ndarray, weights: Sequence[Weight]) -> list[Place]:
    """The rows as they are told, with the score exactly as the plain way adds it up."""
    values[:, LIMITATIONS] = [round(remains, 6) for remains in values[:, LIMITATIONS].tolist()]
    silent, counts = np.isnan(values), [weight.weight for weight in weights]
    sums, total = np.zeros(len(values)), sum(counts)
    for count, column in zip(counts, np.where(silent, UNKNOWN, values).T, strict=True):
        sums += count * column
    losses = [-round(points / total, 6) for points in sums.tolist()]
    told = values.astype(object)
    told[silent] = None
    return list(zip(floors.tolist(), losses, ids, told.tolist(), strict=True))
