"""What every wage and size on offer is worth to one person: the 65% test of `dossier.rules.wage`, compiled."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

import numpy as np
from numba import njit

from dossier.model.person import Person
from dossier.model.posting import VacancyIn
from dossier.rules.comparison import compare
from dossier.rules.hours import hours_limit
from dossier.rules.offer import Offer, find_floor, read_offer
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
NOTHING = VacancyIn(id="", title="")
LEAST = 1e-300
"""What can be earned where that is nothing: then every wage is enough."""
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
    plain = compare(person, NOTHING, _offer_nothing(on), None, on=on)
    known = plain.old_hour is not None and plain.old_hours is not None
    attainable = None if plain.attainable is None else float(plain.attainable) or LEAST
    step = below_threshold_penalty(on, person.waiting_period_end, person.track_two_start)
    floor = find_floor(on)
    return PayMeasure(
        old_wage=float(plain.old_hour * plain.old_hours) if known else float("nan"),  # type: ignore[operator]
        threshold=float(plain.threshold) - NEAR,
        full=attainable or 1.0,
        has_attainable=attainable is not None,
        floor=_float(floor and floor.amount),
        penalty=0.0 if attainable else float(step),
        neutral=float(number_on("wage", "neutral_score", on)),
        limit=_float(hours_limit(person)),
        assumed_low=_float(plain.size.low),
        assumed_high=_float(plain.size.high),
    )


@lru_cache(maxsize=8)
def _offer_nothing(on: date) -> Offer:
    return read_offer(NOTHING, on=on)


@njit(cache=True, forceinline=True)
def weigh_hours(low: float, high: float, limit: float) -> tuple[float, bool]:
    """The value of the hours (nan = unknown), and whether they are over the limit; as `dossier.rules.hours`."""
    silent = np.isnan(limit) | (np.isnan(low) & np.isnan(high))
    over = low > limit
    value = 0.0 if over else 1.0 if high <= limit else np.nan if np.isnan(low) else SOME_HOURS
    return (np.nan if silent else value), over


@njit(cache=True, forceinline=True, error_model="numpy")
def weigh_pay(
    low: float, high: float, hours_low: float, hours_high: float, stated: bool, unusable: bool, own: PayMeasure
) -> tuple[float, bool]:
    """The value of the wage (nan = unknown, not rounded), and whether it stays below the threshold (2b steps 3 to 6).

    Without a branch, so that the machine weighs several offers at a time.
    """
    silent = np.isnan(hours_low) & np.isnan(hours_high)
    within = own.limit if np.isnan(hours_high) | (hours_high > own.limit) else hours_high
    most = own.assumed_high if silent else hours_low if np.isnan(within) else within
    fewest = own.assumed_low if silent else hours_low
    lowest = low if stated else own.floor
    per_wage = 1 / own.old_wage
    at_fewest, at_most, at_best = lowest * fewest * per_wage, lowest * most * per_wage, high * most * per_wage
    meets = at_most >= own.threshold
    reached = meets | (at_fewest >= own.threshold) | (at_best >= own.threshold)
    unjudged = np.isnan(own.old_wage) | (hours_low > own.limit)
    unknown = np.isnan(most) if stated else not (meets | unusable)
    below = stated & (not (unjudged | np.isnan(most) | reached | np.isnan(high) | own.has_attainable))
    known = (0.0 if np.isnan(at_fewest) else 1.0) + (0.0 if np.isnan(at_most) else 1.0)
    known += 0.0 if np.isnan(at_best) else 1.0
    score = (_score(at_fewest, own) + _score(at_most, own) + _score(at_best, own)) / max(known, 1.0)
    neutral = own.neutral if meets & (not (stated | unusable)) else 0.0
    score = max(score, neutral)
    return (np.nan if unjudged | unknown | np.isnan(at_fewest) else score), below


@njit(cache=True, forceinline=True, error_model="numpy")
def _score(ratio: float, own: PayMeasure) -> float:
    """What part of the old wage counts for; nothing where it is unknown."""
    part = min(1.0, ratio * (1 / own.full))
    part -= 0.0 if ratio >= own.threshold else own.penalty
    return part if (part > 0.0) & (not np.isnan(ratio)) else 0.0
