"""Finds the best rows of a part without weighing all of them: what can no longer reach the list is never weighed.

Title and words are known beforehand and scatter rows most. Rows are looked at in the order of those; what the rest can
add is bounded. The bound only rises, and whoever lies at or above it, a hair's breadth included, is kept.
"""

import numpy as np
from numba import njit

from matcher.stock.rows import Beside, Scale
from matcher.stock.weighing import (
    DIRECTION,
    EDUCATION,
    FEATURE_COUNT,
    FRESHNESS,
    HOURS,
    LANGUAGES,
    LICENCES,
    LIMITATIONS,
    SKILLS,
    TASKS,
    TRAVEL,
    WAGE,
    WISHES,
    WORK,
    count_value,
    sum_values,
    weigh_row,
    weigh_text,
)  # fmt: skip

LEVELS = 1024
FLOOR_COSTS = 1000.0
"""What a floor lower counts for in the key that rows are compared by: more than any score."""
SLACK = 3e-6
"""Scores are rounded to a millionth at the end: whoever comes this near may belong to the best."""
FIRST_LOOK, NEXT_LOOK = 8192, 8


@njit(cache=True)
def sift(beside: Beside, scale: Scale, top: int, bound: float) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The rows that may belong to the best, with their jobs and keys; `bound` is a key that is surely reached."""
    total, size = scale.weights.sum(), beside.rows.starts[-1]
    levels, jobs, counts = np.empty(size, np.uint16), np.empty(size, np.int32), np.zeros(LEVELS, np.int64)
    fine = (LEVELS - 1) / max(total, 1e-9)
    lay_levels(beside, scale, fine, levels, jobs, counts)
    slow = scale.weights[LIMITATIONS] * scale.most[LIMITATIONS]
    slow += scale.weights[WAGE] * scale.most[WAGE] + scale.weights[HOURS] * scale.most[HOURS]
    rest = slow + scale.weights[TRAVEL] * scale.most[TRAVEL] + scale.weights[EDUCATION] * scale.most[EDUCATION]
    rest += scale.weights[LICENCES] * scale.most[LICENCES] + scale.weights[LANGUAGES] * scale.most[LANGUAGES]
    rest += scale.weights[FRESHNESS] * scale.most[FRESHNESS]
    kept, keys = np.empty(max(1024, 8 * top), np.int32), np.empty(max(1024, 8 * top))
    count, high, look = 0, LEVELS, FIRST_LOOK
    told, values = np.empty(max(1, beside.means.told_by_still.shape[1]), np.uint8), np.empty(FEATURE_COUNT)
    while high > 0 and (high / fine + rest) / total >= bound - SLACK:
        low, seen = high, 0
        while low > 0 and seen < look:
            low -= 1
            seen += counts[low]
        for row in order_rows(levels, low, high, seen):
            upper = (levels[row] + 1) / fine
            if (upper + rest) / total < bound - SLACK:
                break
            if bound_row(beside, scale, row, upper + slow) / total < bound - SLACK:
                continue
            floor = weigh_row(beside, row, jobs[row], told, values)
            key = sum_values(scale, values) / total - FLOOR_COSTS * floor
            if key < bound - SLACK:
                continue
            if count == len(kept):
                bound = max(bound, np.sort(keys)[count - top])
                count = compress(kept, keys, count, bound)
                if 2 * count > len(kept):
                    kept, keys = np.concatenate((kept, kept)), np.concatenate((keys, keys))
            kept[count], keys[count] = row, key
            count += 1
        if count >= top:
            bound = max(bound, np.sort(keys[:count])[count - top])
        high, look = low, look * NEXT_LOOK
    count = compress(kept, keys, count, bound)
    return kept[:count], jobs[kept[:count]], keys[:count]


@njit(cache=True)
def lay_levels(
    beside: Beside, scale: Scale, fine: float, levels: np.ndarray, jobs: np.ndarray, counts: np.ndarray
) -> None:
    """What title and words of every row are worth, rounded down to a level; and the job of every row."""
    rows, means, said = beside.rows, beside.means, beside.said
    silent = count_value(scale, TASKS, 0.0 if said.has_tasks else np.nan)
    silent += count_value(scale, SKILLS, 0.0 if said.skills_for_all else np.nan)
    silent += count_value(scale, WISHES, 0.0 if said.wish_count else np.nan)
    for place in range(len(rows.jobs)):
        job = rows.jobs[place]
        worth = count_value(scale, WORK, means.work[job]) + count_value(scale, DIRECTION, means.direction[job])
        level = int((worth + silent) * fine)
        for row in range(rows.starts[place], rows.starts[place + 1]):
            jobs[row] = job
            own = level
            if said.likeness[row] > 0.0 or said.skills[row] or said.wishes[row]:
                tasks, skills, wishes = weigh_text(said, row)
                more = count_value(scale, TASKS, tasks) + count_value(scale, SKILLS, skills)
                own = int((worth + more + count_value(scale, WISHES, wishes)) * fine)
            levels[row] = own
            counts[own] += 1


@njit(cache=True)
def order_rows(levels: np.ndarray, low: int, high: int, count: int) -> np.ndarray:
    """The rows of these levels, the highest level first."""
    starts = np.zeros(high - low + 1, np.int64)
    found = np.empty(count, np.int32)
    at = 0
    for row in range(len(levels)):
        if low <= levels[row] < high:
            found[at] = row
            at += 1
            starts[high - levels[row]] += 1
    for level in range(1, len(starts)):
        starts[level] += starts[level - 1]
    ordered = np.empty(count, np.int32)
    for row in found:
        step = high - 1 - levels[row]
        ordered[starts[step]] = row
        starts[step] += 1
    return ordered


@njit(cache=True)
def bound_row(beside: Beside, scale: Scale, row: int, upper: float) -> float:
    """The most a row can come to, by what is cheap to know: journey, papers and date."""
    rows, means = beside.rows, beside.means
    asked, place = rows.asked[row], rows.workplace[row]
    journey = means.travel[place]
    if means.telework[asked]:
        journey = np.nan if journey == 0 else journey
    elif means.too_far[place]:
        upper -= FLOOR_COSTS * scale.weights.sum()
    upper += count_value(scale, TRAVEL, journey) + count_value(scale, EDUCATION, means.education[asked])
    upper += count_value(scale, LICENCES, means.licences[asked]) + count_value(scale, LANGUAGES, means.languages[asked])
    return upper + count_value(scale, FRESHNESS, means.freshness[rows.posted[row]])


@njit(cache=True)
def compress(kept: np.ndarray, keys: np.ndarray, count: int, bound: float) -> int:
    """Keep what still reaches the bound."""
    left = 0
    for at in range(count):
        if keys[at] >= bound - SLACK:
            kept[left], keys[left] = kept[at], keys[at]
            left += 1
    return left


@njit(cache=True)
def read_rows(beside: Beside, chosen: np.ndarray, jobs: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """All values of these rows, and their floors."""
    values, floors = np.empty((len(chosen), FEATURE_COUNT)), np.empty(len(chosen), np.int8)
    told = np.empty(max(1, beside.means.told_by_still.shape[1]), np.uint8)
    for at in range(len(chosen)):
        floors[at] = weigh_row(beside, chosen[at], jobs[at], told, values[at])
    return values, floors
