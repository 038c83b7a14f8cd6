"""Finds the best rows of a part without weighing all of them: what can no longer reach the list falls away early.

First every row within reach gets the most it can come to by what is cheap to know: title, words, journey, papers, date.
Then the most promising are weighed, offers before limitations, and the bound that they set lets nearly all others fall.
The bound only rises, and whoever lies at or above it, a hair's breadth included, is kept. What lies too far to travel
stands a floor lower and is looked at only where the list is not full without it.
"""

import numpy as np
from numba import njit

from matcher.kinship import SAME
from matcher.stock.pay import weigh_hours, weigh_pay
from matcher.stock.rows import Beside, Scale
from matcher.stock.weighing import (
    DIRECTION,
    EDUCATION,
    FRESHNESS,
    HOURS,
    LANGUAGES,
    LAST,
    LICENCES,
    LIMITATIONS,
    MAY_SUIT,
    PROBABLY_NOT,
    SKILLS,
    TASKS,
    TRAVEL,
    WAGE,
    WISHES,
    WORK,
    judge_told,
    tell_limits,
    weigh_name,
    weigh_skills,
    weigh_tasks,
    weigh_wishes,
)  # fmt: skip

LEVELS = 1024
FLOOR_COSTS = 1000.0
"""What a floor lower counts for in the key that rows are compared by: more than any score."""
SLACK = 3e-6
"""Scores are rounded to a millionth at the end: whoever comes this near may belong to the best."""
BREADTH = 1e-3
"""Sums of single precision, in points of weight, are off by less than this."""
LOOKS = (2_048, 16_384)
"""So many rows are weighed first, and then, to set the bound; after that all that may reach it."""
NOWHERE = np.float32(-1e9)
"""The most of a row that is not looked at."""


def sift(beside: Beside, scale: Scale, top: int, bound: float) -> tuple[np.ndarray, np.ndarray]:
    """The rows that may belong to the best, with their keys; `bound` is a key that is surely reached."""
    rows, keys = np.zeros(0, dtype=np.int32), np.zeros(0)
    for floor in (MAY_SUIT, PROBABLY_NOT):
        if bound < 0.5 - FLOOR_COSTS * floor or not floor:
            found, values = _sift_reach(beside, scale, top, bound, floor)
            rows, keys = np.concatenate([rows, found]), np.concatenate([keys, values])
            bound = max(bound, find_bound(keys, top))
    reached = keys >= bound - SLACK
    return rows[reached], keys[reached]


def find_bound(keys: np.ndarray, top: int) -> float:
    """The key that so many reach."""
    return float(np.partition(keys, len(keys) - top)[len(keys) - top]) if len(keys) >= top else -np.inf


def _sift_reach(beside: Beside, scale: Scale, top: int, bound: float, floor: int) -> tuple[np.ndarray, np.ndarray]:
    """The same for what can be travelled to, or (a floor lower) for what lies too far."""
    total = float(scale.weights.sum()) or 1.0
    fine, slow = (LEVELS - 1) / total, float((scale.weights * scale.most)[[LIMITATIONS, WAGE, HOURS]].sum())
    most = np.empty(beside.rows.starts[-1], dtype=np.float32)
    counts = lay_most(beside, scale, weigh_jobs(beside, scale), *_weigh_small(beside, scale), floor, fine, most)
    seen = np.cumsum(counts[::-1])
    rows, keys, high = np.zeros(0, dtype=np.int32), np.zeros(0), np.inf
    for look in (*LOOKS, None):
        low = -BREADTH if look is None else (LEVELS - 1 - int(np.searchsorted(seen, look))) / fine
        need = (bound + FLOOR_COSTS * floor) * total - slow - BREADTH
        found, values = weigh_rows(beside, scale, most, max(low, need), high, floor, bound - SLACK)
        rows, keys = np.concatenate([rows, found]), np.concatenate([keys, values])
        bound, high = max(bound, find_bound(keys, top)), low
        if low <= (bound + FLOOR_COSTS * floor) * total - slow - BREADTH:
            break
    return rows, keys


def _weigh_small(beside: Beside, scale: Scale) -> tuple[np.ndarray, np.ndarray]:
    """What the papers that are asked add, and what the date adds, per kind."""
    means = beside.means
    papers = ((EDUCATION, means.education), (LICENCES, means.licences), (LANGUAGES, means.languages))
    added = [_count(scale, feature, table) for feature, table in papers]
    return np.sum(added, axis=0), _count(scale, FRESHNESS, means.freshness)


def _count(scale: Scale, feature: int, table: np.ndarray) -> np.ndarray:
    return scale.weights[feature] * np.where(np.isnan(table), scale.unknown[feature], table)


@njit(cache=True)
def count_value(scale: Scale, feature: int, value: float) -> float:
    """What a feature adds to the score, not yet divided."""
    return scale.weights[feature] * (scale.unknown[feature] if np.isnan(value) else value)


