"""What every wage and size on offer is worth to one person: the 65% test of `dossier.rules.wage`, compiled."""

from collections.abc import Sequence
from datetime import date

import numpy as np
from numba import njit

from dossier.model.person import Person
from dossier.model.posting import VacancyIn
from dossier.rules.comparison import compare
from dossier.rules.hours import hours_limit
from dossier.rules.offer import find_floor, read_offer
from dossier.rules.parameter import number_on
from dossier.rules.wage import below_threshold_penalty
from dossier.rules.wage_flag import WageFlag
from matcher.stock.entry import Pay
from matcher.stock.rows import OfferArrays, PayMeasure
from matcher.stock.stock import Hours

Wage = tuple[float, float, bool, bool]
"""Lowest and highest per hour, whether it is stated, and whether it is an amount that cannot be right."""
NEAR = 1e-9
"""So near the threshold the fractions decide, not the floating point: what lies so near is exactly on it."""
SOME_HOURS = 0.6
"""What a size counts for that may be had within the limit, and may be more."""


def read_wages(kinds: Sequence[tuple[Pay, Hours]], pays: dict[Pay, Wage], on: date) -> np.ndarray:
    """A row per offer, in the order of OfferArrays; `pays` remembers the wages that were read on the same day."""
    rows = []
    for pay, (low, high) in kinds:
        if pay not in pays:
            offer = read_offer(pay.as_posting(), on=on)
            unusable = WageFlag.AMOUNT_UNUSABLE in offer.flags and not offer.is_stated
            pays[pay] = (_float(offer.low), _float(offer.high), offer.is_stated, unusable)
        lowest, highest, stated, unusable = pays[pay]
        rows.append((lowest, highest, _float(low), _float(high), stated, unusable))
    return np.array(rows, dtype=float).reshape(len(rows), 6)


def lay_offers(table: np.ndarray) -> OfferArrays:
    low, high, hours_low, hours_high, stated, unusable = np.ascontiguousarray(table.T)
    return OfferArrays(low, high, hours_low, hours_high, stated > 0, unusable > 0)


def _float(number: object) -> float:
    return float("nan") if number is None else float(number)  # type: ignore[arg-type]


def measure_pay(person: Person, on: date) -> PayMeasure:
    """The side of the person in rules 2b; an old wage that is unknown leaves every wage unknown."""
    nothing = VacancyIn(id="", title="")
    plain = compare(person, nothing, read_offer(nothing, on=on), None, on=on)
    known = plain.old_hour is not None and plain.old_hours is not None
    floor = find_floor(on)
    return PayMeasure(
        old_wage=float(plain.old_hour * plain.old_hours) if known else float("nan"),  # type: ignore[operator]
        threshold=float(plain.threshold) - NEAR,
        attainable=_float(plain.attainable),
        has_attainable=plain.attainable is not None,
        floor=_float(floor and floor.amount),
        penalty=float(below_threshold_penalty(on, person.waiting_period_end, person.track_two_start)),
        neutral=float(number_on("wage", "neutral_score", on)),
        limit=_float(hours_limit(person)),
        assumed_low=_float(plain.size.low),
        assumed_high=_float(plain.size.high),
    )


@njit(cache=True)
def weigh_hours(low: float, high: float, limit: float) -> tuple[float, bool]:
    """The value of the hours (nan = unknown), and whether they are over the limit; as `dossier.rules.hours`."""
    if np.isnan(limit) or (np.isnan(low) and np.isnan(high)):
        return np.nan, False
    if low > limit:
        return 0.0, True
    if high <= limit:
        return 1.0, False
    return (np.nan if np.isnan(low) else SOME_HOURS), False


@njit(cache=True)
def weigh_pay(
    low: float, high: float, hours_low: float, hours_high: float, stated: bool, unusable: bool, own: PayMeasure
) -> tuple[float, bool]:
    """The value of the wage (nan = unknown), and whether it stays below the threshold (rules 2b steps 3 to 6)."""
    if np.isnan(own.old_wage) or hours_low > own.limit:
        return np.nan, False
    fewest, most = _count_hours(hours_low, hours_high, own)
    lowest = low if stated else own.floor
    at_fewest, at_most = lowest * fewest / own.old_wage, lowest * most / own.old_wage
    at_best = high * most / own.old_wage
    meets = at_most >= own.threshold
    reached = meets or at_fewest >= own.threshold or at_best >= own.threshold
    below = stated and not np.isnan(most) and not reached and not own.has_attainable and not np.isnan(high)
    unknown = np.isnan(most) if stated else not meets and not unusable
    if np.isnan(at_fewest) or unknown:
        return np.nan, below
    score = _mean(at_fewest, at_most, at_best, own)
    if not stated and not unusable and meets:
        score = max(score, own.neutral)
    return np.rint(score * 1e6) / 1e6, below


@njit(cache=True)
def _count_hours(low: float, high: float, own: PayMeasure) -> tuple[float, float]:
    """The fewest and the most hours that count (rules 2b step 3)."""
    if np.isnan(low) and np.isnan(high):
        return own.assumed_low, own.assumed_high
    most = own.limit if np.isnan(high) else high if np.isnan(own.limit) else min(high, own.limit)
    return low, (low if np.isnan(most) else most)


@njit(cache=True)
def _mean(at_fewest: float, at_most: float, at_best: float, own: PayMeasure) -> float:
    """Over what is known."""
    total, known = 0.0, 0
    for ratio in (at_fewest, at_most, at_best):
        if not np.isnan(ratio):
            total += _score(ratio, own)
            known += 1
    return total / max(known, 1)


@njit(cache=True)
def _score(ratio: float, own: PayMeasure) -> float:
    if own.has_attainable:
        return min(1.0, ratio / own.attainable) if own.attainable != 0 else 1.0
    return max(0.0, min(1.0, ratio) - (0.0 if ratio >= own.threshold else own.penalty))
