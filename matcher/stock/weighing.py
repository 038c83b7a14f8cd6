"""What every feature finds in one row, and its floor; compiled, in the order of `matcher.weights.FEATURES`."""

import numpy as np
from numba import njit

from matcher.features import FULL_TEXT_LIKENESS
from matcher.floor import MANY
from matcher.stock.cell import REMAINS_OF, Told
from matcher.stock.pay import weigh_hours, weigh_pay
from matcher.stock.rows import Beside, Means, Rows, Said, Scale

(LIMITATIONS, WORK, DIRECTION, WAGE, TASKS, HOURS, TRAVEL,
 SKILLS, EDUCATION, WISHES, LICENCES, LANGUAGES, FRESHNESS) = range(13)  # fmt: skip
FEATURE_COUNT = 13
REMAINS = np.array([REMAINS_OF[told] for told in Told])
UNTOUCHED = 255
EXCEEDS, PROBABLY_EXCEEDS, OCCUPATION_EXCEEDS, NAMED = (
    int(told) for told in (Told.EXCEEDS, Told.PROBABLY_EXCEEDS, Told.OCCUPATION_EXCEEDS, Told.NAMED)
)
MAY_SUIT, PROBABLY_NOT, LAST = 0, 1, 2


@njit(cache=True)
def weigh_text(said: Said, row: int) -> tuple[float, float, float]:
    """Tasks, skills and wishes."""
    tasks = skills = wishes = np.nan
    if said.has_tasks:
        alike = said.likeness[row]
        if alike > 0.0:
            alike = np.rint(alike / said.lengths[row] * 1e6) / 1e6
        tasks = np.rint(min(1.0, alike / FULL_TEXT_LIKENESS) * 1e6) / 1e6
    if said.skills_for_all:
        skills = np.rint(min(1.0, said.skills[row] / said.skills_for_all) * 1e6) / 1e6
    if said.wish_count:
        share = np.rint(said.wishes[row] / said.wish_count * 1e6) / 1e6
        wishes = np.rint(min(1.0, 2 * share) * 1e6) / 1e6
    return tasks, skills, wishes


@njit(cache=True)
def weigh_limitations(rows: Rows, means: Means, row: int, told: np.ndarray, own_trade: bool) -> tuple[float, int]:
    """What remains of the value, not yet rounded, and the floor; the text goes before what is usual."""
    count = means.told_by_still.shape[1]
    told[:count] = means.told_by_still[rows.still[row]]
    for at in range(rows.cell_starts[row], rows.cell_starts[row + 1]):
        for layer in range(means.told_by_cell.shape[0]):
            tells = means.told_by_cell[layer, rows.cells[at]]
            if tells != UNTOUCHED:
                told[means.limit_of_cell[layer, rows.cells[at]]] = tells
    value, likely, touched, named = 1.0, 0, 0, 0
    exceeds = False
    for place in range(count):
        one = told[place]
        value *= REMAINS[one]
        exceeds |= one == EXCEEDS
        likely += one == PROBABLY_EXCEEDS
        named += one == NAMED
        touched += one in (NAMED, OCCUPATION_EXCEEDS)
    if exceeds:
        return value, LAST
    return value, PROBABLY_NOT if likely or (own_trade and touched) or named >= MANY else MAY_SUIT


@njit(cache=True)
def weigh_row(beside: Beside, row: int, job: int, told: np.ndarray, values: np.ndarray) -> int:
    """Fill in the values of a row and give its floor (`matcher.floor`)."""
    rows, means = beside.rows, beside.means
    offer, asked, place = rows.offer[row], rows.asked[row], rows.workplace[row]
    values[LIMITATIONS], floor = np.nan, MAY_SUIT
    if means.told_by_still.shape[1]:
        values[LIMITATIONS], floor = weigh_limitations(rows, means, row, told, means.own_trade[job])
    values[WORK], values[DIRECTION] = means.work[job], means.direction[job]
    values[TASKS], values[SKILLS], values[WISHES] = weigh_text(beside.said, row)
    values[WAGE], below = weigh_pay(beside.offers, offer, beside.own)
    values[HOURS], too_many = weigh_hours(beside.offers, offer, beside.own.limit)
    journey = means.travel[place]
    values[TRAVEL] = np.nan if journey == 0 and means.telework[asked] else journey
    values[EDUCATION], values[LICENCES] = means.education[asked], means.licences[asked]
    values[LANGUAGES], values[FRESHNESS] = means.languages[asked], means.freshness[rows.posted[row]]
    if too_many:
        return LAST
    costs = below or (means.too_far[place] and not means.telework[asked])
    return max(floor, PROBABLY_NOT) if costs else floor


@njit(cache=True)
def count_value(scale: Scale, feature: int, value: float) -> float:
    """What a feature adds to the score, not yet divided."""
    return scale.weights[feature] * (scale.unknown[feature] if np.isnan(value) else value)


@njit(cache=True)
def sum_values(scale: Scale, values: np.ndarray) -> float:
    total = 0.0
    for feature in range(FEATURE_COUNT):
        total += count_value(scale, feature, values[feature])
    return total
