"""The hours limits of the list, items 6.2 and 6.3, against the hours of the job, without any margin (fml.md 2.2)."""

from collections.abc import Sequence
from decimal import Decimal

from dossier.model.demand import Demand, Direction, Strength, Verdict
from dossier.rules.fml import FmlItem, Limit
from dossier.rules.opinion import Job, Opinion, comparable_load, write_limit, write_load

PER_DAY, PER_WEEK = "6.2", "6.3"
HOURS_ITEMS = {PER_DAY, PER_WEEK}


def weigh_hours(item: FmlItem, level: int, demands: Sequence[Demand], job: Job) -> Opinion | None:
    """The fewest hours the job can be had in; 23 hours against 20 failed in court, so there is no margin."""
    limit = item.limit_at(level)
    if limit is None:
        return None
    asked = next((demand for demand in demands if comparable_load(demand, item) is not None), None)
    known = job.hours_per_week if item.item == PER_WEEK else job.hours_per_day
    load = known if known is not None else comparable_load(asked, item) if asked else None
    if load is None:
        return weigh_week_as_days(limit, item, job) if item.item == PER_DAY else None
    return settle(limit, load, item, asked, demands)


def settle(limit: Limit, load: Decimal, item: FmlItem, asked: Demand | None, demands: Sequence[Demand]) -> Opinion:
    """The number decides; overtime that must be asked about, or hours that are open to talk, leave a doubt."""
    quote = asked or next(iter(demands), None)
    sizes = f"Gevraagd: {write_load(load, item)}; grens: {write_limit(limit, item)}."
    if limit.allows(load):
        doubt = any(demand.strength is Strength.ASK and comparable_load(demand, item) is None for demand in demands)
        verdict = Verdict.PROBABLY_WITHIN if doubt else Verdict.WITHIN
        return Opinion(verdict, f"{sizes}{' Vraag naar de extra uren.' if doubt else ''}", quote, load, firm=True)
    open_to_talk = any(
        demand.direction is Direction.EASED and comparable_load(demand, item) is None for demand in demands
    )
    verdict = Verdict.PROBABLY_EXCEEDED if open_to_talk else Verdict.EXCEEDED
    reason = f"{sizes} Voor uren geldt geen marge.{' Minder uren lijkt bespreekbaar.' if open_to_talk else ''}"
    return Opinion(verdict, reason, quote, load, load / limit.value, firm=True)


def weigh_week_as_days(limit: Limit, item: FmlItem, job: Job) -> Opinion | None:
    """Without hours per day the week says something: 36 hours in five days are more than six a day."""
    week = job.hours_per_week
    if week is None:
        return None
    size = f"De week telt {write_load(week, item).replace(' per dag', '')}; grens: {write_limit(limit, item)}."
    if week <= limit.value:
        return Opinion(Verdict.WITHIN, size, firm=True)
    if week > 7 * limit.value:
        return Opinion(Verdict.EXCEEDED, f"{size} Dat past niet in zeven dagen.", firm=True)
    if week > 5 * limit.value:
        return Opinion(Verdict.PROBABLY_EXCEEDED, f"{size} Dat past niet in vijf dagen.", firm=True)
    return Opinion(Verdict.UNKNOWN, f"{size} Hoe de week is verdeeld, is niet bekend.")
