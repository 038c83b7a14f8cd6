"""Texts of a whole stock that tell the same: shared runs of three words, weighed by how rare they are.

Three passes over numbers: every run of three words becomes a hash that is counted over the stock; of each text the
smallest hashes that some other text has, but not many, stand for it; texts that share one are compared by all their
runs. What every advertisement of an agency says weighs nothing, so two jobs in one wrapping stay two.
"""

from collections.abc import Iterable
from math import log

import numpy as np
from numba import njit
from numpy.typing import NDArray

Pairs = list[tuple[int, int, float]]
SLOT_BITS = 27
"""So many counters (two to this power, a byte each) for a stock of millions of runs; less for a small one."""
SKETCH = 16
COMMON_SHARE, COMMON_AT_LEAST, COMMON_MOST = 0.02, 20, 200
LARGEST_GROUP = 24
"""Texts that share one run of words: more are not copies of one job."""
ALONE = 0.5
"""A run that one text has alone may be an edit: it weighs less against than a shared run weighs for."""
SAME_TEXT = 0.45
"""How much of the lighter of two texts must stand in both, by weight."""
WORDS = 3


def find_near_copies(texts: Iterable[str], same: float = SAME_TEXT) -> Pairs:
    """Pairs of positions, the smaller first, with how much of the lighter text stands in both."""
    data, ends = join_texts(texts)
    if len(ends) < 2:
        return []
    runs, starts = hash_runs(data, ends)
    bits = min(SLOT_BITS, max(16, len(runs).bit_length() + 1))
    counts = count_runs(runs, 32 - bits)
    limit = int(min(COMMON_MOST, max(COMMON_AT_LEAST, COMMON_SHARE * len(ends))))
    marks = np.sort(sketch_texts(runs, starts, counts, 32 - bits, min(LARGEST_GROUP, limit)))
    pairs = keep_repeated(np.sort(pair_up(marks, LARGEST_GROUP)))
    worth = weigh_counts(limit)
    compared = np.unique(np.concatenate((pairs >> np.uint64(32), pairs & np.uint64(0xFFFFFFFF))))
    weights = sort_and_weigh(runs, starts, counts, 32 - bits, worth, compared)
    shares = share_of_pairs(runs, starts, counts, 32 - bits, worth, weights, pairs)
    kept = shares >= same
    left, right = pairs[kept] >> np.uint64(32), pairs[kept] & np.uint64(0xFFFFFFFF)
    return list(zip(left.tolist(), right.tolist(), shares[kept].tolist(), strict=True))


def join_texts(texts: Iterable[str]) -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
    """All bytes after one another, and where each text ends."""
    parts = [text.encode("utf-8", "replace") for text in texts]
    ends = np.cumsum([len(part) + 1 for part in parts], dtype=np.int64)
    return np.frombuffer(b" ".join([*parts, b""]), dtype=np.uint8), ends


def weigh_counts(limit: int) -> NDArray[np.float32]:
    """What a run is worth by the number of its texts: from 1 for few down to 0 for many."""
    worth = np.zeros(256, dtype=np.float32)
    worth[1] = ALONE
    for number in range(2, min(limit, 255)):
        worth[number] = min(1.0, log(limit / number) / log(4))
    return worth


