"""Learns from labelled ads which words go with which demand, and writes the table that hunch.py reads.

`python -m matcher.hunch_training AD_FILES...`; the same files give the same table, to the letter.
"""

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log, sqrt
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from matcher.demand import load_roles
from matcher.doubt_training import list_examples, read_ads
from matcher.evaluate import LabelledAd
from matcher.hunch import BIAS, TABLE, UNKNOWN, Key, list_features
from matcher.reading import Reading, read_text

COMMON_ENOUGH = 6
"""Demands with fewer lessons than this are left to the rules."""
LEFT_TO_RULES = frozenset({"2.11", "5.2", "6.1", "6.2", "6.3"})
"""Hours, clock, licences and desks: rules read them well, and in cross-validation most hunches on them were wrong."""
RARE = 2
STRICTNESS = 30.0
RIGHT_WEIGHT = 4
"""A sentence that states a demand teaches as much as four that do not: there are so few."""
SLIGHT = 3.0
"""Weights nearer to zero than this are not kept."""


@dataclass(frozen=True)
class Lesson:
    """The features of a sentence or of a label's own words, and the demands stated there."""

    features: tuple[str, ...]
    keys: frozenset[Key]


def list_lessons(ads: Iterable[LabelledAd]) -> list[Lesson]:
    return [lesson for ad in ads for lesson in (*_read_sentences(ad), *_read_labels(ad))]


def _read_sentences(ad: LabelledAd) -> Iterator[Lesson]:
    reading = read_text(ad.text, load_roles().sieve)
    places = [
        (start, start + len(label.quote), (label.item, label.direction))
        for label in ad.demands
        if label.quote and (start := reading.folded.original.find(label.quote)) >= 0
    ]
    for number, sentence in enumerate(reading.sentences):
        span = reading.folded.span(sentence.start, sentence.end)
        keys = frozenset(key for start, end, key in places if start < span[1] and span[0] < end)
        yield _lesson(reading, number, keys)


def _read_labels(ad: LabelledAd) -> Iterator[Lesson]:
    """A label's own words: what is said there and nothing else."""
    for quote in sorted({label.quote for label in ad.demands if label.quote}):
        reading = read_text(quote, load_roles().sieve)
        keys = frozenset((label.item, label.direction) for label in ad.demands if label.quote == quote)
        yield Lesson(tuple(list_features(reading.strip.tokens.words)), keys)


def _lesson(reading: Reading, number: int, keys: frozenset[Key]) -> Lesson:
    first, last = reading.bounds[number]
    return Lesson(tuple(list_features(reading.strip.tokens.words[first:last])), keys)


def learn(lessons: Sequence[Lesson]) -> tuple[dict[str, float], dict[Key, tuple[float, Mapping[str, float]]]]:
    """How rare each feature is, and per demand where it starts and what each feature adds."""
    counts = Counter(feature for lesson in lessons for feature in lesson.features)
    rarity = {
        feature: 1 + log((1 + len(lessons)) / (1 + count)) for feature, count in sorted(counts.items()) if count >= RARE
    }
    rarity[UNKNOWN] = 1 + log((1 + len(lessons)) / 2)
    table = _as_table(lessons, rarity)
    said = Counter(key for lesson in lessons for key in lesson.keys)
    keys = sorted(key for key, count in said.items() if count >= COMMON_ENOUGH and key[0] not in LEFT_TO_RULES)
    return rarity, {key: _learn_key(key, lessons, table, rarity) for key in keys}


def _as_table(lessons: Sequence[Lesson], rarity: Mapping[str, float]) -> csr_matrix:
    """One row a lesson, shorter the more of its features are unknown."""
    known = {feature: at for at, feature in enumerate(rarity)}
    unknown = rarity[UNKNOWN]
    cells = []
    for row, lesson in enumerate(lessons):
        length = sqrt(sum(rarity.get(feature, unknown) ** 2 for feature in lesson.features)) or 1.0
        cells += [(row, known[f], rarity[f] / length) for f in lesson.features if f in known]
    rows, columns, values = zip(*cells, strict=True)
    return csr_matrix((values, (rows, columns)), shape=(len(lessons), len(known)))


def _learn_key(
    key: Key, lessons: Sequence[Lesson], table: csr_matrix, rarity: Mapping[str, float]
) -> tuple[float, Mapping[str, float]]:
    model = LogisticRegression(
        C=STRICTNESS, class_weight={False: 1, True: RIGHT_WEIGHT}, solver="liblinear", random_state=0
    )
    model.fit(table, np.array([key in lesson.keys for lesson in lessons]))
    added = {
        feature: round(float(weight) * rarity[feature], 1)
        for feature, weight in zip(rarity, model.coef_[0], strict=True)
    }
    return round(float(model.intercept_[0]), 3), {feature: w for feature, w in added.items() if abs(w) >= SLIGHT}


def write_table(rarity: Mapping[str, float], learned: Mapping[Key, tuple[float, Mapping[str, float]]]) -> None:
    head = [BIAS, *(f"{item} {direction}={bias}" for (item, direction), (bias, _) in learned.items())]
    rows = ["# per word or pair: how rare it is, and what it adds to which demand; made by hunch_training.py"]
    rows.append("\t".join(head))
    for feature, rare in rarity.items():
        cells = [f"{at}={added[feature]}" for at, (_, added) in enumerate(learned.values()) if feature in added]
        rows.append("\t".join([feature, f"{rare:.3f}", *cells]))
    (Path(__file__).parent / TABLE).write_text("\n".join(rows) + "\n", "utf-8")


if __name__ == "__main__":
    write_table(*learn(list_lessons([*read_ads(map(Path, sys.argv[1:])), *list_examples()])))
