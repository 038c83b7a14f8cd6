"""Does the size of a job fit the hours a person may or wants to work (rules 2b step 3, W-12, W-13)."""

from datetime import date
from decimal import Decimal
from enum import StrEnum

from pydantic import BaseModel

from dossier.model.number import Hours
from dossier.model.person import Person
from dossier.model.posting import VacancyIn
from dossier.rules.fml import CURRENT, find_item
from dossier.rules.wording import write_hours, write_range

HOURS_PER_WEEK = "6.3"


class HoursVerdict(StrEnum):
    """`HOURS_NOT_SUITABLE`: the smallest size of the job is over the limit; it sorts last and stays visible."""

    WITHIN = "binnen"
    WITHIN_AT_FEWER = "past bij lager aantal uren"
    UNKNOWN = "onbekend"
    NOT_SUITABLE = "HOURS_NOT_SUITABLE"


class HoursJudgement(BaseModel):
    """`limit` is medical when a capacity document sets it, otherwise it follows from old and desired hours."""

    verdict: HoursVerdict
    limit: Hours | None
    limit_is_medical: bool
    hours_min: Hours | None
    hours_max: Hours | None
    explanation: str


def judge_hours(person: Person, posting: VacancyIn, *, on: date) -> HoursJudgement:
    """The smallest size counts: over the limit, even by one hour, is not suitable (rules 2b step 3, no margin)."""
    limit, medical = hours_limit(person), medical_hours_limit(person) is not None
    low, high = stated_hours(posting)
    verdict = compare_hours(low, high, limit)
    return HoursJudgement(
        verdict=verdict,
        limit=limit,
        limit_is_medical=medical,
        hours_min=low,
        hours_max=high,
        explanation=explain_hours(verdict, low, high, limit, medical),
    )


def compare_hours(low: Decimal | None, high: Decimal | None, limit: Decimal | None) -> HoursVerdict:
    if limit is None or (low is None and high is None):
        return HoursVerdict.UNKNOWN
    if low is not None and low > limit:
        return HoursVerdict.NOT_SUITABLE
    if high is not None and high <= limit:
        return HoursVerdict.WITHIN
    return HoursVerdict.UNKNOWN if low is None else HoursVerdict.WITHIN_AT_FEWER


def explain_hours(
    verdict: HoursVerdict, low: Decimal | None, high: Decimal | None, limit: Decimal | None, medical: bool
) -> str:
    if low is None and high is None:
        return "De vacature noemt geen uren; vraag het na."
    size = f"De vacature vraagt {write_size(low, high)} per week"
    if limit is None:
        return f"{size}; er is geen urengrens en geen oud loon met uren bekend."
    bound = f"{'de medische urengrens' if medical else 'de oude of gewenste omvang'} is {write_hours(limit)} uur"
    endings = {
        HoursVerdict.NOT_SUITABLE: "ook het kleinste aantal is te veel.",
        HoursVerdict.WITHIN: "dat past.",
        HoursVerdict.WITHIN_AT_FEWER: f"het past bij ten hoogste {write_hours(limit)} uur.",
        HoursVerdict.UNKNOWN: "vraag of minder uren kan.",
    }
    return f"{size}; {bound}: {endings[verdict]}"


def write_size(low: Decimal | None, high: Decimal | None) -> str:
    if low is None or high is None:
        return f"minstens {write_hours(low)} uur" if low is not None else f"hoogstens {write_hours(high or 0)} uur"
    return f"{write_range(write_hours(low), write_hours(high))} uur"


def stated_hours(posting: VacancyIn) -> tuple[Decimal | None, Decimal | None]:
    """The weekly hours as read, the smaller first; nought is no size."""
    low, high = posting.hours_min or None, posting.hours_max or None
    return (high, low) if low is not None and high is not None and low > high else (low, high)


def medical_hours_limit(person: Person) -> Decimal | None:
    """The limit of the capacity document: its stated hours a week, or item 6.3 where that is lower (W-13)."""
    limits = [
        limit.value
        for limitation in person.limitations
        if (limitation.item, limitation.generation) == (HOURS_PER_WEEK, CURRENT)
        if (limit := find_item(HOURS_PER_WEEK).limit_at(limitation.level)) is not None
    ]
    if person.max_hours_per_week is not None:
        limits.append(person.max_hours_per_week)
    return min(limits, default=None)


def hours_limit(person: Person) -> Decimal | None:
    """The most hours that count: the medical limit, else the larger of old and desired hours (rules 2b step 3)."""
    medical = medical_hours_limit(person)
    if medical is not None:
        return medical
    known = [person.old_wage.hours_per_week if person.old_wage else None, person.desired_hours]
    return max((hours for hours in known if hours is not None), default=None)
