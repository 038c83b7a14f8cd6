"""Both sides of the 65% test in the same units: wage per hour and hours per week, exact (rules 2b steps 1 to 4)."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property

from dossier.model.person import OldWage, Person, WagePeriod
from dossier.model.posting import VacancyIn
from dossier.rules.hours import hours_limit, medical_hours_limit, stated_hours
from dossier.rules.offer import WEEKS, Offer, without_holiday_allowance
from dossier.rules.wage_flag import WageFlag


@dataclass(frozen=True)
class Size:
    """The hours that count; `low` is None when the vacancy names only a maximum."""

    low: Fraction | None
    high: Fraction | None
    suitable: bool = True
    flags: tuple[WageFlag, ...] = ()


@dataclass(frozen=True)
class Comparison:
    """`lowest` is the lowest wage per hour: stated, or else the legal minimum. Whatever is unknown is None."""

    offer: Offer
    size: Size
    lowest: Fraction | None
    old_hour: Fraction | None
    old_hours: Fraction | None
    threshold: Fraction
    medical_limit: Fraction | None

    def total(self, wage_hour: Fraction | None, hours: Fraction | None) -> Fraction | None:
        """Total against total, not per hour (W-09)."""
        if wage_hour is None or hours is None or self.old_hour is None or self.old_hours is None:
            return None
        return wage_hour * hours / (self.old_hour * self.old_hours)

    @cached_property
    def low(self) -> Fraction | None:
        return self.total(self.lowest, self.size.low)

    @cached_property
    def at_best_hours(self) -> Fraction | None:
        return self.total(self.lowest, self.size.high)

    @cached_property
    def high(self) -> Fraction | None:
        return self.total(self.offer.high, self.size.high)

    def hourly(self, wage_hour: Fraction | None) -> Fraction | None:
        return wage_hour / self.old_hour if wage_hour is not None and self.old_hour is not None else None

    def reaches(self, ratio: Fraction | None) -> bool:
        """Unrounded: 64,96% is not 65% (rules 2b step 5)."""
        return ratio is not None and ratio >= self.threshold

    @cached_property
    def attainable(self) -> Fraction | None:
        """The medical limit as a share of the old hours, when that alone rules the threshold out (W-02)."""
        if self.medical_limit is None or self.old_hours is None:
            return None
        share = self.medical_limit / self.old_hours
        return share if share < self.threshold else None

    @cached_property
    def share_of_allowed_hours(self) -> Fraction | None:
        if not self.medical_limit or self.size.high is None or not self.size.suitable:
            return None
        return self.size.high / self.medical_limit


def compare(person: Person, posting: VacancyIn, offer: Offer, floor: Fraction | None, *, on: date) -> Comparison:
    medical = medical_hours_limit(person)
    old = person.old_wage
    return Comparison(
        offer=offer,
        size=count_hours(person, posting),
        lowest=offer.low if offer.is_stated else floor,
        old_hour=old_wage_per_hour(old, on) if old else None,
        old_hours=Fraction(old.hours_per_week) if old else None,
        threshold=Fraction(person.threshold_pct) / 100,
        medical_limit=Fraction(medical) if medical is not None else None,
    )


def old_wage_per_hour(old: OldWage, on: date) -> Fraction:
    """The wage before the illness per hour, without holiday allowance (rules 2b step 1)."""
    hours = Fraction(1) if old.period is WagePeriod.HOUR else Fraction(old.hours_per_week) * WEEKS[old.period]
    return without_holiday_allowance(Fraction(old.amount) / hours, old.holiday_allowance_included, on)


def count_hours(person: Person, posting: VacancyIn) -> Size:
    """The hours of the vacancy within the limit of the person; a limitation is leading (rules 2b step 3)."""
    low, high = (Fraction(hours) if hours is not None else None for hours in stated_hours(posting))
    limit = hours_limit(person)
    if low is None and high is None:
        return assume_hours(person)
    if low is not None and limit is not None and low > limit:
        return Size(low, high, suitable=False)
    most = min((Fraction(hours) for hours in (high, limit) if hours is not None), default=low)
    missing = [(low, WageFlag.HOURS_MIN_UNKNOWN), (high, WageFlag.HOURS_MAX_UNKNOWN)]
    return Size(low, most, flags=tuple(flag for hours, flag in missing if hours is None))


def assume_hours(person: Person) -> Size:
    """No hours in the vacancy: the old hours, as far as the limit allows them."""
    limit = hours_limit(person)
    if limit is None:
        return Size(None, None, flags=(WageFlag.HOURS_ASSUMED,))
    hours = Fraction(min(person.old_wage.hours_per_week, limit) if person.old_wage else limit)
    return Size(hours, hours, flags=(WageFlag.HOURS_ASSUMED,))
