"""Reads sentences word by word: what a word means comes from its parts and from the words around it.

Four layers look one, two, four and eight words to each side. Products are added up in whole numbers, so that every
machine and every number of threads gives the same scores. Learned by network_training.py; hunch.py says what it is
used for.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from math import sqrt

import numpy as np
from threadpoolctl import ThreadpoolController

from matcher.concept import concepts_of
from matcher.mark import split_marks

REACHES = (1, 2, 4, 8)
"""So many words to each side looks each layer."""
GAP = max(REACHES)
"""So many empty places lie between two sentences, so that none reads another."""
MOST = 127
"""Values and weights are whole numbers up to this: sums of a thousand products stay exact in 32-bit floats."""
NEVER = -20.0
"""The score of a demand where there is no word."""
BEGINNINGS, ENDINGS = range(3, 8), range(3, 7)
"""Letters at the beginning and the end of a word that count as a part of it."""


@dataclass(frozen=True, eq=False)
class Layout:
    """Sentences as one row of places, the words of each between empty ones."""

    firsts: np.ndarray
    lasts: np.ndarray
    sentences: np.ndarray
    """Of each place the sentence it belongs to."""
    inside: np.ndarray
    """1 where a word stands, else 0; a column."""

    @property
    def places(self) -> np.ndarray:
        return np.flatnonzero(self.inside)

    @property
    def starts(self) -> np.ndarray:
        """Of each sentence its first word, counting words alone."""
        return np.append(0, np.cumsum(self.lasts - self.firsts)[:-1])

    def reduce(self, how: np.ufunc, rows: np.ndarray) -> np.ndarray:
        """One row a sentence of the rows of its words."""
        cuts = np.column_stack([self.firsts, self.lasts]).ravel()
        return np.asarray(how.reduceat(rows, cuts)[::2])


def lay_out(lengths: Sequence[int]) -> Layout:
    """Places for sentences of so many words, at least one each."""
    ends = np.cumsum([length + GAP for length in lengths])
    inside = np.zeros((int(ends[-1]) + GAP, 1), np.float32)
    firsts, lasts = ends - lengths, ends
    for first, last in zip(firsts, lasts, strict=True):
        inside[first:last] = 1
    sentences = np.repeat(np.arange(len(lengths)), [length + GAP for length in lengths])
    return Layout(firsts, lasts, np.append(sentences, [len(lengths) - 1] * GAP), inside)


def look_around(rows: np.ndarray, reach: int) -> np.ndarray:
    """Each row beside the row `reach` places before it and the row as far behind it."""
    wide = np.zeros((len(rows), 3 * rows.shape[1]), rows.dtype)
    before, here, behind = np.split(wide, 3, axis=1)
    before[reach:], here[:], behind[:-reach] = rows[:-reach], rows, rows[reach:]
    return wide


def count_steps(values: np.ndarray, step: float) -> np.ndarray:
    """Values as whole numbers of steps."""
    return np.clip(np.rint(values / step), -MOST, MOST).astype(np.float32)


@dataclass(frozen=True, eq=False)
class Layer:
    """Whole weights, one row for each value that comes in; what a step of each sum is worth, and where it starts."""

    weights: np.ndarray
    scales: np.ndarray
    starts: np.ndarray

    def apply(self, steps: np.ndarray) -> np.ndarray:
        return np.asarray((steps @ self.weights).astype(np.float64) * self.scales + self.starts)


@dataclass(frozen=True, eq=False)
class Network:
    """What was learned; `keys` are the answers that it scores."""

    keys: tuple[str, ...]
    parts: dict[str, int]
    vectors: np.ndarray
    """Whole numbers, a row for each part of a word."""
    worth: float
    """Of a step of a vector, in steps of a word."""
    steps: np.ndarray
    """The size of a step of a word, of what stands around, of each layer, and of a whole sentence."""
    context: Layer
    layers: tuple[Layer, ...]
    spot: Layer
    whole: Layer


@dataclass(frozen=True)
class Said:
    """The words of a sentence (at least one), and those around it: before, behind, and of the heading."""

    words: Sequence[str]
    before: Sequence[str] = ()
    behind: Sequence[str] = ()
    heading: Sequence[str] = ()

    @property
    def around(self) -> tuple[Sequence[str], ...]:
        return self.before, self.behind, self.heading


@dataclass(frozen=True, eq=False)
class Scores:
    """How likely each answer is, as log odds: `whole` a row per sentence, `spots` a row per word of all sentences."""

    whole: np.ndarray
    spots: np.ndarray


def score(network: Network, said: Sequence[Said]) -> Scores:
    """Score every answer on every sentence (one at least, each with a word at least) and on every word of it."""
    with _find_pools().limit(limits=1):
        return score_on_all_cores(network, said)


@cache
def _find_pools() -> ThreadpoolController:
    """The products of one ad are too small to share among cores: two threads cost twice the time of one."""
    return ThreadpoolController()


def score_on_all_cores(network: Network, said: Sequence[Said]) -> Scores:
    """The same scores, with as many threads as there may be."""
    layout = lay_out([len(one.words) for one in said])
    word, context, *layers, whole = network.steps.tolist()
    places, starts = layout.places, layout.starts
    words = np.array([vector_of(network, each) for one in said for each in one.words])
    around = [[_sum_up(network, side) for side in one.around] for one in said]
    told = network.context.apply(count_steps(np.array(around).reshape(len(said), -1) * word, context))
    seen, size = words, word
    for number, (layer, reach, step) in enumerate(zip(network.layers, REACHES, layers, strict=True)):
        row = np.zeros((len(layout.inside), seen.shape[1]), np.float32)
        row[places] = seen
        added = layer.apply(look_around(row, reach)[places]) + (0 if number else told[layout.sentences[places]])
        added = np.maximum(added, 0)
        seen, size = count_steps(added + seen.astype(np.float64) * size if number else added, step), step
    spots = network.spot.apply(np.hstack([seen, words]))
    lengths = np.sqrt([[len(one.words)] for one in said])
    mean = count_steps(np.add.reduceat(words, starts).astype(np.float64) * word / lengths, whole)
    top = np.hstack([np.maximum.reduceat(seen, starts), mean])
    return Scores(network.whole.apply(top) + np.maximum.reduceat(spots, starts), spots)


def _sum_up(network: Network, words: Sequence[str]) -> np.ndarray:
    """Words without their order; each counts for less the more there are."""
    empty = np.zeros(network.vectors.shape[1])
    return np.asarray(sum((vector_of(network, word) for word in words), empty) / sqrt(len(words) or 1))


@lru_cache(maxsize=65_536)
def vector_of(network: Network, word: str) -> np.ndarray:
    """What a word means, from its parts that are known."""
    known = [network.parts[part] for part in parts_of(word) if part in network.parts]
    total = network.vectors[known].astype(np.float64).sum(axis=0)
    return count_steps(total / sqrt(len(known) or 1), 1 / network.worth)


@lru_cache(maxsize=65_536)
def parts_of(word: str) -> tuple[str, ...]:
    """The word, its beginnings and endings, what it is about, and its marks; of a number only how long it is."""
    marks, bare = split_marks(word)
    if marks:
        return (*parts_of(bare), *(f"@{mark}" for mark in marks))
    if word.lstrip("-")[:1].isdigit():
        return ("0", f"#{len(word)}")
    starts = [f"<{word[:size]}" for size in BEGINNINGS if len(word) > size]
    ends = [f"{word[-size:]}>" for size in ENDINGS if len(word) > size]
    return tuple(dict.fromkeys([word, *starts, *ends, *concepts_of(word)]))
