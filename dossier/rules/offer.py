"""What a vacancy offers per hour: the stated wage on its full-time base, checked against the legal floor."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache

from dossier.errors import ParameterError
from dossier.model.posting import Salary, VacancyIn
from dossier.rules.cao_scale import CaoScale, find_cao_hours, find_scale, read_scales
from dossier.rules.minimum_wage import MinimumWage, statutory_minimum_hourly_wage
from dossier.rules.parameter import number_on, value_on
from dossier.rules.wage_flag import WageFlag
from dossier.rules.wording import write_euro, write_hours, write_range

Flags = tuple[WageFlag, ...]
WEEKS = {"week": Fraction(1), "four_weeks": Fraction(4), "month": Fraction(52, 12), "year": Fraction(52)}
"""Weeks in a period; a month is 52/12 weeks, as in the Minimum Wage Act (art. 14(10))."""
PERIODS = {
    "hour": "per uur",
    "week": "per week",
    "four_weeks": "per 4 weken",
    "month": "per maand",
    "year": "per jaar",
}


class WageSource(StrEnum):
    """Where the wage in a verdict comes from; ESTIMATED is for a wage that a person estimates, never the program."""

    STATED = "STATED"
    CAO_SCALE = "CAO_SCALE"
    ESTIMATED = "ESTIMATED"
    LEGAL_MINIMUM = "LEGAL_MINIMUM"


@dataclass(frozen=True)
class Stated:
    """The wage as written; `base` is the full-time week it is for, None when nothing says so."""

    low: Decimal | None
    high: Decimal | None
    unit: str
    base: Decimal | None
    holiday_included: bool
    source: WageSource = WageSource.STATED


@dataclass(frozen=True)
class Offer:
    """Gross euros per hour without holiday allowance; no `low` and no `high` means that no wage is stated."""

    source: WageSource
    low: Fraction | None = None
    high: Fraction | None = None
    words: str = ""
    flags: tuple[WageFlag, ...] = ()

    @property
    def is_stated(self) -> bool:
        return self.source is not WageSource.LEGAL_MINIMUM


def read_offer(posting: VacancyIn, *, on: date, scales: Sequence[CaoScale] | None = None) -> Offer:
    """The hourly wage of a vacancy on a day (rules 2b steps 1, 2 and 7); without a usable wage only the reason."""
    stated, flags = read_stated(posting, on, read_scales() if scales is None else scales)
    if stated is None:
        return Offer(WageSource.LEGAL_MINIMUM, flags=flags)
    floor_then = find_floor(min(posting.date_posted or on, on))
    offer = convert_to_hour(stated, floor_then, on)
    return raise_to_floor(replace(offer, flags=(*flags, *offer.flags)), find_floor(on) or floor_then)


def read_stated(posting: VacancyIn, on: date, scales: Sequence[CaoScale]) -> tuple[Stated | None, Flags]:
    salary = posting.salary
    if salary is None:
        return None, (WageFlag.SALARY_TEXT_NOT_READ,) if posting.salary_text else ()
    if not salary.is_wage:
        return None, ()
    if salary.currency not in {None, "EUR"}:
        return None, (WageFlag.CURRENCY_NOT_EURO,)
    low, high = stated_amounts(salary)
    first = low or high
    return read_amounts(salary, first, on, scales) if first else read_scale(salary, on, scales)


def read_amounts(salary: Salary, first: Decimal, on: date, scales: Sequence[CaoScale]) -> tuple[Stated | None, Flags]:
    unit = salary.unit or infer_unit(first, on)
    if unit is None:
        return None, (WageFlag.UNIT_UNKNOWN,)
    if unit not in PERIODS:
        return None, (WageFlag.DAY_WAGE,)
    low, high = stated_amounts(salary)
    base = salary.fulltime_hours or find_cao_hours(scales, salary.cao, on)
    flags = (WageFlag.UNIT_INFERRED,) if salary.unit_inferred or salary.unit is None else ()
    return Stated(low, high, unit, base, bool(salary.holiday_included)), flags


def stated_amounts(salary: Salary) -> tuple[Decimal | None, Decimal | None]:
    low = salary.min if salary.min is not None and salary.min > 0 else None
    high = salary.max if salary.max is not None and salary.max > 0 else None
    return (high, low) if low is not None and high is not None and low > high else (low, high)


def read_scale(salary: Salary, on: date, scales: Sequence[CaoScale]) -> tuple[Stated | None, Flags]:
    """A wage scale without amounts: the local table, else only the legal minimum is certain (rules 2b)."""
    row = find_scale(scales, salary.cao, salary.scale, on)
    if row is None:
        return None, (WageFlag.CAO_SCALE_UNKNOWN,) if salary.scale or salary.cao else ()
    return Stated(row.step_min, row.step_max, row.period, row.fulltime_hours, False, WageSource.CAO_SCALE), ()


def infer_unit(amount: Decimal, on: date) -> str | None:
    """The period that an amount without one must be for, by its size; None between the sizes."""
    ranges = value_on("wage", "unit_range", on).value
    return next((unit for unit, (low, high) in ranges.items() if low <= amount <= high), None)


def convert_to_hour(stated: Stated, floor: MinimumWage | None, on: date) -> Offer:
    """The amounts per hour on the first full-time week that does not put them below the legal minimum of that day."""
    for amount in (stated.low, stated.high):
        base = amount and find_base(amount, stated, floor, on)
        if amount and base:
            return offer_on(base, stated, on)
    return Offer(WageSource.LEGAL_MINIMUM, flags=(WageFlag.AMOUNT_UNUSABLE,))


def find_base(amount: Decimal, stated: Stated, floor: MinimumWage | None, on: date) -> Decimal | None:
    """The full-time week of an amount: stated, else 40; smaller ones when the law rules that out (step 2, sanity)."""
    first = stated.base or number_on("wage", "fulltime_hours", on)
    lowest = Fraction(floor.amount) if floor else Fraction(0)
    if per_hour(amount, first, stated, on) >= lowest:
        return first
    smaller = [number_on("wage", name, on) for name in ("fulltime_hours_middle", "fulltime_hours_smallest")]
    bases = [] if stated.unit == "hour" else [base for base in smaller if base < first]
    return next((base for base in bases if per_hour(amount, base, stated, on) >= lowest), None)


def offer_on(base: Decimal, stated: Stated, on: date) -> Offer:
    flags: list[WageFlag] = []
    widest = base
    if stated.unit != "hour" and stated.base is None:
        flags.append(WageFlag.FULLTIME_HOURS_ASSUMED)
        widest = number_on("wage", "fulltime_hours_smallest", on)
    elif stated.unit != "hour" and stated.base != base:
        flags.append(WageFlag.FULLTIME_HOURS_CORRECTED)
    if stated.low is None:
        flags.append(WageFlag.WAGE_MIN_UNKNOWN)
    if stated.high is None:
        flags.append(WageFlag.WAGE_MAX_UNKNOWN)
    return Offer(
        source=stated.source,
        low=per_hour(stated.low, base, stated, on) if stated.low is not None else None,
        high=per_hour(stated.high, widest, stated, on) if stated.high is not None else None,
        words=write_stated(stated, base),
        flags=tuple(flags),
    )


def per_hour(amount: Decimal, base: Decimal, stated: Stated, on: date) -> Fraction:
    """Exact: 64,96% and 65% differ by less than a rounded cent."""
    return without_holiday_allowance(Fraction(amount) / _hours_in(stated.unit, base), stated.holiday_included, on)


@lru_cache(maxsize=256)
def _hours_in(unit: str, base: Decimal) -> Fraction:
    return Fraction(1) if unit == "hour" else Fraction(base) * WEEKS[unit]


def without_holiday_allowance(amount: Fraction, included: bool, on: date) -> Fraction:
    """Holiday allowance is no part of the comparison: an inclusive amount loses it (rules 2b step 1, M-04)."""
    return amount / (1 + Fraction(number_on("wage", "holiday_allowance_pct", on)) / 100) if included else amount


def raise_to_floor(offer: Offer, floor: MinimumWage | None) -> Offer:
    """Nobody is paid less than the legal minimum of today, whatever an older advertisement says."""
    if not offer.is_stated or floor is None:
        return offer
    lowest = Fraction(floor.amount)
    high = max(offer.high, lowest) if offer.high is not None else None
    if offer.low is None:
        return replace(offer, low=lowest, high=high)
    if offer.low >= lowest:
        return offer
    return replace(offer, low=lowest, high=high, flags=(*offer.flags, WageFlag.RAISED_TO_MINIMUM))


@lru_cache(maxsize=4096)
def find_floor(on: date) -> MinimumWage | None:
    """The legal minimum, or None when the table says nothing about the day (M-02)."""
    try:
        return statutory_minimum_hourly_wage(on)
    except ParameterError:
        return None


def write_stated(stated: Stated, base: Decimal) -> str:
    low, high = (write_euro(amount) if amount is not None else "" for amount in (stated.low, stated.high))
    amounts = write_range(low, high.removeprefix("€ ")) if low and high and low != high else ""
    amounts = amounts or low or f"hoogstens {high}"
    if low and not high:
        amounts = f"minstens {low}"
    hours = "" if stated.unit == "hour" else f" bij {write_hours(base)} uur"
    allowance = " inclusief vakantiegeld" if stated.holiday_included else ""
    return f"{amounts} {PERIODS[stated.unit]}{hours}{allowance}"
