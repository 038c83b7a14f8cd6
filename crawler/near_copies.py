"""Texts of a whole stock that tell the same: shared runs of three words, weighed by how rare they are.

Three passes over numbers: every run of three words becomes a hash that is counted over the stock; of each text the
smallest hashes that some other text has, but not many, stand for it; texts that share one are compared by all their
runs. What every advertisement of an agency says weighs nothing, so two jobs in one wrapping stay two.
"""

from array import array
from collections.abc import Iterable
from dataclasses import dataclass
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
RARE_PART = 16
"""A run in fewer places than a sixteenth of what is common counts in full."""
SAME_TEXT = 0.45
"""How much of the lighter of two texts must stand in both, by weight."""
WORDS = 3


@dataclass(frozen=True)
class Runs:
    """The runs of three words of a stock of texts as hashes, and in how many places each of them stands."""

    data: NDArray[np.uint8]
    ends: NDArray[np.int64]
    hashes: NDArray[np.uint32]
    starts: NDArray[np.int64]
    """Where those of each text begin."""
    counts: NDArray[np.uint8]
    shift: int
    limit: int
    """What stands in so many places proves nothing."""

    def text_of(self, number: int) -> bytes:
        """One of the texts as it was given."""
        start = 0 if number == 0 else int(self.ends[number - 1])
        return self.data[start : int(self.ends[number]) - 1].tobytes()

    def of(self, number: int) -> NDArray[np.uint32]:
        """The runs of one text: in order once it was compared."""
        return self.hashes[self.starts[number] : self.starts[number + 1]]


@dataclass(frozen=True)
class Compared:
    """Pairs of texts, the smaller position first, and by weight how much of them stands in both."""

    left: NDArray[np.int64]
    right: NDArray[np.int64]
    shares: NDArray[np.float32]
    """Of the lighter of the two: a shortened copy is still a copy."""
    likeness: NDArray[np.float32]
    """Of the two together: 1 for the same text."""


def find_near_copies(texts: Iterable[str], same: float = SAME_TEXT) -> Pairs:
    """Pairs of positions, the smaller first, with how much of the lighter text stands in both."""
    runs = read_runs(texts)
    found = compare(runs, find_candidates(runs))
    kept = found.shares >= same
    return list(zip(*(each[kept].tolist() for each in (found.left, found.right, found.shares)), strict=True))


def read_runs(texts: Iterable[str]) -> Runs:
    """Every run of three words of every text, counted."""
    data, ends = join_texts(texts)
    hashes, starts = hash_runs(data, ends)
    bits = min(SLOT_BITS, max(16, len(hashes).bit_length() + 1))
    # Made here and not by numba: numpy asks for large pages, without which every look-up misses the table of pages too.
    counts = np.empty(1 << bits, np.uint8)
    counts.fill(0)
    count_runs(hashes, counts, 32 - bits)
    limit = int(min(COMMON_MOST, max(COMMON_AT_LEAST, COMMON_SHARE * len(ends))))
    return Runs(data, ends, hashes, starts, counts, 32 - bits, limit)


def find_candidates(runs: Runs) -> NDArray[np.uint64]:
    """Pairs of texts that share more than one of the runs that stand for them, as two halves of a number."""
    marks = sketch_texts(runs.hashes, runs.starts, runs.counts, runs.shift, min(LARGEST_GROUP, runs.limit))
    marks.sort()
    pairs = pair_up(marks, LARGEST_GROUP)
    pairs.sort()
    return keep_repeated(pairs)


def compare(runs: Runs, pairs: NDArray[np.uint64]) -> Compared:
    """What both texts of each pair have, by weight; the runs of what is compared are sorted in place."""
    left, right = (pairs >> np.uint64(32)).astype(np.int64), (pairs & np.uint64(0xFFFFFFFF)).astype(np.int64)
    worth = weigh_counts(runs.limit)
    read = runs.hashes, runs.starts, runs.counts, runs.shift, worth
    weights = sort_and_weigh(*read, np.unique(np.concatenate((left, right))))
    both = weigh_both(*read, left, right)
    lighter, together = np.minimum(weights[left], weights[right]), weights[left] + weights[right] - both
    return Compared(left, right, _part(both, lighter), _part(both, together))


def _part(some: NDArray[np.float32], whole: NDArray[np.float32]) -> NDArray[np.float32]:
    return np.divide(some, whole, out=np.zeros_like(some), where=whole > 0)


def join_texts(texts: Iterable[str]) -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
    """All bytes after one another, and where each text ends."""
    data, ends = bytearray(), array("q")
    for text in texts:
        data += text.encode("utf-8", "replace")
        data += b" "
        ends.append(len(data))
    return np.frombuffer(data, dtype=np.uint8), np.frombuffer(ends, dtype=np.int64)


def weigh_counts(limit: int) -> NDArray[np.float32]:
    """What a run is worth by the number of its texts: from 1 for few down to 0 for many."""
    worth = np.zeros(256, dtype=np.float32)
    worth[1] = ALONE
    for number in range(2, min(limit, 255)):
        worth[number] = min(1.0, log(limit / number) / log(RARE_PART))
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
    return runs[:at], starts


@njit(cache=True)
def count_runs(runs: NDArray[np.uint32], counts: NDArray[np.uint8], shift: int) -> None:
    """How often each run occurs, up to 255; runs that share a counter count as one."""
    for run in runs:
        slot = run >> np.uint32(shift)
        counts[slot] += counts[slot] < 255


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
    texts: NDArray[np.int64],
) -> NDArray[np.float32]:
    """The texts that will be compared: their runs in order, in place, and what all of them weigh together."""
    weights = np.zeros(len(starts) - 1, np.float32)
    for text in texts:
        own = runs[starts[text] : starts[text + 1]]
        own.sort()
        weight = 0.0
        for run in own:
            weight += worth[counts[run >> np.uint32(shift)]]
        weights[text] = weight
    return weights


@njit(cache=True)
def weigh_both(
    runs: NDArray[np.uint32],
    starts: NDArray[np.int64],
    counts: NDArray[np.uint8],
    shift: int,
    worth: NDArray[np.float32],
    lefts: NDArray[np.int64],
    rights: NDArray[np.int64],
) -> NDArray[np.float32]:
    """What weighs all that stands in both texts of each pair. Only what both have is looked up."""
    weights = np.zeros(len(lefts), np.float32)
    for number in range(len(lefts)):
        one, other = lefts[number], rights[number]
        left, left_end = starts[one], starts[one + 1]
        right, right_end = starts[other], starts[other + 1]
        both = 0.0
        while left < left_end and right < right_end:
            here, there = runs[left], runs[right]
            if here == there:
                both += worth[counts[here >> np.uint32(shift)]]
            left += here <= there
            right += there <= here
        weights[number] = both
    return weights
