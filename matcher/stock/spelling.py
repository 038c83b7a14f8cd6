"""The words of texts that are being taken in, as numbers; found by their letters in compiled code."""

from array import array
from collections.abc import Sequence

import numpy as np
from numba import njit

from matcher.stock.kind import Kinds

END = "\n"
"""Stands behind every word; no term has it."""
AT_ONCE = 2_000_000
"""So many letters are looked at together."""
SEED, PRIME = np.uint64(0xCBF29CE484222325), np.uint64(0x100000001B3)
"""Of FNV-1a, 64 bits: that two different words of a stock meet is less probable than a fault of the memory."""


class SpelledRows:
    """The terms of vacancies that are being taken in, a row each."""

    def __init__(self, vocabulary: Kinds[str]) -> None:
        self._vocabulary = vocabulary
        self._waiting, self._letters = list[str](), 0
        self._said, self._ends = list[np.ndarray](), array("q", [0])
        self._hashes, self._slots = np.zeros(1, dtype=np.uint64), np.zeros(1, dtype=np.int32)
        self._known = 0
        if len(vocabulary):
            self._number(END.join([*vocabulary.keys, ""]).encode(), len(vocabulary))

    def add(self, terms: Sequence[str]) -> None:
        self._ends.append(self._ends[-1] + len(terms))
        if terms:
            self._waiting.append(END.join(terms))
            self._letters += len(self._waiting[-1])
        if self._letters > AT_ONCE:
            self._take_in()

    @property
    def arrays(self) -> tuple[np.ndarray, np.ndarray]:
        """The terms of all rows one after the other, and where each row ends."""
        self._take_in()
        return np.concatenate([np.zeros(0, dtype=np.int32), *self._said]), np.frombuffer(self._ends, dtype=np.int64)

    def _take_in(self) -> None:
        count = self._ends[-1] - sum(map(len, self._said))
        if count:
            letters = END.join([*self._waiting, ""]).encode()
            said, new = self._number(letters, count)
            self._said.append(said)
            for first, past in new.tolist():
                self._vocabulary.number(letters[first:past].decode())
        self._waiting, self._letters = [], 0

    def _number(self, letters: bytes, count: int) -> tuple[np.ndarray, np.ndarray]:
        """The number of each of so many words, and where those lie that were not known before."""
        self._make_room(self._known + count)
        said, new = np.empty(count, dtype=np.int32), np.empty((count, 2), dtype=np.int64)
        known = number_words(
            np.frombuffer(letters, dtype=np.uint8), ord(END), self._hashes, self._slots, self._known, said, new
        )
        found, self._known = new[: known - self._known], known
        return said, found

    def _make_room(self, words: int) -> None:
        """Slots for twice as many words."""
        size = len(self._slots)
        while size < 2 * words:
            size *= 2
        if size > len(self._slots):
            hashes, slots = np.zeros(size, dtype=np.uint64), np.full(size, -1, dtype=np.int32)
            move_words(self._hashes, self._slots, hashes, slots)
            self._hashes, self._slots = hashes, slots


@njit(cache=True)
def find_slot(hashes: np.ndarray, slots: np.ndarray, wanted: np.uint64) -> np.uint64:
    """Where a word stands, or the empty place where it belongs."""
    last = np.uint64(len(slots) - 1)
    slot = (wanted ^ (wanted >> np.uint64(32))) & last
    while slots[slot] >= 0 and hashes[slot] != wanted:
        slot = (slot + np.uint64(1)) & last
    return slot


@njit(cache=True)
def move_words(hashes: np.ndarray, slots: np.ndarray, to_hashes: np.ndarray, to_slots: np.ndarray) -> None:
    if len(slots) > 1:
        for slot in range(len(slots)):
            if slots[slot] >= 0:
                to = find_slot(to_hashes, to_slots, hashes[slot])
                to_hashes[to], to_slots[to] = hashes[slot], slots[slot]


@njit(cache=True)
def number_words(
    letters: np.ndarray, end: int, hashes: np.ndarray, slots: np.ndarray, known: int, said: np.ndarray, new: np.ndarray
) -> int:
    """Number every word, new ones from `known` on; how many are known then."""
    before, word, first, spelled = known, 0, 0, SEED
    for at in range(len(letters)):
        if letters[at] != end:
            spelled = (spelled ^ np.uint64(letters[at])) * PRIME
            continue
        slot = find_slot(hashes, slots, spelled)
        if slots[slot] < 0:
            hashes[slot], slots[slot] = spelled, known
            new[known - before, 0], new[known - before, 1] = first, at
            known += 1
        said[word] = slots[slot]
        word, first, spelled = word + 1, at + 1, SEED
    return known
