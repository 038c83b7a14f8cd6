"""Learns from labelled ads which sentences state which demand, and writes the networks that hunch.py reads with.

`python -m matcher.hunch_training AD_FILES...`; the same files give the same networks on the same machine.
"""

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from matcher import network_training
from matcher.demand import load_roles
from matcher.doubt_training import list_examples, read_ads
from matcher.evaluate import LabelledAd, find_places
from matcher.hunch import TABLE, TRAP, Hunches, list_said, write_networks
from matcher.mark import mark_words
from matcher.network import Said
from matcher.network_batch import Lesson
from matcher.reading import Reading, read_text

NETWORKS = 2
"""So many learn the same, each from other first weights, in another order and with other words hidden."""
COMMON_ENOUGH = 6
"""Demands with fewer lessons than this are left to the rules."""


@dataclass(frozen=True)
class Mark:
    """An answer, and the words of a text on which it stands."""

    answer: str
    first: int
    last: int


def list_lessons(ads: Iterable[LabelledAd]) -> list[Lesson]:
    return [lesson for ad in ads for lesson in (*_read_sentences(ad), *_read_labels(ad))]


def _read_sentences(ad: LabelledAd) -> Iterator[Lesson]:
    reading = read_text(ad.text, load_roles().sieve)
    marks = [*_list_marks(ad, reading)]
    for (first, last), said in zip(reading.bounds, list_said(reading), strict=True):
        if first < last:
            here = [mark for mark in marks if mark.first < last and first < mark.last]
            spots = {
                (at - first, mark.answer) for mark in here for at in range(max(first, mark.first), min(last, mark.last))
            }
            yield Lesson(said, frozenset(mark.answer for mark in here), tuple(sorted(spots)))


def _list_marks(ad: LabelledAd, reading: Reading) -> Iterator[Mark]:
    """Every place where the words of a label or of a trap stand."""
    tokens = reading.strip.tokens
    spans = [reading.folded.span(start, end) for start, end in zip(tokens.starts, tokens.ends, strict=True)]
    named = [(label.quote, f"{label.item} {label.direction}") for label in ad.demands]
    for quote, answer in [*named, *((trap.quote, TRAP) for trap in ad.traps)]:
        for start, end in find_places(quote, ad.text):
            touched = [at for at, span in enumerate(spans) if start < span[1] and span[0] < end]
            if touched:
                yield Mark(answer, touched[0], touched[-1] + 1)


def _read_labels(ad: LabelledAd) -> Iterator[Lesson]:
    """A label's own words: what is said there and nothing else."""
    for quote in sorted({label.quote for label in ad.demands if label.quote}):
        words = mark_words(read_text(quote, load_roles().sieve))
        answers = frozenset(f"{label.item} {label.direction}" for label in ad.demands if label.quote == quote)
        if words:
            spots = tuple((at, answer) for at in range(len(words)) for answer in sorted(answers))
            yield Lesson(Said(words), answers, spots)


def learn(lessons: Sequence[Lesson]) -> Hunches:
    """What the lessons teach of every demand that enough of them state."""
    said = Counter(answer for lesson in lessons for answer in lesson.answers)
    keys = sorted(answer for answer, count in said.items() if count >= COMMON_ENOUGH and answer != TRAP)
    return Hunches(tuple(network_training.learn(lessons, [*keys, TRAP], seed) for seed in range(NETWORKS)))


def write_table(hunches: Hunches) -> None:
    write_networks(hunches, Path(__file__).parent / TABLE)


if __name__ == "__main__":
    write_table(learn(list_lessons([*list_examples(), *read_ads(map(Path, sys.argv[1:]))])))
