"""The words of the stock by word: which vacancies say a term, how often, and how rare it is."""

from array import array
from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np
from scipy.sparse import csc_matrix, csr_matrix

from matcher.stock.kind import Kinds

MOST_SAID = 255
LOUDNESS = 1 + np.log(np.maximum(np.arange(MOST_SAID + 1), 1))
"""What saying a term so many times counts for: 1 + ln(times)."""


class TermRows:
    """The terms of vacancies that are being taken in, a row each."""

    def __init__(self, vocabulary: Kinds[str]) -> None:
        self._vocabulary = vocabulary
        self._said = array("i")
        self._ends = array("q", [0])

    def add(self, terms: Iterable[str]) -> None:
        self._said.extend(map(self._vocabulary.numbers.__getitem__, terms))
        self._ends.append(len(self._said))

    @property
    def arrays(self) -> tuple[np.ndarray, np.ndarray]:
        """The terms of all rows one after the other, and where each row ends."""
        return np.frombuffer(self._said, dtype=np.int32), np.frombuffer(self._ends, dtype=np.int64)

    def close(self) -> "TermPostings":
        said, ends = self.arrays
        once = np.ones(len(said), dtype=np.int16)
        rows = csr_matrix((once, said, ends), shape=(len(ends) - 1, len(self._vocabulary)))
        rows.sum_duplicates()
        counts = csc_matrix(rows)
        times = np.minimum(counts.data, MOST_SAID).astype(np.uint8)
        return TermPostings(counts.indptr.astype(np.int64), counts.indices.astype(np.int32), times, len(ends) - 1)


class TermPostings:
    """Per term the rows that say it and how often, for rows that were taken in together."""

    def __init__(self, starts: np.ndarray, rows: np.ndarray, times: np.ndarray, size: int) -> None:
        self.starts, self.rows, self.times, self.size = starts, rows, times, size
        self.lengths = np.ones(size)

    @property
    def size_of_vocabulary(self) -> int:
        """So many terms were known when these rows were closed."""
        return len(self.starts) - 1

    @property
    def found(self) -> np.ndarray:
        """How many rows say each term that was known when these rows were closed."""
        return np.diff(self.starts)

    def measure(self, rarity: np.ndarray) -> None:
        """Let every row count as one of unit length."""
        weights = LOUDNESS[self.times] * np.repeat(rarity[: len(self.found)], self.found)
        self.lengths = np.sqrt(np.bincount(self.rows, weights=weights * weights, minlength=self.size))
        self.lengths[self.lengths == 0] = 1.0

    def span(self, term: int | None) -> slice:
        """Where the postings of a term stand; nowhere for a term that these rows do not know."""
        if term is None or term + 1 >= len(self.starts):
            return slice(0, 0)
        return slice(int(self.starts[term]), int(self.starts[term + 1]))


class Rarity:
    """How rare every term is: ln((1 + n) / (1 + df)) + 1, as scikit-learn's TfidfTransformer has it.

    Taken once for the whole stock; rows that come later are weighed by it until the stock is built anew.
    """

    def __init__(self, vocabulary: Kinds[str], values: np.ndarray, rows: int) -> None:
        self._vocabulary, self.values, self.rows = vocabulary, values, rows
        self._unseen = float(np.log(1 + rows) + 1)

    def weigh(self, terms: Iterable[str]) -> list[tuple[int, float]]:
        """The number of each term that the stock knows, with its weight in a text of these terms."""
        said = Counter(terms)
        numbers = {term: self._vocabulary.find(term) for term in said}
        weights = {term: LOUDNESS[min(times, MOST_SAID)] * self.of(numbers[term]) for term, times in said.items()}
        length = float(np.sqrt(sum(weight * weight for weight in weights.values()))) or 1.0
        return [(number, weight / length) for term, weight in weights.items() if (number := numbers[term]) is not None]

    def find(self, term: str) -> int | None:
        """The number of a term, None where the stock does not know it."""
        return self._vocabulary.find(term)

    def extended(self, terms: int) -> np.ndarray:
        """The rarity of so many terms, those included that came after it was taken."""
        return np.concatenate([self.values, np.full(max(0, terms - len(self.values)), self._unseen)])

    def of(self, number: int | None) -> float:
        return self._unseen if number is None or number >= len(self.values) else float(self.values[number])


def measure_rarity(vocabulary: Kinds[str], parts: Sequence[TermPostings]) -> Rarity:
    found, rows = np.zeros(len(vocabulary)), sum(part.size for part in parts)
    for part in parts:
        found[: len(part.found)] += part.found
    return Rarity(vocabulary, np.log((1 + rows) / (1 + found)) + 1, rows)


def find_likeness(part: TermPostings, asked: Sequence[tuple[int, float]], rarity: Rarity) -> np.ndarray:
    """The cosine of every row with the weighed terms of a person, rounded so that it never wavers (to 12 decimals)."""
    spans = [(part.span(term), weight * rarity.of(term)) for term, weight in asked]
    if not spans:
        return np.zeros(part.size)
    rows = np.concatenate([part.rows[span] for span, _ in spans])
    weights = np.concatenate([LOUDNESS[part.times[span]] * weight for span, weight in spans])
    return np.round(np.bincount(rows, weights=weights, minlength=part.size) / part.lengths, 12)
