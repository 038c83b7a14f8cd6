"""Job titles as points: their letters, the letters of their parts, and their lemmas with synonyms.

How rare each piece is comes from our own table of titles, never from the stock: no vacancy moves another. Every view
reads a title as words, and a word falls into the same pieces in every title: each word is cut once.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from itertools import chain
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import HashingVectorizer, TfidfTransformer

from matcher.occupation import load_titles
from matcher.terms import known_words
from matcher.text import clean_title
from matcher.title import PARTS, SENSES, WHOLE

FEATURES = 2**18
WORDS = 65_536
"""So many words are remembered."""
NOTHING = np.zeros(0, dtype=np.int32)
Pieces = tuple[np.ndarray, np.ndarray]
"""The pieces of a word, and how often each is in it."""


class View:
    """One way to look at titles: the words it reads in them, and the pieces of each word."""

    def __init__(self, weight: float, read: Callable[[str], list[str]], **options: Any) -> None:
        self.scale, self._read = float(np.sqrt(weight)), read
        self._cutter = HashingVectorizer(n_features=FEATURES, alternate_sign=False, norm=None, **options)  # type: ignore[arg-type]
        self._pieces: dict[str, Pieces] = {}
        self._rarity = TfidfTransformer(sublinear_tf=True).fit(self._count(list(load_titles().names)))
        self.worth: np.ndarray = self._rarity.idf_
        """What each piece counts for where it is once, before the title is made as long as any other."""

    def place(self, titles: Sequence[str]) -> csr_matrix:
        return csr_matrix(self.scale * self._rarity.transform(self._count(titles)))

    def read(self, titles: Sequence[str]) -> tuple[list[list[str]], dict[str, Pieces]]:
        """The words of each title, and the pieces of each of these words."""
        read = [self._read(title) for title in titles]
        words = dict.fromkeys(chain.from_iterable(read))
        self._cut(words)
        return read, {word: self._pieces[word] for word in words}

    def _count(self, titles: Sequence[str]) -> csr_matrix:
        """How often each piece is in each title."""
        read, known = self.read(titles)
        cut = [[known[word] for word in words] for words in read]
        ends = np.cumsum([0, *(sum(len(pieces) for pieces, _ in words) for words in cut)])
        pieces, times = (np.concatenate([NOTHING, *(word[side] for words in cut for word in words)]) for side in (0, 1))
        counts = csr_matrix((times.astype(float), pieces, ends), shape=(len(titles), FEATURES))
        counts.sum_duplicates()
        return counts

    def _cut(self, words: Iterable[str]) -> None:
        if len(self._pieces) > WORDS:
            self._pieces.clear()
        new = [word for word in words if word not in self._pieces]
        if not new:
            return
        rows = self._cutter.transform(new)
        for place, word in enumerate(new):
            span = slice(rows.indptr[place], rows.indptr[place + 1])
            self._pieces[word] = (rows.indices[span], rows.data[span].astype(np.int32))


@lru_cache(maxsize=1)
def load_views() -> tuple[View, ...]:
    words = known_words()
    return (
        View(WHOLE, words.find_words, analyzer="char_wb", ngram_range=(2, 4)),
        View(PARTS, words.find_parts, analyzer="char_wb", ngram_range=(3, 5)),
        View(SENSES, words.find_senses, analyzer=lambda sense: [sense]),
    )


def place_each(titles: Sequence[str]) -> list[Pieces]:
    """The same a title apart: its pieces, in their order, and what each counts for."""
    cleaned, moved = [clean_title(title) for title in titles], 0
    found: list[list[Pieces]] = [[] for _ in titles]
    for view in load_views():
        read, known = view.read(cleaned)
        for words, placed in zip(read, found, strict=True):
            said = [known[word] for word in words] or [(NOTHING, NOTHING)]
            pieces, places = np.unique(np.concatenate([own for own, _ in said]), return_inverse=True)
            times = np.bincount(places, weights=np.concatenate([times for _, times in said]))
            counts = (1 + np.log(times)) * view.worth[pieces]
            placed.append((pieces + moved, counts * (view.scale / (np.sqrt(counts @ counts) or 1.0))))
        moved += len(view.worth)
    return [
        (np.concatenate([own for own, _ in placed]), np.concatenate([own for _, own in placed])) for placed in found
    ]


def place_titles(titles: Sequence[str]) -> csr_matrix:
    """One row a title; the product of two rows is their likeness, 1 for the same words."""
    views = load_views()
    if not titles:
        return csr_matrix((0, FEATURES * len(views)))
    cleaned = [clean_title(title) for title in titles]
    return csr_matrix(hstack([view.place(cleaned) for view in views]))