@njit(cache=True)
def hash_runs(data: NDArray[np.uint8], ends: NDArray[np.int64]) -> tuple[NDArray[np.uint32], NDArray[np.int64]]:
    """The hashes of the runs of three words of every text, and where those of each text begin."""
    starts = np.zeros(len(ends) + 1, np.int64)
    runs = np.empty(len(data) // 2 + 1, np.uint32)
    at, place = 0, 0
    for text in range(len(ends)):
        before = np.uint64(0)
        last = np.uint64(0)
        word = np.uint64(0)
        words = 0
        while place < ends[text]:
            char = data[place]
            place += 1
            if 65 <= char <= 90:
                char += 32
            if 97 <= char <= 122 or 48 <= char <= 57 or char >= 128:
                word = (word ^ np.uint64(char)) * np.uint64(0x100000001B3) + np.uint64(0x9E3779B97F4A7C15)
            elif word:
                words += 1
                if words >= WORDS:
                    mixed = before * np.uint64(0xC2B2AE3D27D4EB4F) + last * np.uint64(0x9E3779B97F4A7C15) + word
                    mixed = (mixed ^ (mixed >> np.uint64(29))) * np.uint64(0xBF58476D1CE4E5B9)
                    runs[at] = np.uint32((mixed ^ (mixed >> np.uint64(32))) & np.uint64(0xFFFFFFFF))
                    at += 1
                before, last, word = last, word, np.uint64(0)
        starts[text + 1] = at
    return runs[:at].copy(), starts


@njit(cache=True)
def count_runs(runs: NDArray[np.uint32], shift: int) -> NDArray[np.uint8]:
    """How often each run occurs, up to 255; runs that share a counter count as one."""
    counts = np.zeros(1 << (32 - shift), np.uint8)
    for run in runs:
        slot = run >> np.uint32(shift)
        if counts[slot] < 255:
            counts[slot] += 1
    return counts


@njit(cache=True)
def sketch_texts(
    runs: NDArray[np.uint32], starts: NDArray[np.int64], counts: NDArray[np.uint8], shift: int, most: int
) -> NDArray[np.uint64]:
    """Per text its smallest hashes that a few other texts have too, each with the text in its lower half."""
    marks = np.empty((len(starts) - 1) * SKETCH, np.uint64)
    own = np.empty(SKETCH, np.uint32)
    at = 0
    for text in range(len(starts) - 1):
        held = 0
        for place in range(starts[text], starts[text + 1]):
            # The order must not follow the counter's own bits, or runs that share a counter crowd the sketch.
            run = np.uint32((np.uint64(runs[place]) * np.uint64(0x9E3779B1)) & np.uint64(0xFFFFFFFF))
            if held == SKETCH and run >= own[SKETCH - 1]:
                continue
            number = counts[runs[place] >> np.uint32(shift)]
            if number < 2 or number > most:
                continue
            spot = held if held < SKETCH else SKETCH - 1
            while spot > 0 and own[spot - 1] > run:
                spot -= 1
            if spot > 0 and own[spot - 1] == run:
                continue
            held = min(held + 1, SKETCH)
            for move in range(held - 1, spot, -1):
                own[move] = own[move - 1]
            own[spot] = run
        for spot in range(held):
            marks[at] = (np.uint64(own[spot]) << np.uint64(32)) | np.uint64(text)
            at += 1
    return marks[:at].copy()


@njit(cache=True)
def pair_up(marks: NDArray[np.uint64], most: int) -> NDArray[np.uint64]:
    """Every two texts that share a mark, unless too many do."""
    total = 0
    for turn in range(2):
        found = np.empty(total, np.uint64)
        at, start = 0, 0
        while start < len(marks):
            end = start + 1
            while end < len(marks) and marks[end] >> np.uint64(32) == marks[start] >> np.uint64(32):
                end += 1
            if end - start <= most:
                for left in range(start, end):
                    for right in range(left + 1, end):
                        if turn:
                            one = marks[left] & np.uint64(0xFFFFFFFF)
                            found[at] = (one << np.uint64(32)) | (marks[right] & np.uint64(0xFFFFFFFF))
                        at += 1
            start = end
        total = at
    return found


@njit(cache=True)
def keep_repeated(pairs: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Of pairs in order, once each, those that share more than one mark: strangers mostly share one."""
    kept = np.empty(len(pairs), np.uint64)
    at = 0
    for place in range(1, len(pairs)):
        if pairs[place] == pairs[place - 1] and (at == 0 or kept[at - 1] != pairs[place]):
            kept[at] = pairs[place]
            at += 1
    return kept[:at].copy()


@njit(cache=True)
def sort_and_weigh(
    runs: NDArray[np.uint32],
    starts: NDArray[np.int64],
    counts: NDArray[np.uint8],
    shift: int,
    worth: NDArray[np.float32],
    texts: NDArray[np.uint64],
) -> NDArray[np.float32]:
    """The texts that will be compared: their runs in order, in place, and what all of them weigh together."""
    weights = np.zeros(len(starts) - 1, np.float32)
    for text in texts:
        own = runs[starts[np.int64(text)] : starts[np.int64(text) + 1]]
        own.sort()
        weight = 0.0
        for run in own:
            weight += worth[counts[run >> np.uint32(shift)]]
        weights[np.int64(text)] = weight
    return weights


@njit(cache=True)
def share_of_pairs(
    runs: NDArray[np.uint32],
    starts: NDArray[np.int64],
    counts: NDArray[np.uint8],
    shift: int,
    worth: NDArray[np.float32],
    weights: NDArray[np.float32],
    pairs: NDArray[np.uint64],
) -> NDArray[np.float32]:
    """By weight: how much of the lighter of two texts stands in both. Only what both have is looked up."""
    shares = np.zeros(len(pairs), np.float32)
    for number in range(len(pairs)):
        one, other = np.int64(pairs[number] >> np.uint64(32)), np.int64(pairs[number] & np.uint64(0xFFFFFFFF))
        left, left_end = starts[one], starts[one + 1]
        right, right_end = starts[other], starts[other + 1]
        both = 0.0
        while left < left_end and right < right_end:
            here, there = runs[left], runs[right]
            if here == there:
                both += worth[counts[here >> np.uint32(shift)]]
            left += here <= there
            right += there <= here
        lighter = min(weights[one], weights[other])
        if lighter > 0:
            shares[number] = both / lighter
    return shares
