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

from matcher.concept import list_concepts
from matcher.demand import load_roles
from matcher.descent import learn_weights
from matcher.doubt_training import list_examples, read_ads
from matcher.evaluate import LabelledAd
from matcher.hunch import ABOUT, BIAS, TABLE, UNKNOWN, Key, list_features
from matcher.reading import read_text

COMMON_ENOUGH = 6
"""Demands with fewer lessons than this are left to the rules."""
RARE = 3
SLIGHT = 10.0
"""Weights nearer to zero than this are not kept."""


@dataclass(frozen=True)
class Lesson:
    """The features of a sentence or of a label's own words, what they are about, and the demands stated there."""

    features: tuple[str, ...]
    about: tuple[str, ...]
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
    for (first, last), sentence in zip(reading.bounds, reading.sentences, strict=True):
        span = reading.folded.span(sentence.start, sentence.end)
        keys = frozenset(key for start, end, key in places if start < span[1] and span[0] < end)
        yield _lesson(reading.strip.tokens.words[first:last], keys)


def _read_labels(ad: LabelledAd) -> Iterator[Lesson]:
    """A label's own words: what is said there and nothing else."""
    for quote in sorted({label.quote for label in ad.demands if label.quote}):
        reading = read_text(quote, load_roles().sieve)
        keys = frozenset((label.item, label.direction) for label in ad.demands if label.quote == quote)
        yield _lesson(reading.strip.tokens.words, keys)


def _lesson(words: Sequence[str], keys: frozenset[Key]) -> Lesson:
    return Lesson(tuple(list_features(words)), tuple(list_concepts(words)), keys)


def learn(lessons: Sequence[Lesson]) -> tuple[dict[str, float], dict[Key, tuple[float, Mapping[str, float]]]]:
    """How rare each feature is, and per demand where it starts and what each feature adds."""
    counts = Counter(feature for lesson in lessons for feature in (*lesson.features, *lesson.about))
    rarity = {
        feature: round(1 + log((1 + len(lessons)) / (1 + count)), 3)
        for feature, count in sorted(counts.items())
        if count >= RARE
    }
    rarity[UNKNOWN] = round(1 + log((1 + len(lessons)) / 2), 3)
    said = Counter(key for lesson in lessons for key in lesson.keys)
    keys = sorted(key for key, count in said.items() if count >= COMMON_ENOUGH)
    weights, biases = learn_weights(_as_table(lessons, rarity), _as_answers(lessons, keys))
    return rarity, {key: (round(float(biases[at]), 3), _keep(rarity, weights[:, at])) for at, key in enumerate(keys)}


def _as_table(lessons: Sequence[Lesson], rarity: Mapping[str, float]) -> csr_matrix:
    """One row a lesson, shorter the more of its features are unknown."""
    known = {feature: at for at, feature in enumerate(rarity)}
    cells = []
    for row, lesson in enumerate(lessons):
        about = [feature for feature in lesson.about if feature in known]
        for features, share in ((lesson.features, 1.0), (about, ABOUT)):
            length = sqrt(sum(rarity.get(feature, rarity[UNKNOWN]) ** 2 for feature in features)) or 1.0
            cells += [(row, known[f], share * rarity[f] / length) for f in features if f in known]
    rows, columns, values = zip(*cells, strict=True)
    return csr_matrix((values, (rows, columns)), shape=(len(lessons), len(known)))


def _as_answers(lessons: Sequence[Lesson], keys: Sequence[Key]) -> csr_matrix:
    """One row a lesson, with the demands that are stated there."""
    numbers = {key: at for at, key in enumerate(keys)}
    cells = [(row, numbers[key]) for row, lesson in enumerate(lessons) for key in lesson.keys if key in numbers]
    rows, columns = zip(*cells, strict=True)
    return csr_matrix((np.ones(len(cells)), (rows, columns)), shape=(len(lessons), len(keys)))


def _keep(rarity: Mapping[str, float], weights: np.ndarray) -> Mapping[str, float]:
    """The weights that matter, with how rare the feature is already in them."""
    added = np.round(weights.astype(float) * np.fromiter(rarity.values(), float), 1)
    features = list(rarity)
    return {features[at]: float(added[at]) for at in np.flatnonzero(np.abs(added) >= SLIGHT)}


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
