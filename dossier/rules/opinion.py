"""What one demand in a vacancy text means for one recorded limitation (fml.md 1.2 and 2.2)."""

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from dossier.model.demand import Demand, Direction, Strength, Verdict
from dossier.rules.fml import FmlItem, Kind, Limit
from dossier.rules.wording import write_number

FULL_DAY = Decimal(8)
"""The list describes a whole working day of eight hours (fml.md 1.2)."""
CLEAR, EVIDENT = Decimal("1.5"), Decimal(3)
"""Up to one and a half times the limit is a small excess, from three times it is evident (fml.md 2.2 point 4)."""
INCIDENTAL = re.compile(
    r"\b(incidente\w+|af en toe|soms|een enkele keer|zo nu en dan|sporadisch|zelden|bij uitzondering|occasional\w*)\b",
    re.IGNORECASE,
)
PROBABLY = {
    Verdict.WITHIN: Verdict.PROBABLY_WITHIN,
    Verdict.EXCEEDED: Verdict.PROBABLY_EXCEEDED,
}


@dataclass(frozen=True)
class Job:
    """The hours of the job, as far as they are known."""

    hours_per_week: Decimal | None = None
    hours_per_day: Decimal | None = None

    @property
    def longest_day(self) -> Decimal:
        """The hours of a day, or the most they can be: a week of six hours has no day of eight."""
        if self.hours_per_day is not None:
            return self.hours_per_day
        return min(FULL_DAY, self.hours_per_week) if self.hours_per_week is not None else FULL_DAY


@dataclass(frozen=True)
class Opinion:
    """A verdict with its reason; `firm` when a number or a named kind carries it."""

    verdict: Verdict
    reason: str
    demand: Demand | None = None
    load: Decimal | None = None
    excess: Decimal | None = None
    firm: bool = False


def weigh(demand: Demand, item: FmlItem, level: int, job: Job) -> Opinion | None:
    """What a demand says about a limitation; None when it says nothing about this level of it.

    `hard` gives a firm verdict. `vraag` gives at most 'waarschijnlijk', and only on a number or a named kind;
    without one it stays 'onbekend' with a question. A possibility is no demand, but a stated load is a warning.
    """
    if item.kind is Kind.VARIANT and not item.is_described_at(level):
        return weigh_variant(demand, item, level)
    load = comparable_load(demand, item)
    limit = item.limit_at(level)
    if limit is not None and load is not None:
        return weigh_load(demand, item, limit, load)
    if demand.direction is Direction.EASED:
        return weigh_easing(demand, item, level)
    return weigh_act(demand, item, level, job)


def weigh_load(demand: Demand, item: FmlItem, limit: Limit, load: Decimal) -> Opinion:
    """A number against the number of the level, with the size of the excess (fml.md 2.2 point 4)."""
    sizes = f"Gevraagd: {write_load(load, item)}; grens: {write_limit(limit, item)}."
    if limit.allows(load):
        return Opinion(soften(Verdict.WITHIN, demand), sizes, demand, load, firm=True)
    excess = load / limit.value if limit.value > 0 else None
    reason = f"{sizes} {write_excess(excess)}"
    evident = excess is None or excess >= EVIDENT
    if INCIDENTAL.search(demand.quote) and not evident:
        reason = f"{reason} Een incidentele piek mag volgens de leeswijzer van de lijst: vraag hoe vaak."
        return Opinion(Verdict.UNKNOWN, reason, demand, load, excess, firm=True)
    return Opinion(soften(Verdict.EXCEEDED, demand), reason, demand, load, excess, firm=True)


def weigh_act(demand: Demand, item: FmlItem, level: int, job: Job) -> Opinion:
    """A demand without a number: firm for what is needed or limited as such, and where the level rules the act out."""
    asks = demand.strength is Strength.ASK
    if asks:
        return Opinion(Verdict.UNKNOWN, "De vacature noemt dit, maar niet hoeveel of hoe vaak.", demand)
    if item.kind in {Kind.CONDITION, Kind.YES_NO}:
        return Opinion(Verdict.EXCEEDED, "De vacature vraagt dit met zoveel woorden.", demand)
    if item.excluded_from is not None and level >= item.excluded_from:
        return Opinion(Verdict.EXCEEDED, f"De vacature vraagt dit; vastgelegd is: {item.levels[level]}.", demand)
    limit, implied = item.limit_at(level), implied_load(item, job)
    if limit is not None and implied is not None and not limit.allows(implied):
        reason = f"Zo'n eis komt neer op ongeveer {write_load(implied, item)}; grens: {write_limit(limit, item)}."
        return Opinion(Verdict.PROBABLY_EXCEEDED, reason, demand, excess=None)
    return Opinion(Verdict.UNKNOWN, "De vacature vraagt dit, maar niet hoeveel.", demand)


