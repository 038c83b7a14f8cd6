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
    add_cells,
    find_floor,
    multiply_usual,
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
LOOKS = (1_024, 4_096, 16_384)
"""So many rows are weighed first, and then, to raise the bound; after that all that may reach it."""
NOWHERE = np.float32(-1e9)
"""The most of a row that is not looked at."""


def sift_rows(beside: Beside, scale: Scale, top: int, bound: float) -> tuple[np.ndarray, np.ndarray]:
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
    return np.asarray(scale.weights[feature] * np.where(np.isnan(table), scale.unknown[feature], table))


@njit(cache=True)
def count_value(scale: Scale, feature: int, value: float) -> float:
    """What a feature adds to the score, not yet divided."""
    return float(scale.weights[feature] * (scale.unknown[feature] if np.isnan(value) else value))


def weigh_jobs(beside: Beside, scale: Scale) -> np.ndarray:
    """What the name of every job adds."""
    means, weights = beside.means, scale.weights
    silent = [weights[feature] * scale.unknown[feature] for feature in (WORK, DIRECTION)]
    return add_names(
        means.title_of_job, means.unit_of_job, means.work_title, means.work_unit, means.direction_title,
        means.direction_unit, weights[WORK], weights[DIRECTION], *silent,
    )  # fmt: skip


@njit(cache=True)
def add_names(  # noqa: PLR0913, PLR0917 - arrays that stand alone are ten times as quick
    titles: np.ndarray, units: np.ndarray, work_title: np.ndarray, work_unit: np.ndarray, direction_title: np.ndarray,
    direction_unit: np.ndarray, work_weight: float, direction_weight: float, no_work: float, no_direction: float,
) -> np.ndarray:  # fmt: skip
    found = np.empty(len(titles), np.float32)
    for job in range(len(titles)):
        title, unit = titles[job], units[job]
        work = weigh_name(work_title[title], work_unit[unit])
        direction = weigh_name(direction_title[title], direction_unit[unit])
        added = no_work if np.isnan(work) else work_weight * work
        found[job] = added + (no_direction if np.isnan(direction) else direction_weight * direction)
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
    places, from_home, starts, travel, too_far = rows.places, rows.telework, rows.starts, means.travel, means.too_far
    travel_weight, no_travel = scale.weights[TRAVEL], count_value(scale, TRAVEL, np.nan)
    counts = np.zeros(LEVELS, np.int64)
    most[:] = NOWHERE
    for group in range(len(places)):
        place, telework = places[group], from_home[group]
        if (too_far[place] and not telework) != (floor == PROBABLY_NOT):
            continue
        unknown = np.isnan(travel[place]) or (telework and travel[place] == 0)
        base = silent + (no_travel if unknown else travel_weight * travel[place])
        for row in range(starts[group], starts[group + 1]):
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
    usual, usual_tally = multiply_usual(by_still)
    kept, keys = np.empty(len(most), np.int32), np.empty(len(most))
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
            still = still_of[row]
            value, tally = add_cells(
                usual[still], usual_tally[still], by_still[still], cells, starts[row], starts[row + 1], by_cell,
                limit_of_cell,
            )  # fmt: skip
            stands = max(stands, find_floor(tally, work_unit[unit_of_job[job_of[row]]] == SAME))
        key = (worth + (limit_weight * value if limits else unlimited)) / total - FLOOR_COSTS * stands
        if key >= bound:
            kept[count], keys[count] = row, key
            count += 1
    return kept[:count], keys[:count]
