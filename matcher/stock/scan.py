"""The loops over rows of `matcher.stock.sift`: what a row comes to without its limitations, and with them; compiled."""

from typing import NamedTuple

import numpy as np
from numba import njit

from matcher.features import KINSHIP_COUNTS
from matcher.kinship import SAME
from matcher.stock.pay import weigh_hours, weigh_pay
from matcher.stock.rows import ASKED, JOB, OFFER, POSTED, STILL, Beside, Means, OfferArrays, PayMeasure, Rows, Scale
from matcher.stock.weighing import (
    DIRECTION,
    HOURS,
    LAST,
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
    weigh_skills,
    weigh_tasks,
    weigh_wishes,
)  # fmt: skip

FLOOR_COSTS = 1000.0
"""What a floor lower counts for in the key that rows are compared by: more than any score."""


class Tables(NamedTuple):
    """What each shared value adds to the score of one person, not yet divided, and on which floor it puts a row."""

    by_job: np.ndarray
    by_asked: np.ndarray
    by_date: np.ndarray
    by_group: np.ndarray
    """The journey, with what is added to every row."""
    group_floor: np.ndarray
    by_offer: np.ndarray
    offer_floor: np.ndarray
    bars: np.ndarray
    """On which floor the text of a row surely puts it, two bits a row, as `matcher.stock.limits` has it."""


@njit(cache=True)
def add_names(means: Means, scale: Scale) -> np.ndarray:
    """What the name of every job adds."""
    titles, units, work_title, work_unit = means.title_of_job, means.unit_of_job, means.work_title, means.work_unit
    direction_title, direction_unit = means.direction_title, means.direction_unit
    work_weight, direction_weight = scale.weights[WORK], scale.weights[DIRECTION]
    no_work, no_direction = work_weight * scale.unknown[WORK], direction_weight * scale.unknown[DIRECTION]
    found = np.empty(len(titles), np.float32)
    for job in range(len(titles)):
        work, kin = work_title[titles[job]], work_unit[units[job]] * KINSHIP_COUNTS
        direction, near = direction_title[titles[job]], direction_unit[units[job]] * KINSHIP_COUNTS
        added = no_work if np.isnan(work) else work_weight * (max(work, kin))
        also = no_direction if np.isnan(direction) else direction_weight * (max(direction, near))
        found[job] = added + also
    return found


@njit(cache=True)
def add_journeys(rows: Rows, means: Means, scale: Scale, silent: float) -> tuple[np.ndarray, np.ndarray]:
    """What the journey to each group of rows adds, with what is added to every row; and its floor."""
    places, weight = rows.places, scale.weights[TRAVEL]
    found, floors = np.empty(len(places), np.float32), np.empty(len(places), np.uint8)
    for group in range(len(places)):
        value, from_home = means.travel[places[group]], rows.telework[group]
        unknown = np.isnan(value) or (from_home and value == 0)
        found[group] = silent + weight * (scale.unknown[TRAVEL] if unknown else value)
        floors[group] = PROBABLY_NOT if means.too_far[places[group]] and not from_home else MAY_SUIT
    return found, floors


@njit(cache=True)
def weigh_offers(offers: OfferArrays, own: PayMeasure, scale: Scale) -> tuple[np.ndarray, np.ndarray]:
    """What every offer adds, and its floor."""
    low, high, hours_low, hours_high = offers.low, offers.high, offers.hours_low, offers.hours_high
    stated, unusable = offers.stated, offers.unusable
    found, floors = np.empty(len(low), np.float32), np.empty(len(low), np.uint8)
    wage_weight, hour_weight = scale.weights[WAGE], scale.weights[HOURS]
    no_wage, no_hours = wage_weight * scale.unknown[WAGE], hour_weight * scale.unknown[HOURS]
    for offer in range(len(low)):
        wage, below = weigh_pay(
            low[offer], high[offer], hours_low[offer], hours_high[offer], stated[offer], unusable[offer], own
        )
        hours, too_many = weigh_hours(hours_low[offer], hours_high[offer], own.limit)
        added = no_wage if np.isnan(wage) else wage_weight * wage
        added += no_hours if np.isnan(hours) else hour_weight * hours
        found[offer] = added
        floors[offer] = LAST if too_many else PROBABLY_NOT if below else MAY_SUIT
    return found, floors


@njit(cache=True, forceinline=True)
def weigh_kinds(
    kinds: np.ndarray, row: int, by_job: np.ndarray, by_offer: np.ndarray, by_asked: np.ndarray, by_date: np.ndarray
) -> np.float32:
    some = by_job[kinds[row, JOB]] + by_offer[kinds[row, OFFER]]
    return np.float32(some + (by_asked[kinds[row, ASKED]] + by_date[kinds[row, POSTED]]))