def implied_load(item: FmlItem, job: Job) -> Decimal | None:
    """What a firm demand without a number amounts to; a day load is scaled to the hours of the job (2.2 point 5)."""
    return job.longest_day / 2 if item.implied == "half day" else item.implied


def weigh_easing(demand: Demand, item: FmlItem, level: int) -> Opinion:
    """'Geen klantcontact' is within; 'geen zwaar tilwerk' says little to someone with a strict limit."""
    if demand.strength is Strength.ASK and level > 1 and item.limit_at(level) is not None:
        return Opinion(Verdict.UNKNOWN, "De vacature noemt dit licht, maar niet hoe licht.", demand)
    reason = "De vacature zegt dat dit niet of weinig voorkomt, of dat er rekening mee wordt gehouden."
    return Opinion(soften(Verdict.WITHIN, demand), reason, demand)


def weigh_variant(demand: Demand, item: FmlItem, level: int) -> Opinion | None:
    """Kinds have no order: 'avond' says nothing about nights (fml.md 1.2, 2.2 point 8)."""
    named = levels_named(demand, item)
    if not item.words:
        return weigh_unnamed_kind(demand, item, level)
    if demand.direction is Direction.EASED:
        if named and level not in named:
            return None
        return Opinion(soften(Verdict.WITHIN, demand), "De vacature sluit dit uit.", demand, firm=True)
    if level not in named:
        general = not named and demand.value is None
        return Opinion(Verdict.UNKNOWN, "De vacature zegt niet welke soort.", demand) if general else None
    reason = f"De vacature vraagt wat is beperkt: {item.levels[level]}."
    if demand.strength is Strength.ASK and demand.value is None:
        return Opinion(Verdict.UNKNOWN, "De vacature noemt dit, maar niet hoe vaak.", demand)
    return Opinion(soften(Verdict.EXCEEDED, demand), reason, demand, comparable_load(demand, item), firm=True)


def weigh_unnamed_kind(demand: Demand, item: FmlItem, level: int) -> Opinion:
    """The person is limited on this item in a way that no vacancy text names."""
    if demand.direction is Direction.EASED:
        return weigh_easing(demand, item, level)
    if demand.strength is Strength.ASK:
        return Opinion(Verdict.UNKNOWN, "De vacature noemt dit, maar niet hoeveel of hoe vaak.", demand)
    return Opinion(Verdict.PROBABLY_EXCEEDED, f"De vacature vraagt dit; vastgelegd is: {item.levels[level]}.", demand)


def levels_named(demand: Demand, item: FmlItem) -> set[int]:
    """Which kinds a demand names: by its value, by its temperature, or else by its own words."""
    load = comparable_load(demand, item)
    if load is not None:
        heat, cold = item.limit_at(1), item.limit_at(2)
        touched = {1: heat is not None and load > heat.value, 2: cold is not None and load < cold.value}
        return {level for level, is_touched in touched.items() if is_touched}
    said = (demand.value if isinstance(demand.value, str) else demand.quote).casefold()
    return {level for level, words in item.words.items() if any(word in said for word in words)}


def comparable_load(demand: Demand, item: FmlItem) -> Decimal | None:
    """The number of a demand in the unit of the item; the mass of a rolling load is no force."""
    if item.unit is None or demand.value is None or demand.unit not in {item.unit, None}:
        return None
    try:
        return Decimal(demand.value)
    except InvalidOperation:
        return None


def soften(verdict: Verdict, demand: Demand) -> Verdict:
    """A demand that has to be asked about gives 'waarschijnlijk' at most."""
    return verdict if demand.strength is Strength.HARD else PROBABLY.get(verdict, verdict)


def write_load(load: Decimal, item: FmlItem) -> str:
    return f"{write_number(load, Decimal('0.01'))} {item.unit or ''}".rstrip()


def write_limit(limit: Limit, item: FmlItem) -> str:
    return f"{'minder dan ' if limit.below else ''}{write_load(limit.value, item)}"


def write_excess(excess: Decimal | None) -> str:
    if excess is None:
        return "Dat is te veel: de grens is niets."
    size = "een kleine" if excess <= CLEAR else "een duidelijke" if excess < EVIDENT else "een ruime"
    return f"Dat is {write_number(excess, Decimal('0.1'))} keer de grens: {size} overschrijding."
