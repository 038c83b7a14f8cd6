"""What the word pairs of a text are worth among all texts: a phrase of every employer proves nothing."""

from collections import Counter
from collections.abc import Iterable, Mapping
from math import log

COMMON_SHARE = 0.02
COMMON_AT_LEAST = 20
RARE_PART = 8
"""A word pair in fewer than an eighth of what is common counts in full."""
ALONE = 0.5
"""A pair in one text only may be an edit of that copy: it weighs less against it than a shared pair weighs for it."""
SKETCH_SIZE = 48
SKETCH_SHARED = 16
"""More texts than a job has copies: a pair of so many would only make more strangers to compare."""


class Rarity:
    """The weight of every word pair, from 1 for a rare one down to 0 for one that many texts share."""

    def __init__(self, texts: Mapping[str, frozenset[int]]) -> None:
        self._counts = Counter(pair for pairs in texts.values() for pair in pairs)
        limit = int(max(COMMON_AT_LEAST, COMMON_SHARE * len(texts)))
        self._rare = limit / RARE_PART
        graded = [min(1.0, log(limit / number) / log(RARE_PART)) for number in range(1, limit + 1)]
        self._worth = [0.0, ALONE, *graded[1:]]
        self._totals = {key: self.weigh(pairs) for key, pairs in texts.items()}

    def weigh(self, pairs: Iterable[int]) -> float:
        worth, counts = self._worth, self._counts
        last = len(worth)
        return sum(worth[number] for pair in pairs if (number := counts[pair]) < last)

    def share(self, one: str, other: str, both: frozenset[int]) -> float:
        """How much of the lighter of two texts stands in both, by weight: a shortened copy is still a copy."""
        lighter = min(self._totals[one], self._totals[other])
        return self.weigh(both) / lighter if lighter else 0.0

    def likeness(self, one: str, other: str, both: frozenset[int]) -> float:
        """How much of two texts together stands in both, by weight: 1 for the same text."""
        shared = self.weigh(both)
        together = self._totals[one] + self._totals[other] - shared
        return shared / together if together else 0.0

    def sketch(self, pairs: Iterable[int]) -> list[int]:
        """The pairs that stand for a text when looking for copies: rare ones that at least one other text has."""
        most = min(max(self._rare, 2), SKETCH_SHARED)
        return sorted(pair for pair in pairs if 1 < self._counts[pair] <= most)[:SKETCH_SIZE]
