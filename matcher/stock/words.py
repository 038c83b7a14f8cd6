"""The words of one person laid beside the texts of a part, and texts turned into postings; compiled."""

from collections.abc import Sequence

import numpy as np
from numba import njit

from dossier.model.person import Person
from matcher.profile import Profile, skill_terms
from matcher.stock.rows import Said
from matcher.stock.terms import LOUDNESS, MOST_SAID, Rarity, TermPostings

MOST_COUNTED = 255


class Desk:
    """Room to lay the words of one person beside a part; cleared for the next."""

    def __init__(self, size: int) -> None:
        self.likeness = np.zeros(size)
        self.skills = np.zeros(size, dtype=np.uint8)
        self.wishes = np.zeros(size, dtype=np.uint8)
        self.seen = np.zeros(size, dtype=np.uint8)

    def clear(self) -> None:
        for room in (self.likeness, self.skills, self.wishes):
            room.fill(0)


def lay_words(terms: TermPostings, person: Person, profile: Profile, rarity: Rarity, desk: Desk) -> Said:
    desk.clear()
    asked = rarity.weigh(profile.task_terms) if profile.task_terms else []
    numbers = np.array([number for number, _ in asked], dtype=np.int64)
    weights = np.array([weight * rarity.of(number) for number, weight in asked])
    add_likeness(terms.starts, terms.rows, terms.times, LOUDNESS, numbers, weights, desk.likeness)
    groups = [sorted(skill_terms(skill)) for skill in person.skills]
    count_groups(*_spans(terms), *_number_groups(groups, rarity), desk.seen, desk.skills)
    count_groups(*_spans(terms), *_number_groups([[term] for term in profile.wish_terms], rarity), desk.seen,
                 desk.wishes)  # fmt: skip
    return Said(
        likeness=desk.likeness, lengths=terms.lengths, skills=desk.skills, wishes=desk.wishes,
        has_tasks=bool(profile.task_terms), skills_for_all=min(3, len(person.skills)),
        wish_count=len(profile.wish_terms),
    )  # fmt: skip


def _spans(terms: TermPostings) -> tuple[np.ndarray, np.ndarray]:
    return terms.starts, terms.rows


def _number_groups(groups: Sequence[Sequence[str]], rarity: Rarity) -> tuple[np.ndarray, np.ndarray]:
    """The numbers of groups of terms one after the other, and where each group ends; no group with an unknown term."""
    numbered = [[rarity.find(term) for term in group] for group in groups if group]
    known = [[number for number in group if number is not None] for group in numbered if None not in group]
    ends = np.cumsum([0, *map(len, known)])
    return np.array([number for group in known for number in group], dtype=np.int64), ends


@njit(cache=True)
def add_likeness(
    starts: np.ndarray, rows: np.ndarray, times: np.ndarray, loudness: np.ndarray, terms: np.ndarray,
    weights: np.ndarray, likeness: np.ndarray,
) -> None:  # fmt: skip
    """Add what each term counts for to the rows that say it, in the order of the terms."""
    for place in range(len(terms)):
        if terms[place] + 1 < len(starts):
            for at in range(starts[terms[place]], starts[terms[place] + 1]):
                likeness[rows[at]] += loudness[times[at]] * weights[place]


@njit(cache=True)
def count_groups(
    starts: np.ndarray, rows: np.ndarray, terms: np.ndarray, ends: np.ndarray, seen: np.ndarray, counts: np.ndarray
) -> None:
    """Count in every row the groups of which it says every term; `seen` comes and goes empty."""
    for group in range(len(ends) - 1):
        for place in range(ends[group], ends[group + 1]):
            if terms[place] + 1 < len(starts):
                for at in range(starts[terms[place]], starts[terms[place] + 1]):
                    seen[rows[at]] += 1
                    if seen[rows[at]] == ends[group + 1] - ends[group] and counts[rows[at]] < MOST_COUNTED:
                        counts[rows[at]] += 1
        for place in range(ends[group], ends[group + 1]):
            if terms[place] + 1 < len(starts):
                for at in range(starts[terms[place]], starts[terms[place] + 1]):
                    seen[rows[at]] = 0


def turn_over(said: np.ndarray, ends: np.ndarray, order: np.ndarray, terms: int) -> TermPostings:
    """Postings of texts that lie one after the other; `order` says which text each row is."""
    last, found = np.full(terms, -1, dtype=np.int32), np.zeros(terms + 1, dtype=np.int64)
    count_found(said, ends, order, last, found)
    starts = np.cumsum(found)
    rows, times = np.empty(starts[-1], dtype=np.int32), np.zeros(starts[-1], dtype=np.uint8)
    fill_postings(said, ends, order, starts[:-1].copy() - 1, rows, times)
    for values in (starts, rows, times):
        values.flags.writeable = False
    return TermPostings(starts, rows, times, len(order))


@njit(cache=True)
def count_found(said: np.ndarray, ends: np.ndarray, order: np.ndarray, last: np.ndarray, found: np.ndarray) -> None:
    """In how many rows each term is found, one place further."""
    for row in range(len(order)):
        for at in range(ends[order[row]], ends[order[row] + 1]):
            if last[said[at]] != row:
                last[said[at]] = row
                found[said[at] + 1] += 1


@njit(cache=True)
def fill_postings(
    said: np.ndarray, ends: np.ndarray, order: np.ndarray, filled: np.ndarray, rows: np.ndarray, times: np.ndarray
) -> None:
    """`filled` is the last filled place of each term: there it says in which row that was."""
    first = filled.copy()
    for row in range(len(order)):
        for at in range(ends[order[row]], ends[order[row] + 1]):
            term = said[at]
            place = filled[term]
            if place == first[term] or rows[place] != row:
                place += 1
                filled[term] = place
                rows[place] = row
            if times[place] < MOST_SAID:
                times[place] += 1


@njit(cache=True)
def measure_lengths(
    starts: np.ndarray, rows: np.ndarray, times: np.ndarray, loudness: np.ndarray, rarity: np.ndarray,
    lengths: np.ndarray,
) -> None:  # fmt: skip
    """The length of every row as the root of its squares; an empty row counts as one of unit length."""
    lengths[:] = 0.0
    for term in range(len(starts) - 1):
        for at in range(starts[term], starts[term + 1]):
            weight = loudness[times[at]] * rarity[term]
            lengths[rows[at]] += weight * weight
    for row in range(len(lengths)):
        lengths[row] = 1.0 if lengths[row] == 0.0 else np.sqrt(lengths[row])
