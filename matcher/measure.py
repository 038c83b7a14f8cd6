"""The figures of a ranked list: nDCG, precision and reciprocal rank, from grades in the order shown."""

import math
from collections.abc import Sequence

RELEVANT = 2
"""From this grade a vacancy counts as one to propose (contracts: evaluate)."""


def cumulate_gain(grades: Sequence[int], depth: int) -> float:
    """The discounted gain of the first `depth` places; a grade gains 2^grade - 1."""
    return math.fsum((2**grade - 1) / math.log2(place + 1) for place, grade in enumerate(grades[:depth], start=1))


def find_ndcg(shown: Sequence[int], depth: int) -> float:
    """The gain as a share of the best possible order; 0 where nothing has a grade above 0."""
    best = cumulate_gain(sorted(shown, reverse=True), depth)
    return cumulate_gain(shown, depth) / best if best else 0.0


def find_precision(shown: Sequence[int], depth: int) -> float:
    return sum(grade >= RELEVANT for grade in shown[:depth]) / depth


def find_reciprocal_rank(shown: Sequence[int]) -> float:
    """One over the place of the first relevant one; 0 where there is none."""
    return next((1 / place for place, grade in enumerate(shown, start=1) if grade >= RELEVANT), 0.0)


def find_mean(values: Sequence[float]) -> float:
    return round(sum(values) / len(values), 4) if values else 0.0