@njit(cache=True)
def weigh_jobs(beside: Beside, scale: Scale) -> np.ndarray:
    """What the name of every job adds."""
    means = beside.means
    titles, units = means.title_of_job, means.unit_of_job
    work_title, work_unit, direction_title, direction_unit = (
        means.work_title, means.work_unit, means.direction_title, means.direction_unit,
    )  # fmt: skip
    found = np.empty(len(titles), np.float32)
    for job in range(len(titles)):
        work = weigh_name(work_title[titles[job]], work_unit[units[job]])
        direction = weigh_name(direction_title[titles[job]], direction_unit[units[job]])
        found[job] = count_value(scale, WORK, work) + count_value(scale, DIRECTION, direction)
    return found


@njit(cache=True)
def lay_most(
    beside: Beside, scale: Scale, by_job: np.ndarray, by_asked: np.ndarray, by_date: np.ndarray, floor: int,
    fine: float, most: np.ndarray,
) -> np.ndarray:  # fmt: skip
    """The most that every row can come to without offer and limitations, and how many rows come to each level."""
    rows, means, said = beside.rows, beside.means, beside.said
    job, asked, posted, likeness, lengths = rows.job, rows.asked, rows.posted, said.likeness, said.lengths
    skills, wishes, has_tasks, enough, wanted = (
        said.skills, said.wishes, said.has_tasks, said.skills_for_all, said.wish_count,
    )  # fmt: skip
    task_weight, skill_weight, wish_weight = scale.weights[TASKS], scale.weights[SKILLS], scale.weights[WISHES]
    silent = 0.0 if has_tasks else count_value(scale, TASKS, np.nan)
    silent += 0.0 if enough else count_value(scale, SKILLS, np.nan)
    silent += 0.0 if wanted else count_value(scale, WISHES, np.nan)
    counts = np.zeros(LEVELS, np.int64)
    for group in range(len(rows.places)):
        place, telework = rows.places[group], rows.telework[group]
        first, last = rows.starts[group], rows.starts[group + 1]
        if (means.too_far[place] and not telework) != (floor == PROBABLY_NOT):
            most[first:last] = NOWHERE
            continue
        journey = means.travel[place]
        base = silent + count_value(scale, TRAVEL, np.nan if telework and journey == 0 else journey)
        for row in range(first, last):
            worth = base + by_job[job[row]] + by_asked[asked[row]] + by_date[posted[row]]
            if likeness[row] > 0.0:
                worth += task_weight * weigh_tasks(likeness[row], lengths[row])
            if skills[row]:
                worth += skill_weight * weigh_skills(skills[row], enough)
            if wishes[row]:
                worth += wish_weight * weigh_wishes(wishes[row], wanted)
            most[row] = worth
            counts[min(int(worth * fine), LEVELS - 1)] += 1
    return counts


@njit(cache=True)
def weigh_rows(
    beside: Beside, scale: Scale, most: np.ndarray, low: float, high: float, floor: int, bound: float
) -> tuple[np.ndarray, np.ndarray]:
    """Weigh offers and limitations of the rows of which the most lies between; keep those that reach the bound."""
    rows, means, offers, own = beside.rows, beside.means, beside.offers, beside.own
    offer_of, still_of, job_of, starts, cells = rows.offer, rows.still, rows.job, rows.cell_starts, rows.cells
    lows, highs, hours_low, hours_high = offers.low, offers.high, offers.hours_low, offers.hours_high
    stated, unusable, by_still, by_cell = offers.stated, offers.unusable, means.told_by_still, means.told_by_cell
    limit_of_cell, unit_of_job, work_unit = means.limit_of_cell, means.unit_of_job, means.work_unit
    total, count, limits = max(scale.weights.sum(), 1e-9), 0, by_still.shape[1]
    limit_weight, unlimited = scale.weights[LIMITATIONS], count_value(scale, LIMITATIONS, np.nan)
    wage_weight, wage_unknown = scale.weights[WAGE], count_value(scale, WAGE, np.nan)
    hour_weight, hours_unknown = scale.weights[HOURS], count_value(scale, HOURS, np.nan)
    told, size = np.empty(max(1, limits), np.uint8), 0
    for row in range(len(most)):
        size += low <= most[row] < high
    kept, keys = np.empty(size, np.int32), np.empty(size)
    for row in range(len(most)):
        if not low <= most[row] < high:
            continue
        offer, stands = offer_of[row], floor
        wage, below = weigh_pay(
            lows[offer], highs[offer], hours_low[offer], hours_high[offer], stated[offer], unusable[offer], own
        )
        hours, too_many = weigh_hours(hours_low[offer], hours_high[offer], own.limit)
        worth = most[row] + (wage_unknown if np.isnan(wage) else wage_weight * wage)
        worth += hours_unknown if np.isnan(hours) else hour_weight * hours
        if below:
            stands = max(stands, PROBABLY_NOT)
        if too_many:
            stands = LAST
        if (worth + max(limit_weight, unlimited) + BREADTH) / total - FLOOR_COSTS * stands < bound:
            continue
        value = 1.0
        if limits:
            own_trade = work_unit[unit_of_job[job_of[row]]] == SAME
            tell_limits(still_of[row], cells[starts[row] : starts[row + 1]], by_still, by_cell, limit_of_cell, told)
            value, doubted = judge_told(told, limits, own_trade)
            stands = max(stands, doubted)
        key = (worth + (limit_weight * value if limits else unlimited)) / total - FLOOR_COSTS * stands
        if key >= bound:
            kept[count], keys[count] = row, key
            count += 1
    return kept[:count], keys[:count]
