"""What every feature finds in one row, and its floor; compiled, in the order of `matcher.weights.FEATURES`."""

import numpy as np
from numba import njit

from matcher.features import FULL_TEXT_LIKENESS, HUNDREDTHS, KINSHIP_COUNTS
from matcher.floor import MANY
from matcher.kinship import SAME
from matcher.stock.cell import REMAINS_OF, Told
from matcher.stock.pay import weigh_hours, weigh_pay
from matcher.stock.rows import ASKED, JOB, OFFER, POSTED, STILL, Beside, Means, Rows

(LIMITATIONS, WORK, DIRECTION, WAGE, TASKS, HOURS, TRAVEL,
 SKILLS, EDUCATION, WISHES, LICENCES, LANGUAGES, FRESHNESS) = range(13)  # fmt: skip
FEATURE_COUNT = 13
REMAINS = np.array([REMAINS_OF[told] for told in Told])
UNTOUCHED = 255
EXCEEDS, PROBABLY_EXCEEDS, OCCUPATION_EXCEEDS, NAMED = (
    int(told) for told in (Told.EXCEEDS, Told.PROBABLY_EXCEEDS, Told.OCCUPATION_EXCEEDS, Told.NAMED)
)
TALLY = np.array([1 << 8 * told for told in Told])
"""How many of each telling a row has stands in one number, eight bits each."""
MAY_SUIT, PROBABLY_NOT, LAST = 0, 1, 2


@njit(cache=True)
def weigh_name(alike: float, kin: float) -> float:
    """By the name, or by the occupation where that says more."""
    counted = kin * KINSHIP_COUNTS
    return float(np.rint(counted * 1e6) / 1e6) if counted > alike else alike


@njit(cache=True)
def weigh_tasks(likeness: float, length: float) -> float:
    return float(np.rint(min(1.0, likeness / length / FULL_TEXT_LIKENESS) * HUNDREDTHS) / HUNDREDTHS)


@njit(cache=True)
def weigh_skills(found: int, enough: int) -> float:
    return float(np.rint(min(1.0, found / enough) * 1e6) / 1e6)


@njit(cache=True)
def weigh_wishes(found: int, asked: int) -> float:
    return float(np.rint(min(1.0, 2 * np.rint(found / asked * 1e6) / 1e6) * 1e6) / 1e6)


@njit(cache=True)
def tell_limits(told: np.ndarray, rows: Rows, row: int, means: Means) -> None:
    """What a vacancy tells about each limitation: its text, else what is usual or silence."""
    for place in range(means.told_by_still.shape[1]):
        told[place] = means.told_by_still[rows.kinds[row, STILL], place]
    for cell in rows.cells[rows.cell_starts[row] : rows.cell_starts[row + 1]]:
        for layer in range(means.told_by_cell.shape[0]):
            if means.told_by_cell[layer, cell] != UNTOUCHED:
                told[means.limit_of_cell[layer, cell]] = means.told_by_cell[layer, cell]


@njit(cache=True)
def add_cells(
    value: float, tally: int, usual: np.ndarray, cells: np.ndarray, first: int, last: int, told_by_cell: np.ndarray,
    limit_of_cell: np.ndarray,
) -> tuple[float, int]:  # fmt: skip
    """What a text changes to what remains, and to the tally, of a vacancy of which nothing but the usual is known."""
    for at in range(first, last):
        for layer in range(told_by_cell.shape[0]):
            told = told_by_cell[layer, cells[at]]
            if told != UNTOUCHED:
                before = usual[limit_of_cell[layer, cells[at]]]
                value *= REMAINS[told] / REMAINS[before]
                tally += TALLY[told] - TALLY[before]
    return value, tally


@njit(cache=True)
def multiply(told: np.ndarray, count: int) -> tuple[float, int]:
    """What remains of the value, not yet rounded, and the tally of what a floor asks about."""
    value, tally = 1.0, 0
    for place in range(count):
        value *= REMAINS[told[place]]
        tally += TALLY[told[place]]
    return value, tally