@njit(cache=True, forceinline=True)
def stands_on(floor: int, least: int, bars: np.ndarray, row: int, offer_floor: int) -> bool:
    """Do place, text and offer together put a row on this very floor?"""
    return bool(max(least, min(LAST, bars[row >> 2] >> 2 * (row & 3) & 3), offer_floor) == floor)


@njit(cache=True)
def scan_said(beside: Beside, tables: Tables, scale: Scale, floor: int, need: float) -> tuple[np.ndarray, np.ndarray]:
    """Of this floor, the rows with words of the person that come to what is needed, and to what they come."""
    starts, kinds, words, bars = beside.rows.starts, beside.rows.kinds, beside.said, tables.bars
    by_job, by_asked, by_date = tables.by_job, tables.by_asked, tables.by_date
    by_offer, offer_floor, group_floor = tables.by_offer, tables.offer_floor, tables.group_floor
    said, likeness, lengths, skills, wishes = words.rows, words.likeness, words.lengths, words.skills, words.wishes
    task_weight, skill_weight, wish_weight = scale.weights[TASKS], scale.weights[SKILLS], scale.weights[WISHES]
    chosen, most, count, at = np.empty(len(said), np.int32), np.empty(len(said), np.float32), 0, 0
    for group, base in enumerate(tables.by_group):
        while at < len(said) and said[at] < starts[group + 1]:
            row = said[at]
            if stands_on(floor, group_floor[group], bars, row, offer_floor[kinds[row, OFFER]]):
                worth = base + weigh_kinds(kinds, row, by_job, by_offer, by_asked, by_date)
                worth += np.float32(task_weight * weigh_tasks(likeness[at], lengths[row]))
                if skills[at]:
                    worth += np.float32(skill_weight * weigh_skills(skills[at], words.skills_for_all))
                if wishes[at]:
                    worth += np.float32(wish_weight * weigh_wishes(wishes[at], words.wish_count))
                if worth >= need:
                    chosen[count], most[count] = row, worth
                    count += 1
            at += 1
    return chosen[:count], most[:count]


@njit(cache=True)
def scan_silent(beside: Beside, tables: Tables, floor: int, need: float) -> tuple[np.ndarray, np.ndarray]:
    """The same for the rows without."""
    starts, kinds, said, bars, at = beside.rows.starts, beside.rows.kinds, beside.said.rows, tables.bars, 0
    by_job, by_asked, by_date = tables.by_job, tables.by_asked, tables.by_date
    by_offer, offer_floor = tables.by_offer, tables.offer_floor
    chosen, most, count = np.empty(starts[-1], np.int32), np.empty(starts[-1], np.float32), 0
    for group, base in enumerate(tables.by_group):
        least = tables.group_floor[group]
        if least > floor:
            continue
        wanted = np.float32(need - base)
        for row in range(starts[group], starts[group + 1]):
            worth = weigh_kinds(kinds, row, by_job, by_offer, by_asked, by_date)
            if worth >= wanted and stands_on(floor, least, bars, row, offer_floor[kinds[row, OFFER]]):
                while at < len(said) and said[at] < row:
                    at += 1
                if not (at < len(said) and said[at] == row):
                    chosen[count], most[count] = row, worth + base
                    count += 1
    return chosen[:count], most[:count]


@njit(cache=True)
def weigh_rows(
    beside: Beside, scale: Scale, usual: tuple[np.ndarray, np.ndarray], chosen: np.ndarray, most: np.ndarray,
    floor: int, bound: float,
) -> tuple[np.ndarray, np.ndarray]:  # fmt: skip
    """Weigh the limitations of these rows of one floor too; keep those that reach the bound."""
    rows, means = beside.rows, beside.means
    kinds, starts, cells = rows.kinds, rows.cell_starts, rows.cells
    by_still, by_cell, limit_of_cell = means.told_by_still, means.told_by_cell, means.limit_of_cell
    unit_of_job, work_unit, limits = means.unit_of_job, means.work_unit, means.told_by_still.shape[1]
    total, count = max(scale.weights.sum(), 1e-9), 0
    weight, unlimited = scale.weights[LIMITATIONS], scale.weights[LIMITATIONS] * scale.unknown[LIMITATIONS]
    remains, tallies = usual
    kept, keys = np.empty(len(chosen), np.int32), np.empty(len(chosen))
    for place, row in enumerate(chosen):
        value, stands, still = unlimited, floor, kinds[row, STILL]
        if limits:
            value, tally = add_cells(
                remains[still], tallies[still], by_still[still], cells, starts[row], starts[row + 1], by_cell,
                limit_of_cell,
            )  # fmt: skip
            value *= weight
            stands = max(floor, find_floor(tally, work_unit[unit_of_job[kinds[row, JOB]]] == SAME))
        key = (most[place] + value) / total - FLOOR_COSTS * stands
        if key >= bound:
            kept[count], keys[count] = row, key
            count += 1
    return kept[:count], keys[:count]
