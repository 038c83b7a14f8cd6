"""Finds demands that no rule words, by what the sentences of labelled ads have in common.

A sentence is a set of words, parts of words and pairs of words; for each demand a table says what each of them adds.
The table is learned by hunch_training.py; the quote is the run of words that added most, so every hunch can be read.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from itertools import pairwise
from math import sqrt

import numpy as np

from matcher.concept import concepts_of, list_concepts
from matcher.doubt import features_of, plain
from matcher.reading import Reading

TABLE = "hunch_weights.tsv"
BIAS = "(bias)"
UNKNOWN = "(unknown)"
"""Stands for every feature that no labelled ad taught: the more of them, the fainter the hunch."""
LONGEST = 8
"""A quote has at most so many words."""
ABOUT = 0.7
"""What words are about counts so much of what the words themselves count."""
Key = tuple[str, str]
"""An item and a direction."""


@dataclass(frozen=True, eq=False)
class Hunches:
    """Per feature how rare it is and a row with what it adds to each demand; what each demand starts with."""

    keys: tuple[Key, ...]
    biases: np.ndarray
    rows: dict[str, int]
    rarity: np.ndarray
    weights: np.ndarray

    @cached_property
    def numbers(self) -> dict[Key, int]:
        return {key: at for at, key in enumerate(self.keys)}

    @cached_property
    def by_item(self) -> dict[str, list[int]]:
        return {item: [at for at, key in enumerate(self.keys) if key[0] == item] for item, _ in self.keys}


def hunches_by(rarity: Mapping[str, float], learned: Mapping[Key, tuple[float, Mapping[str, float]]]) -> Hunches:
    """The same as a table that is read: per feature how rare it is, per demand its start and what features add."""
    rows = {feature: at for at, feature in enumerate(rarity)}
    weights = np.zeros((len(rows), len(learned)), dtype=np.float32)
    for number, (_, added) in enumerate(learned.values()):
        for feature, weight in added.items():
            weights[rows[feature], number] = weight
    biases = np.array([bias for bias, _ in learned.values()], dtype=np.float32)
    return Hunches(tuple(learned), biases, rows, np.array([round(rare, 3) ** 2 for rare in rarity.values()]), weights)


@cache
def load_hunches() -> Hunches | None:
    """The learned table; None where there is none, so that the rules alone speak."""
    path = files("matcher") / TABLE
    if not path.is_file():
        return None
    lines = path.read_text(encoding="utf-8").splitlines()
    head, *rows = [line.split("\t") for line in lines if not line.startswith("#")]
    named = [cell.rpartition("=") for cell in head[1:]]
    keys = tuple((item, direction) for item, _, direction in (key.partition(" ") for key, _, _ in named))
    weights = np.zeros((len(rows), len(keys)), dtype=np.float32)
    for at, row in enumerate(rows):
        for number, _, weight in (cell.partition("=") for cell in row[2:]):
            weights[at, int(number)] = float(weight)
    return Hunches(
        keys=keys,
        biases=np.array([float(bias) for _, _, bias in named], dtype=np.float32),
        rows={row[0]: at for at, row in enumerate(rows)},
        rarity=np.array([float(row[1]) ** 2 for row in rows]),
        weights=weights,
    )


def score_sentences(hunches: Hunches, reading: Reading) -> tuple[np.ndarray, list[float]]:
    """How much each sentence reminds of each demand, and which share of its features no labelled ad taught."""
    words, rows, unknown = reading.strip.tokens.words, hunches.rows, hunches.rows[UNKNOWN]
    scores, shares = np.zeros((len(reading.bounds), len(hunches.keys))), []
    for number, (first, last) in enumerate(reading.bounds):
        known = [rows.get(feature, unknown) for feature in list_features(words[first:last])]
        about = [rows[concept] for concept in list_concepts(words[first:last]) if concept in rows]
        scores[number] = np.round(hunches.biases + _add(hunches, known) + ABOUT * _add(hunches, about), 4)
        shares.append(known.count(unknown) / max(1, len(known)))
    return scores, shares


def _add(hunches: Hunches, known: list[int]) -> np.ndarray:
    """How much features add to each demand: rare ones more, and each less the more there are."""
    length = sqrt(hunches.rarity[known].sum()) or 1.0
    return np.asarray(hunches.weights[known].sum(axis=0) / length)


def list_features(words: Sequence[str]) -> list[str]:
    """The words, parts of longer words, and pairs of words of a sentence, each once, in the order of the text."""
    single = [feature for word in words for feature in features_of(word)]
    return list(dict.fromkeys([*single, *map(" ".join, pairwise(map(plain, words)))]))


@dataclass(frozen=True, eq=False)
class Trace:
    """The rows of the table that each word of a sentence calls up, and how much of each counts for that word."""

    rows: np.ndarray
    words: np.ndarray
    shares: np.ndarray
    length: int


def trace_words(hunches: Hunches, words: Sequence[str]) -> Trace:
    """What each word adds is what it adds alone, and half of the pairs in which it stands."""
    cells = []
    for at, word in enumerate(words):
        cells += [(hunches.rows.get(feature), at, 1.0) for feature in (*features_of(word), *concepts_of(word))]
    for at, pair in enumerate(pairwise(map(plain, words))):
        row = hunches.rows.get(" ".join(pair))
        cells += [(row, at, 0.5), (row, at + 1, 0.5)]
    known = [cell for cell in cells if cell[0] is not None]
    rows, places, shares = zip(*known, strict=True) if known else ((), (), ())
    return Trace(np.array(rows, int), np.array(places, int), np.array(shares, float), len(words))


def find_quote(hunches: Hunches, trace: Trace, key: int) -> tuple[int, int]:
    """The run of words of a sentence that reminds of a demand most, the shortest and first of equals."""
    added = np.bincount(trace.words, hunches.weights[trace.rows, key] * trace.shares, trace.length)
    sums = np.round(np.concatenate([[0.0], np.cumsum(added)]), 2)
    best, begin, end = -np.inf, 0, 1
    for length in range(1, min(LONGEST, trace.length) + 1):
        runs = np.round(sums[length:] - sums[:-length], 2)
        at = int(runs.argmax())
        if runs[at] > best:
            best, begin, end = runs[at], at, at + length
    return begin, end
