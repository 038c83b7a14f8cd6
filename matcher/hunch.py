"""Finds demands that no rule words, by what the sentences of labelled ads have in common.

A sentence is a set of words, parts of words and pairs of words; for each demand a table says what each of them adds.
The table is learned by hunch_training.py; the quote is the run of words that added most, so every hunch can be read.
"""

from array import array
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise
from math import log

import numpy as np

from matcher.doubt import features_of, plain
from matcher.reading import Place, Reading

TABLE = "hunch_weights.tsv"
BIAS = "(bias)"
UNKNOWN = "(unknown)"
"""Stands for every feature that no labelled ad taught: the more of them, the fainter the hunch."""
LIKELY = 0.1
"""From this likelihood a sentence asks it: chosen by cross-validation over ads, see docs/decisions.md."""
LEAST = log(LIKELY / (1 - LIKELY))
LONGEST = 8
"""A quote has at most so many words."""
FEWEST = 4
"""Sentences of fewer words give no hunch."""

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


@dataclass(frozen=True)
class Hunch:
    """A demand that a sentence likely states, and the words that say so most."""

    item: str
    direction: str
    place: Place


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


def find_hunches(hunches: Hunches, reading: Reading, known: AbstractSet[Key]) -> list[Hunch]:
    """The demands that sentences likely state and that are not `known`, each where it is likeliest."""
    words = reading.strip.tokens.words
    numbers = [number for number, (first, last) in enumerate(reading.bounds) if last - first >= FEWEST]
    if not numbers:
        return []
    scores = _score(hunches, [words[slice(*reading.bounds[number])] for number in numbers])
    best = scores.argmax(axis=0)
    likely = np.flatnonzero(scores.max(axis=0) >= LEAST)
    return [_hunch(hunches, reading, int(key), numbers[best[key]]) for key in likely if hunches.keys[key] not in known]


def _score(hunches: Hunches, sentences: Sequence[Sequence[str]]) -> np.ndarray:
    """How much the features of each sentence add to each demand, its start included; rare features count for more."""
    rows, unknown = hunches.rows, hunches.rows[UNKNOWN]
    known, starts, more = array("q"), [], []
    for words in sentences:
        features = list_features(words)
        found = [rows[feature] for feature in features if feature in rows]
        starts.append(len(known))
        more.append(len(features) - len(found) - 1)
        known.append(unknown)  # adds to the length and to no demand, so one stands for all
        known.extend(found)
    lengths = np.sqrt(np.add.reduceat(hunches.rarity[known], starts) + np.array(more) * hunches.rarity[unknown])
    lengths[lengths == 0] = 1.0
    added: np.ndarray = np.add.reduceat(hunches.weights[known], starts, axis=0)
    return np.asarray(np.round(hunches.biases + added / lengths[:, None].astype(np.float32), 4))


def list_features(words: Sequence[str]) -> list[str]:
    """The words, parts of longer words, and pairs of words of a sentence, each once, in the order of the text."""
    single = [feature for word in words for feature in features_of(word)]
    return list(dict.fromkeys([*single, *map(" ".join, pairwise(map(plain, words)))]))


def _hunch(hunches: Hunches, reading: Reading, key: int, number: int) -> Hunch:
    first, last = reading.bounds[number]
    begin, end = _find_run(list(_add_up(hunches, reading.strip.tokens.words[first:last], key)))
    return Hunch(*hunches.keys[key], Place(number, first + begin, first + end))


def _add_up(hunches: Hunches, words: Sequence[str], key: int) -> Iterator[float]:
    """What each word adds to the demand, with half of the pairs in which it stands."""
    for at, word in enumerate(words):
        pairs = [f"{plain(one)} {plain(other)}" for one, other in pairwise(words[max(0, at - 1) : at + 2])]
        alone = sum(_weight(hunches, feature, key) for feature in features_of(word))
        yield alone + sum(_weight(hunches, pair, key) for pair in pairs) / 2


def _weight(hunches: Hunches, feature: str, key: int) -> float:
    at = hunches.rows.get(feature)
    return 0.0 if at is None else float(hunches.weights[at, key])


def _find_run(added: Sequence[float]) -> tuple[int, int]:
    """The run of words that adds most, the shortest and first of equals."""
    spans = (
        (sum(added[a:b]), a - b, -a) for a in range(len(added)) for b in range(a + 1, min(a + LONGEST, len(added)) + 1)
    )
    _, length, start = max(spans)
    return -start, -start - length
