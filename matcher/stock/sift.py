"""Finds the best rows of a part without weighing all of them: what can no longer reach the list falls away early.

What a row comes to without its limitations is a sum of what the person makes of shared values: title, journey, papers,
date, offer, and its own words. What its text surely puts on a lower floor is known before anything is looked at, so a
person with several limitations leaves few rows. Of these, the best that say a word of the person are weighed whole
first; the bound that they set lets most others fall after a look at title and journey. The bound only rises, and
whoever lies at or above it, a hair's breadth included, is kept. A row stands at least as low as its text, its journey
and its offer say; a lower floor is looked at only where the list is not full without it.
"""

from typing import NamedTuple

import numpy as np

from matcher.stock.rows import Beside, Scale
from matcher.stock.scan import (
    FLOOR_COSTS,
    Tables,
    add_journeys,
    add_names,
    scan_said,
    scan_silent,
    weigh_offers,
    weigh_rows,
)
from matcher.stock.weighing import (
    EDUCATION,
    FRESHNESS,
    LANGUAGES,
    LAST,
    LICENCES,
    LIMITATIONS,
    MAY_SUIT,
    PROBABLY_NOT,
    SKILLS,
    TASKS,
    WISHES,
    multiply_usual,
)

SLACK = 3e-6
"""Scores are rounded to a millionth at the end: whoever comes this near may belong to the best."""
BREADTH = 1e-3
"""Sums of single precision, in points of weight, are off by less than this."""
LEAST = -1e6
"""What every row comes to."""
FIRST = 512
"""So many of the most promising are weighed first, to raise the bound."""
MANY = 4_096
"""Where so many may still reach the bound, the most promising of them are weighed once more to raise it."""


class Sums(NamedTuple):
    """What a part and a person come to before any row is looked at; points are scores that are not yet divided."""

    scale: Scale
    total: float
    tables: Tables
    usual: tuple[np.ndarray, np.ndarray]
    """Per kind of silence what remains of the value, and the tally."""

    def need(self, bound: float, floor: int) -> float:
        """What a row of a floor must come to without its limitations to reach a bound with them."""
        points = (bound + FLOOR_COSTS * floor) * self.total - self.scale.weights[LIMITATIONS] - BREADTH
        return float(max(points, LEAST))


def sift_rows(beside: Beside, bars: np.ndarray, scale: Scale, top: int, bound: float) -> tuple[np.ndarray, np.ndarray]:
    """The rows that may belong to the best, with their keys; `bound` is a key that is surely reached."""
    sums, rows, keys = add_up(beside, bars, scale), np.zeros(0, dtype=np.int32), np.zeros(0)
    for floor in (MAY_SUIT, PROBABLY_NOT, LAST):
        if bound <= 1.0 - FLOOR_COSTS * floor + SLACK:
            found, values = _sift_floor(beside, sums, top, bound, floor)
            rows, keys = np.concatenate([rows, found]), np.concatenate([keys, values])
            bound = max(bound, find_bound(keys, top))
    reached = keys >= bound - SLACK
    return rows[reached], keys[reached]


def find_bound(keys: np.ndarray, top: int) -> float:
    """The key that so many reach."""
    return float(np.partition(keys, len(keys) - top)[len(keys) - top]) if len(keys) >= top else -np.inf


def _sift_floor(beside: Beside, sums: Sums, top: int, bound: float, floor: int) -> tuple[np.ndarray, np.ndarray]:
    """The same for the rows that journey, offer and text surely put on one floor."""
    rows, most = scan_said(beside, sums.tables, sums.scale, floor, sums.need(bound, floor))
    bound = max(bound, _raise_bound(beside, sums, rows, most, top, bound, floor))
    others, their_most = scan_silent(beside, sums.tables, floor, sums.need(bound, floor))
    rows, most = np.concatenate([rows, others]), np.concatenate([most, their_most])
    if len(others) > MANY:
        bound = max(bound, _raise_bound(beside, sums, rows, most, top, bound, floor))
    left = most >= sums.need(bound, floor)
    return weigh_rows(beside, sums.scale, sums.usual, rows[left], most[left], floor, bound - SLACK)


def _raise_bound(
    beside: Beside, sums: Sums, rows: np.ndarray, most: np.ndarray, top: int, bound: float, floor: int
) -> float:
    """The bound that the most promising of these rows set."""
    first = np.argpartition(most, len(most) - FIRST)[-FIRST:] if len(most) > FIRST else slice(None)
    _, keys = weigh_rows(beside, sums.scale, sums.usual, rows[first], most[first], floor, bound - SLACK)
    return find_bound(keys, top)


def add_up(beside: Beside, bars: np.ndarray, scale: Scale) -> Sums:
    said, means = beside.said, beside.means
    asked = ((TASKS, said.has_tasks), (SKILLS, said.skills_for_all), (WISHES, said.wish_count))
    papers = ((EDUCATION, means.education), (LICENCES, means.licences), (LANGUAGES, means.languages))
    silent = sum(float(scale.weights[feature] * scale.unknown[feature]) for feature, given in asked if not given)
    by_offer, offer_floor = weigh_offers(beside.offers, beside.own, scale)
    by_group, group_floor = add_journeys(beside.rows, means, scale, silent)
    tables = Tables(
        by_job=add_names(means, scale),
        by_asked=np.asarray(sum(_count(scale, feature, table) for feature, table in papers), dtype=np.float32),
        by_date=_count(scale, FRESHNESS, means.freshness).astype(np.float32),
        by_group=by_group,
        group_floor=group_floor,
        by_offer=by_offer,
        offer_floor=offer_floor,
        bars=bars,
    )
    return Sums(scale, float(scale.weights.sum()) or 1.0, tables, multiply_usual(means.told_by_still))


def _count(scale: Scale, feature: int, table: np.ndarray) -> np.ndarray:
    return np.asarray(scale.weights[feature] * np.where(np.isnan(table), scale.unknown[feature], table))
