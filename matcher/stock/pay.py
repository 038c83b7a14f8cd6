"""What every wage and size on offer is worth to one person: the 65% test of `dossier.rules.wage` over arrays."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

import numpy as np

from dossier.model.person import Person
from dossier.model.posting import VacancyIn
from dossier.rules.comparison import Comparison, compare
from dossier.rules.hours import hours_limit
from dossier.rules.offer import find_floor, read_offer
from dossier.rules.parameter import number_on
from dossier.rules.wage import below_threshold_penalty
from dossier.rules.wage_flag import WageFlag
from matcher.stock.entry import Pay
from matcher.stock.stock import Hours

Wage = tuple[float, float, bool, bool]
"""Lowest and highest per hour, whether it is stated, and whether it is an amount that cannot be right."""
NEAR = 1e-9
"""So near the threshold the fractions decide, not the floating point."""


@dataclass(frozen=True)
class Offers:
    """Per kind of offer: gross euros per hour without holiday allowance, hours a week; nan = not stated."""

    low: np.ndarray
    high: np.ndarray
    hours_low: np.ndarray
    hours_high: np.ndarray
    stated: np.ndarray
    unusable: np.ndarray


def read_offers(kinds: Sequence[tuple[Pay, Hours]], pays: dict[Pay, Wage], on: date) -> Offers:
    """`pays` remembers the wages that were read before on the same day."""
    rows = []
    for pay, (low, high) in kinds:
        if pay not in pays:
            offer = read_offer(pay.as_posting(), on=on)
            unusable = WageFlag.AMOUNT_UNUSABLE in offer.flags and not offer.is_stated
            pays[pay] = (_float(offer.low), _float(offer.high), offer.is_stated, unusable)
        rows.append((*pays[pay], _float(low), _float(high)))
    table = np.array(rows, dtype=float).reshape(len(rows), 6)
    return Offers(table[:, 0], table[:, 1], table[:, 4], table[:, 5], table[:, 2] > 0, table[:, 3] > 0)


def _float(number: object) -> float:
    return float("nan") if number is None else float(number)  # type: ignore[arg-type]


def weigh_hours(offers: Offers, person: Person) -> tuple[np.ndarray, np.ndarray]:
    """The value of the hours (nan = unknown), and which sizes are over the limit; as `dossier.rules.hours`."""
    limit = _float(hours_limit(person))
    low, high = offers.hours_low, offers.hours_high
    over = low > limit
    values = np.where(over, 0.0, np.where(high <= limit, 1.0, np.where(np.isnan(low), np.nan, 0.6)))
    silent = (np.isnan(low) & np.isnan(high)) | np.isnan(limit)
    return np.where(silent, np.nan, values), over


def weigh_pay(offers: Offers, person: Person, on: date) -> tuple[np.ndarray, np.ndarray]:
    """The value of the wage (nan = unknown), and which offers stay below the threshold (rules 2b steps 3 to 6)."""
    plain = compare(person, VacancyIn(id="", title=""), read_offer(VacancyIn(id="", title=""), on=on), None, on=on)
    if plain.old_hour is None or plain.old_hours is None:
        return np.full(len(offers.low), np.nan), np.zeros(len(offers.low), dtype=bool)
    floor = find_floor(on)
    fewest, most, over = _count_hours(offers, plain, _float(hours_limit(person)))
    lowest = np.where(offers.stated, offers.low, _float(floor and floor.amount))
    old = float(plain.old_hour * plain.old_hours)
    ratios = [np.where(over, np.nan, wage * hours / old) for wage, hours in
              ((lowest, fewest), (lowest, most), (offers.high, most))]  # fmt: skip
    reached = [_reaches(ratio, plain.threshold) for ratio in ratios]
    stated_below = offers.stated & ~over & ~np.isnan(most) & ~reached[0] & ~reached[1] & ~reached[2]
    below = stated_below & (plain.attainable is None) & ~np.isnan(offers.high)
    penalty = below_threshold_penalty(on, person.waiting_period_end, person.track_two_start)
    score = _mean(
        [_score(ratio, reach, plain.attainable, float(penalty)) for ratio, reach in zip(ratios, reached, strict=True)]
    )
    lifted = ~offers.stated & ~offers.unusable & reached[1]
    score = np.where(lifted, np.maximum(score, float(number_on("wage", "neutral_score", on))), score)
    unknown = np.isnan(ratios[0]) | over | np.where(offers.stated, np.isnan(most), ~reached[1] & ~offers.unusable)
    return np.where(unknown, np.nan, np.round(score, 6)), below


def _count_hours(offers: Offers, plain: Comparison, limit: float) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The fewest and the most hours that count, and which sizes are over the limit (rules 2b step 3)."""
    low, high = offers.hours_low, offers.hours_high
    silent = np.isnan(low) & np.isnan(high)
    most = np.fmin(high, limit)
    most = np.where(np.isnan(most), low, most)
    assumed_low, assumed_high = _float(plain.size.low), _float(plain.size.high)
    return np.where(silent, assumed_low, low), np.where(silent, assumed_high, most), low > limit


def _reaches(ratio: np.ndarray, threshold: Fraction) -> np.ndarray:
    """Unrounded: 64,96% is not 65%; what lies within a billionth of the threshold is exactly on it."""
    return np.asarray(ratio >= float(threshold) - NEAR)


def _score(ratio: np.ndarray, reached: np.ndarray, attainable: Fraction | None, penalty: float) -> np.ndarray:
    if attainable is not None:
        share = ratio / float(attainable) if attainable else np.where(np.isnan(ratio), np.nan, 1.0)
        return np.asarray(np.minimum(1.0, share))
    return np.asarray(np.maximum(0.0, np.minimum(1.0, ratio) - np.where(reached, 0.0, penalty)))


def _mean(scores: Sequence[np.ndarray]) -> np.ndarray:
    known = sum((~np.isnan(score)).astype(float) for score in scores)
    total = sum(np.nan_to_num(score) for score in scores)
    return np.asarray(total / np.maximum(known, 1.0))
