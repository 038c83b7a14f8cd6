"""The best of the whole stock for one person, in the order in which the plain way puts it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from operator import mul

import numpy as np

from dossier.model.person import Person
from matcher.floor import Floor
from matcher.profile import build_profile
from matcher.ranking import phase_of
from matcher.stock.pay import measure_pay
from matcher.stock.person import Readings, lay_tables
from matcher.stock.rows import Beside, Means, PayMeasure, Scale
from matcher.stock.sift import find_bound, sift_rows
from matcher.stock.stock import Stock
from matcher.stock.titles import list_wordings, place_wordings
from matcher.stock.weighing import EDUCATION, FRESHNESS, LANGUAGES, LICENCES, LIMITATIONS, TRAVEL, WAGE, read_rows
from matcher.stock.words import lay_words
from matcher.weights import FEATURES, Weight, list_weights

GROUP = 500
NAMES = tuple(feature.name for feature in FEATURES)
UNKNOWNS = [feature.unknown for feature in FEATURES]
UNKNOWN = np.array(UNKNOWNS)
FLOORS = tuple(Floor)


@dataclass(frozen=True)
class Found:
    """One place in the list: which vacancy, on which floor, with what score, and what every feature found."""

    vacancy: str
    floor: Floor
    score: float
    values: dict[str, float | None]


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
    weights = list_weights(phase_of(person, on), {}) if weights is None else weights
    scale = Scale(np.array([weight.weight for weight in weights]), UNKNOWN, find_most(means, own))
    bound, found = -np.inf, list[Found]()
    for part in stock.parts:
        said = lay_words(part.terms, person, profile, stock.rarity, readings.desk_of(part))
        beside = Beside(part.rows, means, said, readings.offers, own)
        rows, keys = sift_rows(beside, scale, top, bound)
        bound = max(bound, find_bound(keys, top))
        values, floors = read_rows(beside, rows)
        found += _tell_rows([part.ids[row].decode() for row in rows], values, floors, weights)
    return sorted(found, key=lambda one: (one.floor, -one.score, one.vacancy))[:top]


def find_most(means: Means, own: PayMeasure) -> np.ndarray:
    """What each feature can find at most for this person."""
    most: np.ndarray = np.maximum(1.0, UNKNOWN)
    for feature, table in (
        (TRAVEL, means.travel), (EDUCATION, means.education), (LICENCES, means.licences),
        (LANGUAGES, means.languages), (FRESHNESS, means.freshness),
    ):  # fmt: skip
        most[feature] = np.max(np.where(np.isnan(table), UNKNOWN[feature], table), initial=UNKNOWN[feature])
    if np.isnan(own.old_wage):
        most[WAGE] = UNKNOWN[WAGE]
    return most


def _tell_rows(ids: Sequence[str], values: np.ndarray, floors: np.ndarray, weights: Sequence[Weight]) -> list[Found]:
    """The rows as they are told, with the score exactly as the plain way adds it up."""
    counts, told = [weight.weight for weight in weights], []
    total = sum(counts)
    for vacancy, row, floor in zip(ids, values.tolist(), floors.tolist(), strict=True):
        known = [None if value != value else value for value in row]  # noqa: PLR0124 - nan is what is not itself
        if (remains := known[LIMITATIONS]) is not None:
            known[LIMITATIONS] = round(remains, 6)
        counted = [other if value is None else value for other, value in zip(UNKNOWNS, known, strict=True)]
        score = sum(map(mul, counts, counted)) / total
        told.append(Found(vacancy, FLOORS[floor], round(score, 6), dict(zip(NAMES, known, strict=True))))
    return told
