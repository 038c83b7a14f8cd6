"""The best of the whole stock for one person, in the order in which the plain way puts it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from dossier.model.person import Person
from matcher.features import FULL_TEXT_LIKENESS, KINSHIP_COUNTS
from matcher.floor import MANY, Floor
from matcher.kinship import SAME
from matcher.profile import Profile, build_profile, skill_terms
from matcher.ranking import phase_of
from matcher.stock.cell import Told
from matcher.stock.limits import count_told, weigh_limitations
from matcher.stock.person import Readings, Tables, lay_tables
from matcher.stock.stock import Part, Stock
from matcher.stock.terms import find_likeness
from matcher.weights import FEATURES, Weight, list_weights

SLACK = 3e-6
"""Scores are rounded to a millionth at the end: whoever comes this near may belong to the best."""


@dataclass(frozen=True)
class Found:
    """One place in the list: which vacancy, on which floor, with what score, and what every feature found."""

    vacancy: str
    floor: Floor
    score: float
    values: dict[str, float | None]


def find_best(
    person: Person, stock: Stock, readings: Readings, *, on: date, top: int, weights: Sequence[Weight] | None = None
) -> list[Found]:
    """The first `top` of the list of everything, by floor, then by score, then by id (as `matcher.ranking`)."""
    profile = build_profile(person)
    tables = lay_tables(person, profile, readings, on)
    weights = list_weights(phase_of(person, on), {}) if weights is None else weights
    best: list[Found] = []
    for part in stock.parts:
        values, floors = weigh_part(part, person, profile, tables, stock, readings)
        best += _take_best(part, values, floors, weights, top)
    return sorted(best, key=lambda one: (one.floor, -one.score, one.vacancy))[:top]


def weigh_part(
    part: Part, person: Person, profile: Profile, tables: Tables, stock: Stock, readings: Readings
) -> tuple[dict[str, np.ndarray], np.ndarray]:
    """What every feature finds in every row (nan = nothing to say), and the floor of every row."""
    title, unit, offer, place, asked = (part.column[name] for name in ("title", "unit", "offer", "workplace", "asked"))
    telework, tally = tables.telework[asked], np.zeros(len(part.ids), dtype=np.uint32)
    values = {
        "work_history": _weigh_name(tables.work_title[title], tables.work_unit[unit]),
        "search_direction": _weigh_name(tables.direction_title[title], tables.direction_unit[unit]),
        "wage": tables.wage[offer],
        "tasks": _weigh_tasks(part, profile, stock),
        "hours": tables.hours[offer],
        "travel": _weigh_travel(tables.travel[place], telework),
        "skills": _weigh_skills(part, person, stock),
        "education": tables.education[asked],
        "wishes": _weigh_wishes(part, profile, stock),
        "licences": tables.licences[asked],
        "languages": tables.languages[asked],
        "freshness": tables.freshness[part.column["posted"]],
    }
    if person.limitations:
        values["limitations"], tally = weigh_limitations(part, person.limitations, readings.verdicts)
    else:
        values["limitations"] = np.full(len(part.ids), np.nan)
    costs = (tables.too_far[place] & ~telework) | tables.below_threshold[offer]
    return values, find_floors(tally, tables.too_many_hours[offer], costs, (tables.work_unit == SAME)[unit])


def find_floors(tally: np.ndarray, too_many_hours: np.ndarray, costs: np.ndarray, own_trade: np.ndarray) -> np.ndarray:
    """As `matcher.floor`: what exceeds last, then what probably does not suit or costs too much."""
    exceeds, likely, usual, named = (
        count_told(tally, told) for told in (Told.EXCEEDS, Told.PROBABLY_EXCEEDS, Told.OCCUPATION_EXCEEDS, Told.NAMED)
    )
    doubt = (likely > 0) | (own_trade & (usual + named > 0)) | (named >= MANY)
    floors = np.where(doubt | costs, Floor.PROBABLY_NOT, Floor.MAY_SUIT)
    return np.where(too_many_hours | (exceeds > 0), Floor.EXCEEDS, floors).astype(np.int8)


def _take_best(
    part: Part, values: dict[str, np.ndarray], floors: np.ndarray, weights: Sequence[Weight], top: int
) -> list[Found]:
    """The best rows of one part: first roughly, by sums of arrays, then exactly, in the order of the features."""
    rough = -1000.0 * floors + sum(
        weight.weight * np.nan_to_num(values[feature.name], nan=feature.unknown)
        for feature, weight in zip(FEATURES, weights, strict=True)
    ) / sum(weight.weight for weight in weights)
    if len(rough) > top:
        bound = np.partition(rough, len(rough) - top)[len(rough) - top]
        rows = np.flatnonzero(rough >= bound - SLACK)
    else:
        rows = np.arange(len(rough))
    return [_read_row(part, values, floors, weights, int(row)) for row in rows]


def _read_row(
    part: Part, values: dict[str, np.ndarray], floors: np.ndarray, weights: Sequence[Weight], row: int
) -> Found:
    found = {name: None if np.isnan(column[row]) else float(column[row]) for name, column in values.items()}
    known = [feature.unknown if (value := found[feature.name]) is None else value for feature in FEATURES]
    total = sum(weight.weight for weight in weights)
    score = sum(weight.weight * value for weight, value in zip(weights, known, strict=True)) / total
    return Found(part.ids[row], Floor(int(floors[row])), round(score, 6), found)


def _weigh_name(alike: np.ndarray, kin: np.ndarray) -> np.ndarray:
    """By the name, or by the occupation where that says more."""
    counted = kin * KINSHIP_COUNTS
    return np.where(counted > alike, np.round(counted, 6), alike)


def _weigh_tasks(part: Part, profile: Profile, stock: Stock) -> np.ndarray:
    if not profile.task_terms:
        return np.full(len(part.ids), np.nan)
    alike = find_likeness(part.terms, stock.rarity.weigh(profile.task_terms), stock.rarity)
    return np.round(np.minimum(1.0, alike / FULL_TEXT_LIKENESS), 6)


def _weigh_travel(value: np.ndarray, telework: np.ndarray) -> np.ndarray:
    """Nought is beyond the agreed time; with work from home the journey is a question."""
    return np.where((value == 0) & telework, np.nan, value)


def _weigh_skills(part: Part, person: Person, stock: Stock) -> np.ndarray:
    if not person.skills:
        return np.full(len(part.ids), np.nan)
    known = np.zeros(len(part.ids))
    for skill in person.skills:
        if terms := sorted(skill_terms(skill)):
            known[part.terms.say_all([stock.shared.term.find(term) for term in terms])] += 1
    return np.round(np.minimum(1.0, known / min(3, len(person.skills))), 6)


def _weigh_wishes(part: Part, profile: Profile, stock: Stock) -> np.ndarray:
    if not profile.wish_terms:
        return np.full(len(part.ids), np.nan)
    found = np.zeros(len(part.ids))
    for term in profile.wish_terms:
        found[part.terms.say_all([stock.shared.term.find(term)])] += 1
    return np.round(np.minimum(1.0, 2 * np.round(found / len(profile.wish_terms), 6)), 6)
