"""Lays out the lessons that a network learns from: sentences with the answers that are right, a batch at a time."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy.sparse import csr_matrix

from matcher.network import Layout, Said, lay_out, parts_of

SIDES = len(Said(()).around)

RARE = 8
"""Parts of words that stand in fewer places are no lesson."""
HIDE_WORD, HIDE_PART, HIDE_PIECES = 0.1, 0.15, 0.1
"""So many words, parts of words, and all parts of a word but what it is about are hidden at random, so that no answer
hangs on a single one, and a word that was never met reads like those that mean much the same."""


@dataclass(frozen=True)
class Lesson:
    """A sentence, the answers that are right for it, and on which of its words each stands."""

    said: Said
    answers: frozenset[str]
    spots: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True)
class Subject:
    """What is learned: answers; hints, which help learning and are not kept; parts of words; and words by number."""

    keys: tuple[str, ...]
    parts: dict[str, int]
    words: dict[str, int]
    table: csr_matrix
    """A row a word, with the parts it has."""
    concepts: np.ndarray
    """Of each part whether it is what a word is about, and not a piece of it."""

    @cached_property
    def hints(self) -> tuple[str, ...]:
        return tuple(sorted({hint for key in self.keys for hint in key.split()} - set(self.keys)))

    @cached_property
    def answers(self) -> dict[str, int]:
        return {answer: at for at, answer in enumerate((*self.keys, *self.hints))}


def choose_subject(lessons: Sequence[Lesson], keys: Sequence[str]) -> Subject:
    words = sorted({word for one in lessons for side in _sides(one.said) for word in side})
    count = Counter(part for one in lessons for side in _sides(one.said) for word in side for part in parts_of(word))
    parts = {part: at for at, part in enumerate(sorted(part for part, number in count.items() if number >= RARE))}
    known = [[parts[part] for part in parts_of(word) if part in parts] for word in words]
    sizes = np.array([len(row) for row in known])
    table = csr_matrix(
        (
            np.repeat(np.maximum(sizes, 1) ** -0.5, sizes).astype(np.float32),
            np.array([part for row in known for part in row], np.int32),
            np.concatenate([[0], np.cumsum(sizes)]),
        ),
        shape=(len(words), len(parts)),
    )
    concepts = np.array([part.startswith("@") for part in parts], bool)
    return Subject(tuple(keys), parts, {word: at for at, word in enumerate(words)}, table, concepts)


def _sides(said: Said) -> tuple[Sequence[str], ...]:
    return said.words, *said.around


@dataclass(frozen=True, eq=False)
class Batch:
    """Lessons laid out: which parts of words they have, where these stand, and what is right."""

    layout: Layout
    rows: np.ndarray
    """The parts of words that are met, by number; the columns of `parts`."""
    parts: csr_matrix
    """A row a word that is met."""
    words: csr_matrix
    """A row a place."""
    around: csr_matrix
    """Rows a lesson: the sentence before, the one behind, and the heading."""
    mean: csr_matrix
    """A row a lesson, over places."""
    right: np.ndarray
    right_spots: np.ndarray


def make_batch(lessons: Sequence[Lesson], subject: Subject, chance: np.random.Generator, *, hide: bool) -> Batch:
    layout = lay_out([len(one.said.words) for one in lessons])
    said = [subject.words[word] for one in lessons for word in one.said.words]
    around = [
        (SIDES * row + side, subject.words[word], len(words) ** -0.5)
        for row, one in enumerate(lessons)
        for side, words in enumerate(one.said.around)
        for word in words
    ]
    met, numbers = np.unique([*said, *(word for _, word, _ in around)], return_inverse=True)
    table = _hide_parts(subject.table[met], subject.concepts, chance) if hide else subject.table[met]
    rows, columns = np.unique(table.indices, return_inverse=True)
    kept = (chance.random(len(said)) >= HIDE_WORD if hide else np.ones(len(said))).astype(np.float32)
    places, lengths = layout.places, layout.lasts - layout.firsts
    return Batch(
        layout=layout,
        rows=rows,
        parts=csr_matrix((table.data, columns, table.indptr), shape=(len(met), len(rows))),
        words=csr_matrix((kept, (places, numbers[: len(said)])), shape=(len(layout.inside), len(met))),
        around=csr_matrix(
            (
                np.array([share for _, _, share in around], np.float32),
                (np.array([row for row, _, _ in around], int), numbers[len(said) :]),
            ),
            shape=(SIDES * len(lessons), len(met)),
        ),
        mean=csr_matrix(
            (np.repeat(lengths**-0.5, lengths).astype(np.float32), (layout.sentences[places], places)),
            shape=(len(lessons), len(layout.inside)),
        ),
        right=_mark_right(lessons, subject),
        right_spots=_mark_spots(lessons, subject, layout),
    )


def _hide_parts(table: csr_matrix, concepts: np.ndarray, chance: np.random.Generator) -> csr_matrix:
    """The words without some of their parts, and some without all but what they are about; the rest counts for more."""
    sizes = np.diff(table.indptr)
    words = np.repeat(np.arange(len(sizes)), sizes)
    about = concepts[table.indices]
    bare = (chance.random(len(sizes)) < HIDE_PIECES) & (np.bincount(words, about, len(sizes)) > 0)
    kept = np.where(bare[words], about, chance.random(len(words)) >= HIDE_PART)
    left = np.bincount(words, kept, len(sizes))
    share = np.repeat(sizes / np.maximum(left, 1), sizes)
    return csr_matrix(((table.data * kept * share).astype(np.float32), table.indices, table.indptr), shape=table.shape)


def _mark_right(lessons: Sequence[Lesson], subject: Subject) -> np.ndarray:
    numbers = subject.answers
    right = np.zeros((len(lessons), len(numbers)), np.float32)
    for row, one in enumerate(lessons):
        for key in one.answers & numbers.keys():
            right[row, [numbers[key], *(numbers[hint] for hint in key.split())]] = 1
    return right


def _mark_spots(lessons: Sequence[Lesson], subject: Subject, layout: Layout) -> np.ndarray:
    numbers = subject.answers
    right = np.zeros((len(layout.inside), len(subject.keys)), np.float32)
    for first, one in zip(layout.firsts, lessons, strict=True):
        for at, key in one.spots:
            if key in numbers:
                right[first + at, numbers[key]] = 1
    return right