@njit(cache=True)
def multiply_usual(told_by_still: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The same for every kind of silence."""
    values, tallies = np.empty(len(told_by_still)), np.empty(len(told_by_still), np.int64)
    for still in range(len(told_by_still)):
        values[still], tallies[still] = multiply(told_by_still[still], told_by_still.shape[1])
    return values, tallies


@njit(cache=True)
def find_floor(tally: int, own_trade: bool) -> int:
    """As `matcher.floor`: what exceeds last, then what probably does not suit."""
    if (tally >> 8 * EXCEEDS) & 255:
        return LAST
    likely, usual, named = ((tally >> 8 * PROBABLY_EXCEEDS) & 255, (tally >> 8 * OCCUPATION_EXCEEDS) & 255,
                            (tally >> 8 * NAMED) & 255)  # fmt: skip
    return PROBABLY_NOT if likely or (own_trade and usual + named > 0) or named >= MANY else MAY_SUIT


@njit(cache=True)
def read_rows(beside: Beside, chosen: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """All values of these rows, nan where nothing can be said, and their floors."""
    values, floors = np.empty((len(chosen), FEATURE_COUNT)), np.empty(len(chosen), np.int8)
    told = np.empty(max(1, beside.means.told_by_still.shape[1]), np.uint8)
    for at in range(len(chosen)):
        floors[at] = read_row(beside, chosen[at], told, values[at])
    return values, floors


@njit(cache=True)
def read_row(beside: Beside, row: int, told: np.ndarray, values: np.ndarray) -> int:
    """Fill in the values of a row and give its floor."""
    rows, means, said, offers = beside.rows, beside.means, beside.said, beside.offers
    kinds, group = rows.kinds[row], np.searchsorted(rows.starts, row, side="right") - 1
    offer, asked = kinds[OFFER], kinds[ASKED]
    title, unit = means.title_of_job[kinds[JOB]], means.unit_of_job[kinds[JOB]]
    place, telework, floor = rows.places[group], rows.telework[group], MAY_SUIT
    values[:] = np.nan
    if means.told_by_still.shape[1]:
        tell_limits(told, rows, row, means)
        values[LIMITATIONS], tally = multiply(told, means.told_by_still.shape[1])
        floor = find_floor(tally, means.work_unit[unit] == SAME)
    values[WORK] = weigh_name(means.work_title[title], means.work_unit[unit])
    values[DIRECTION] = weigh_name(means.direction_title[title], means.direction_unit[unit])
    spoken = np.searchsorted(said.rows, row)
    says = spoken < len(said.rows) and said.rows[spoken] == row
    if said.has_tasks:
        values[TASKS] = weigh_tasks(said.likeness[spoken], said.lengths[row]) if says else 0.0
    if said.skills_for_all:
        values[SKILLS] = weigh_skills(said.skills[spoken], said.skills_for_all) if says else 0.0
    if said.wish_count:
        values[WISHES] = weigh_wishes(said.wishes[spoken], said.wish_count) if says else 0.0
    hours_low, hours_high = offers.hours_low[offer], offers.hours_high[offer]
    pay, below = weigh_pay(
        offers.low[offer], offers.high[offer], hours_low, hours_high, offers.stated[offer], offers.unusable[offer],
        beside.own,
    )  # fmt: skip
    values[WAGE] = np.rint(pay * 1e6) / 1e6
    values[HOURS], too_many = weigh_hours(hours_low, hours_high, beside.own.limit)
    values[TRAVEL] = np.nan if means.travel[place] == 0 and telework else means.travel[place]
    values[EDUCATION], values[LICENCES] = means.education[asked], means.licences[asked]
    values[LANGUAGES], values[FRESHNESS] = means.languages[asked], means.freshness[kinds[POSTED]]
    if too_many:
        return LAST
    return max(floor, PROBABLY_NOT) if below or (means.too_far[place] and not telework) else floor
