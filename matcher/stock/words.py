"""The words of one person laid beside the texts of a part, and texts turned into postings; compiled."""

from collections.abc import Sequence

import numpy as np
from numba import njit

from dossier.model.person import Person
from matcher.profile import Profile, skill_terms
from matcher.stock.rows import Said
from matcher.stock.terms import LOUDNESS, MOST_SAID, Rarity, TermPostings

MOST_COUNTED = 255
BLOCK = 4096
"""So many rows are looked at together: what is written beside them stays at hand."""


def lay_words(terms: TermPostings, person: Person, profile: Profile, rarity: Rarity) -> Said:
    asked = [pair for pair in rarity.weigh(profile.task_terms) if pair[0] < terms.size_of_vocabulary]
    numbers = np.array([number for number, _ in asked], dtype=np.int64)
    weights = np.array([weight * rarity.of(number) for number, weight in asked])
    skills = _number_groups([sorted(skill_terms(skill)) for skill in person.skills], rarity, terms)
    wishes = _number_groups([[term] for term in sorted(profile.wish_terms)], rarity, terms)
    postings = (terms.starts, terms.rows, LOUDNESS, terms.times)
    found = find_words(postings, (numbers, weights), skills, wishes, terms.size)
    return Said(
        *found, terms.lengths, has_tasks=bool(profile.task_terms), skills_for_all=min(3, len(person.skills)),
        wish_count=len(profile.wish_terms),
    )  # fmt: skip


def _number_groups(
    groups: Sequence[Sequence[str]], rarity: Rarity, terms: TermPostings
) -> tuple[np.ndarray, np.ndarray]:
    """The numbers of groups of terms one after the other, and where each group ends; no group with an unknown term."""
    numbered = [[rarity.find(term) for term in group] for group in groups if group]
    known = [[number for number in group if number is not None] for group in numbered if None not in group]
    known = [group for group in known if max(group) < terms.size_of_vocabulary]
    ends = np.cumsum([0, *map(len, known)])
    return np.array([number for group in known for number in group], dtype=np.int64), ends


@njit(cache=True)
def find_words(
    postings: tuple[np.ndarray, ...], asked: tuple[np.ndarray, np.ndarray], skill_groups: tuple[np.ndarray, np.ndarray],
    wish_groups: tuple[np.ndarray, np.ndarray], size: int,
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:  # fmt: skip
    """Every row that says any of it, with its likeness, and how many skills and wishes it says."""
    starts, rows, loudness, times = postings
    (terms, weights), (skills, skill_ends), (wishes, wish_ends) = asked, skill_groups, wish_groups
    reached, skills_reached, wishes_reached = starts[terms], starts[skills], starts[wishes]
    most = 0
    for group in (terms, skills, wishes):
        for term in group:
            most += starts[term + 1] - starts[term]
    most = min(most, size)
    found, likeness = np.empty(most, np.int32), np.empty(most)
    skilled, wished, count = np.empty(most, np.uint8), np.empty(most, np.uint8), 0
    alike, seen, marked = np.zeros(BLOCK), np.zeros(BLOCK, np.uint8), np.zeros(BLOCK, np.uint8)
    skill_counts, wish_counts, eights = np.zeros(BLOCK, np.uint8), np.zeros(BLOCK, np.uint8), marked.view(np.uint64)
    for first in range(0, size, BLOCK):
        past = min(first + BLOCK, size)
        for place in range(len(terms)):
            at, end = reached[place], starts[terms[place] + 1]
            while at < end and rows[at] < past:
                alike[rows[at] - first] += loudness[times[at]] * weights[place]
                marked[rows[at] - first] = 1
                at += 1
            reached[place] = at
        block = (first, past)
        count_groups(starts, rows, (skills, skill_ends, skills_reached), block, seen, skill_counts, marked)
        count_groups(starts, rows, (wishes, wish_ends, wishes_reached), block, seen, wish_counts, marked)
        for eight in range(BLOCK // 8):
            if eights[eight]:
                for row in range(8 * eight, 8 * eight + 8):
                    if marked[row]:
                        found[count], likeness[count] = first + row, alike[row]
                        skilled[count], wished[count] = skill_counts[row], wish_counts[row]
                        alike[row], marked[row], skill_counts[row], wish_counts[row] = 0.0, 0, 0, 0
                        count += 1
    return found[:count], likeness[:count], skilled[:count], wished[:count]


@njit(cache=True)
def count_groups(
    starts: np.ndarray, rows: np.ndarray, groups: tuple[np.ndarray, np.ndarray, np.ndarray], block: tuple[int, int],
    seen: np.ndarray, counts: np.ndarray, marked: np.ndarray,
) -> None:  # fmt: skip
    """Count in every row of a block the groups of which it says every term; `seen` comes and goes empty."""
    (terms, ends, reached), (first, past) = groups, block
    for group in range(len(ends) - 1):
        for place in range(ends[group], ends[group + 1]):
            at = reached[place]
            while at < starts[terms[place] + 1] and rows[at] < past:
                row = rows[at] - first
                seen[row] += 1
                if seen[row] == ends[group + 1] - ends[group] and counts[row] < MOST_COUNTED:
                    counts[row] += 1
                    marked[row] = 1
                at += 1
        for place in range(ends[group], ends[group + 1]):
            at = reached[place]
            while at < starts[terms[place] + 1] and rows[at] < past:
                seen[rows[at] - first] = 0
                at += 1
            reached[place] = at


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
