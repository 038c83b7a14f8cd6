"""The titles of a stock as the words that are read in them: what a wording shares with a word is added up once."""

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import NamedTuple

import numpy as np
from numba import njit

from matcher.stock.kind import Numbers
from matcher.stock.rows import freeze
from matcher.text import clean_title
from matcher.title_space import load_views

LANES = 4
"""So many wordings are laid beside a title at a time: as many numbers as a machine adds at once."""
MILLION = 1e6


class TitleBlock(NamedTuple):
    """Titles, each as it is read in every view; the words and pieces of a view come behind those of the view before.

    The likeness of a title is the sum of that of its words, divided by the length of the title. A piece that several
    words of one title have counts for less than their sum: what that sum is too much stands apart.
    """

    piece_starts: np.ndarray
    """Per piece where the words that have it begin."""
    piece_words: np.ndarray
    piece_weights: np.ndarray
    word_starts: np.ndarray
    """Per title where its words begin."""
    words: np.ndarray
    word_scales: np.ndarray
    """What the likeness of each word is multiplied with, for the view and the length of the title in it."""
    shared_starts: np.ndarray
    """Per piece where the titles begin of which several words have it."""
    shared_titles: np.ndarray
    shared_weights: np.ndarray
    word_count: int
    size: int


class Spelling(NamedTuple):
    """The pieces of words that lie one after the other, with how often each is in the word."""

    starts: np.ndarray
    pieces: np.ndarray
    times: np.ndarray


def make_block(titles: Sequence[str]) -> TitleBlock:
    cleaned, views = [clean_title(title) for title in titles], load_views()
    said, found, moved = [], [], 0
    numbers: Numbers[tuple[int, str]] = Numbers()
    for place, view in enumerate(views):
        read, pieces = view.read(cleaned)
        said.append([[numbers[place, word] for word in words] for words in read])
        found += [(own + moved, times) for own, times in pieces.values()]
        moved += len(view.worth)
    rows = list(chain.from_iterable(zip(*said, strict=True)))
    worth, scales = np.concatenate([view.worth for view in views]), np.array([view.scale for view in views])
    spelling = Spelling(
        _add_up(len(own) for own, _ in found), *(np.concatenate([each[side] for each in found]) for side in (0, 1))
    )
    words, word_starts = np.fromiter(chain.from_iterable(rows), dtype=np.int32), _add_up(map(len, rows))
    lengths, shared, rows_of, too_much = join_words(spelling, worth, word_starts, words)
    scales = np.tile(scales, len(titles)) / lengths
    owners, weights = np.repeat(np.arange(len(found)), np.diff(spelling.starts)), worth[spelling.pieces]
    return TitleBlock._make((
        *_turn(spelling.pieces, owners, weights * (1 + np.log(spelling.times)), len(worth)),
        *map(freeze, (word_starts[:: len(views)].copy(), words, np.repeat(scales, np.diff(word_starts)))),
        *_turn(shared, rows_of // len(views), too_much * scales[rows_of], len(worth)),
        len(found), len(titles),
    ))  # fmt: skip


def _add_up(counts: Iterable[int]) -> np.ndarray:
    return np.cumsum([0, *counts], dtype=np.int32)


def _turn(
    pieces: np.ndarray, owners: np.ndarray, weights: np.ndarray, size: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """By piece: where each begins, who has it and what it counts for."""
    order = np.argsort(pieces, kind="stable")
    starts = np.concatenate([[0], np.cumsum(np.bincount(pieces, minlength=size))])
    return freeze(starts.astype(np.int32)), freeze(owners[order].astype(np.int32)), freeze(weights[order])


@njit(cache=True)
def join_words(
    spelling: Spelling, worth: np.ndarray, word_starts: np.ndarray, words: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """The length of each row of words, and of what its words share: the piece, the row and what is too much."""
    lengths, most = np.ones(len(word_starts) - 1), 0
    for word in words:
        most += spelling.starts[word + 1] - spelling.starts[word]
    pieces, rows, weights = np.empty(most, np.int32), np.empty(most, np.int32), np.empty(most)
    times, apart, seen = np.zeros(len(worth), np.int32), np.zeros(len(worth)), np.zeros(len(worth), np.int32)
    count = 0
    for row in range(len(lengths)):
        squares = 0.0
        for word in words[word_starts[row] : word_starts[row + 1]]:
            for at in range(spelling.starts[word], spelling.starts[word + 1]):
                piece = spelling.pieces[at]
                times[piece] += spelling.times[at]
                apart[piece] += weigh_times(spelling.times[at])
                seen[piece] += 1
        for word in words[word_starts[row] : word_starts[row + 1]]:
            for at in range(spelling.starts[word], spelling.starts[word + 1]):
                piece = spelling.pieces[at]
                if seen[piece]:
                    whole = weigh_times(times[piece])
                    squares += (worth[piece] * whole) ** 2
                    if seen[piece] > 1:
                        pieces[count], rows[count] = piece, row
                        weights[count] = worth[piece] * (whole - apart[piece])
                        count += 1
                    times[piece], apart[piece], seen[piece] = 0, 0.0, 0
        lengths[row] = np.sqrt(squares) if squares else 1.0
    return lengths, pieces[:count], rows[:count], weights[:count]


@njit(cache=True, forceinline=True)
def weigh_times(times: int) -> float:
    """What a piece counts for that is there so many times; nearly all are there once."""
    return 1.0 if times == 1 else float(1 + np.log(times))


@njit(cache=True)
def lay_beside(block: TitleBlock, pieces: np.ndarray, counts: np.ndarray, ends: np.ndarray) -> np.ndarray:
    """The likeness of every title to some wordings, in millionths; `ends` is where the pieces of each wording end."""
    of_words, likeness = np.zeros((block.word_count, LANES)), np.empty((block.size, LANES))
    add_pieces((block.piece_starts, block.piece_words, block.piece_weights), (pieces, counts, ends), of_words)
    starts, words, scales = block.word_starts, block.words, block.word_scales
    for title in range(block.size):
        one = two = three = four = 0.0
        for at in range(starts[title], starts[title + 1]):
            word, scale = words[at], scales[at]
            one += scale * of_words[word, 0]
            two += scale * of_words[word, 1]
            three += scale * of_words[word, 2]
            four += scale * of_words[word, 3]
        likeness[title, 0], likeness[title, 1] = one, two
        likeness[title, 2], likeness[title, 3] = three, four
    add_pieces((block.shared_starts, block.shared_titles, block.shared_weights), (pieces, counts, ends), likeness)
    rounded = np.empty((len(ends), block.size), np.int32)
    for lane in range(len(ends)):
        for title in range(block.size):
            rounded[lane, title] = np.rint(likeness[title, lane] * MILLION)
    return rounded


@njit(cache=True)
def add_pieces(
    owned: tuple[np.ndarray, np.ndarray, np.ndarray], asked: tuple[np.ndarray, np.ndarray, np.ndarray], sums: np.ndarray
) -> None:
    """Add to who has a piece what it counts for, a lane each wording."""
    (starts, owners, weights), (pieces, counts, ends), place = owned, asked, 0
    for lane in range(len(ends)):
        while place < ends[lane]:
            for at in range(starts[pieces[place]], starts[pieces[place] + 1]):
                sums[owners[at], lane] += weights[at] * counts[place]
            place += 1
