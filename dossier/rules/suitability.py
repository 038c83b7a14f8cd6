"""Each recorded limitation against what a vacancy asks: five verdicts, and what to ask (fml.md 1.2 and 2.2).

Nothing here excludes a vacancy: a verdict sorts and labels, and a person decides (fml.md 2.2 point 6).
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from dossier.model.demand import Demand, Direction, ItemVerdict, Strength, Verdict, VerdictSource
from dossier.model.person import LimitationIn
from dossier.rules.fml import OLD, FmlItem, Kind, check_limitation, find_item, find_old_item
from dossier.rules.opinion import FULL_DAY, Job, Opinion, weigh, write_limit
from dossier.rules.wording import write_number
from dossier.rules.working_time import HOURS_ITEMS, weigh_hours

RANK = {verdict: place for place, verdict in enumerate(Verdict)}
"""Best first, as the five verdicts are listed."""
PRIOR_WITHIN, PRIOR_EXCEEDED = Decimal("0.8"), Decimal("1.5")
"""How far from the limit an occupation's usual load must lie before it says anything."""
MANY = 4_096
"""So many kinds of limitations are remembered: items, levels and with or without a note are some hundreds."""
SILENCE = "De vacature zegt hier niets over; dat betekent niet dat het niet voorkomt."
READ_NOTE = "Lees de toelichting: die kan de beperking ruimer of strenger maken."


def judge_limitations(
    limitations: Sequence[LimitationIn],
    demands: Sequence[Demand],
    *,
    hours_per_week: Decimal | None = None,
    hours_per_day: Decimal | None = None,
) -> list[ItemVerdict]:
    """One verdict per recorded limitation, in their order; refuses a limitation that the list cannot hold.

    `hours_per_week` is the fewest hours the job can be had in.
    """
    by_item: dict[str, list[Demand]] = defaultdict(list)
    for demand in demands:
        if demand.direction is not Direction.OPTIONAL:
            by_item[demand.item].append(demand)
    job = Job(hours_per_week, hours_per_day)
    return [judge_limitation(limitation, by_item, job) for limitation in limitations]


def worst_verdict(verdicts: Sequence[ItemVerdict]) -> Verdict:
    """The worst of a list; no limitations means within."""
    return max((verdict.verdict for verdict in verdicts), key=RANK.__getitem__, default=Verdict.WITHIN)


def judge_limitation(limitation: LimitationIn, by_item: dict[str, list[Demand]], job: Job) -> ItemVerdict:
    check_limitation(limitation)
    if limitation.generation == OLD and not find_old_item(limitation.item).certain:
        return leave_old_item_open(limitation)
    item = find_item(limitation.item, generation=limitation.generation)
    demands = by_item.get(item.item, [])
    if not demands and item.item not in HOURS_ITEMS:
        noted = bool((limitation.note or "").strip())
        return judge_silence(limitation.item, limitation.generation, limitation.level, noted=noted)
    opinion = heed_note(form_opinion(item, limitation.level, demands, job), item, limitation)
    return write_verdict(item, limitation, opinion)


@lru_cache(maxsize=MANY)
def judge_silence(number: str, generation: str, level: int, *, noted: bool) -> ItemVerdict:
    """The same for every vacancy that says nothing about the item: written once, and never changed in place.

    Only whether there is a note is remembered; its words are a person's own and stay with that person.
    """
    limitation = LimitationIn(item=number, generation=generation, level=level, note=READ_NOTE if noted else None)
    item = find_item(number, generation=generation)
    return write_verdict(item, limitation, heed_note(form_opinion(item, level, (), Job()), item, limitation))


def form_opinion(item: FmlItem, level: int, demands: Sequence[Demand], job: Job) -> Opinion:
    """The worst of what is asked, unless nothing is asked: then the best of what is eased; silence is unknown."""
    if level == 0 or item.kind is Kind.INFORMATION:
        return Opinion(Verdict.WITHIN, "Op dit punt is geen beperking vastgelegd.")
    firm = [demand for demand in demands if demand.strength is not Strength.HINT]
    if item.item in HOURS_ITEMS:
        return weigh_hours(item, level, firm, job) or Opinion(Verdict.UNKNOWN, SILENCE)
    asked = weigh_all(item, level, [demand for demand in firm if demand.direction is Direction.DEMANDED], job)
    eased = weigh_all(item, level, [demand for demand in firm if demand.direction is Direction.EASED], job)
    if asked:
        return settle_contradiction(max(asked, key=rank_of), eased)
    if eased:
        return min(eased, key=rank_of)
    return leave_open(item, level, firm, demands)


def leave_open(item: FmlItem, level: int, firm: Sequence[Demand], demands: Sequence[Demand]) -> Opinion:
    """Nothing to judge by: another kind of the same item, a cliché, or silence."""
    if firm:
        reason = f"De vacature noemt iets anders op dit punt; over '{item.levels[level]}' zegt zij niets."
        return Opinion(Verdict.UNKNOWN, reason, firm[0])
    if demands:
        return Opinion(Verdict.UNKNOWN, "De vacature noemt dit, maar zegt te weinig.", demands[0])
    return Opinion(Verdict.UNKNOWN, SILENCE)


def weigh_all(item: FmlItem, level: int, demands: Sequence[Demand], job: Job) -> list[Opinion]:
    return [opinion for demand in demands if (opinion := weigh(demand, item, level, job)) is not None]


def rank_of(opinion: Opinion) -> int:
    return RANK[opinion.verdict]


def settle_contradiction(asked: Opinion, eased: Sequence[Opinion]) -> Opinion:
    """Asked here and eased there: a stated number or kind stands, words alone become a question."""
    worst = max((asked, *eased), key=rank_of)
    relieved = any(rank_of(opinion) < RANK[Verdict.UNKNOWN] for opinion in eased)
    if not relieved or worst.firm or worst.verdict is not Verdict.EXCEEDED:
        return worst
    reason = f"{worst.reason} Elders zegt de vacature dat dit meevalt: vraag het na."
    return replace(worst, verdict=Verdict.PROBABLY_EXCEEDED, reason=reason)


def heed_note(opinion: Opinion, item: FmlItem, limitation: LimitationIn) -> Opinion:
    """A note may hide a limitation, so with one (or on a rest item) nothing is within by itself (2.2 point 8).

    Only the note says how far a yes/no limitation goes, so there it takes the firmness off an excess as well.
    """
    described = limitation.level > 0 and item.is_described_at(limitation.level)
    if not described and not (limitation.note or "").strip():
        return opinion
    if rank_of(opinion) < RANK[Verdict.UNKNOWN]:
        return replace(opinion, verdict=Verdict.UNKNOWN, reason=f"{opinion.reason} {READ_NOTE}")
    if opinion.verdict is Verdict.EXCEEDED and (described or item.kind is Kind.YES_NO):
        return replace(opinion, verdict=Verdict.PROBABLY_EXCEEDED, reason=f"{opinion.reason} {READ_NOTE}")
    return replace(opinion, reason=f"{opinion.reason} {READ_NOTE}")


def write_verdict(item: FmlItem, limitation: LimitationIn, opinion: Opinion) -> ItemVerdict:
    demand, limit = opinion.demand, item.limit_at(limitation.level)
    numeric = limit is not None and item.kind is Kind.ORDINAL
    settled = opinion.verdict in {Verdict.WITHIN, Verdict.EXCEEDED}
    return ItemVerdict(
        item=limitation.item,
        level=limitation.level,
        name=item.name,
        verdict=opinion.verdict,
        source=VerdictSource.VACANCY_TEXT if demand or opinion.firm else VerdictSource.NONE,
        quote=demand.quote if demand else None,
        start=demand.start if demand else None,
        end=demand.end if demand else None,
        demand_value=opinion.load if opinion.load is not None else demand.value if demand else None,
        limit_value=write_bound(item, limitation.level),
        unit=item.unit if numeric else None,
        excess=opinion.excess,
        question=None if settled else item.question,
        explanation=opinion.reason,
    )


def write_bound(item: FmlItem, level: int) -> str:
    """The number of the level where it has one, else its words."""
    limit = item.limit_at(level)
    if limit is None or item.kind is not Kind.ORDINAL:
        return item.levels[level]
    return f"{'minder dan ' if limit.below else ''}{write_number(limit.value, Decimal('0.01'))}"


def leave_old_item_open(limitation: LimitationIn) -> ItemVerdict:
    """The older numbering means something else and its levels were not verified: nothing is judged on it (1.4)."""
    old = find_old_item(limitation.item)
    now = " of ".join(f"{number} {find_item(number).name}" for number in old.now)
    return ItemVerdict(
        item=limitation.item,
        level=limitation.level,
        name=old.name,
        verdict=Verdict.UNKNOWN,
        question=find_item(old.now[0]).question,
        explanation=f"Nummer van de oude lijst; in de huidige lijst waarschijnlijk {now}. Zet het punt over.",
    )


def weigh_prior(
    verdict: ItemVerdict, load: Decimal, *, hours_per_day: Decimal | None = None, margin: Decimal = Decimal(0)
) -> ItemVerdict:
    """What an occupation usually asks, where the text is silent: 'waarschijnlijk' at most (fml.md 2.2 points 1, 2).

    `load` is in the unit of the item; a day load is for eight hours and is scaled to the day of the job (point 5).
    `margin` is by how much it must at least go over the limit: how far off the figures of an occupation may be.
    """
    item = find_item(verdict.item)
    limit = item.limit_at(verdict.level)
    is_silent = verdict.verdict is Verdict.UNKNOWN and verdict.source is VerdictSource.NONE
    if not is_silent or limit is None or item.kind is not Kind.ORDINAL or verdict.explanation.endswith(READ_NOTE):
        return verdict
    scaled = scale_day_load(load, hours_per_day) if item.implied == "half day" else load
    if scaled <= limit.value * PRIOR_WITHIN:
        found = Verdict.PROBABLY_WITHIN
    elif scaled >= max(limit.value * PRIOR_EXCEEDED, limit.value + margin):
        found = Verdict.PROBABLY_EXCEEDED
    else:
        return verdict
    load_words = f"{write_number(scaled, Decimal('0.1'))} {item.unit}"
    reason = f"De vacature zwijgt; in dit beroep is het meestal {load_words}, de grens is {write_limit(limit, item)}."
    return verdict.model_copy(
        update={"verdict": found, "source": VerdictSource.OCCUPATION, "explanation": reason, "demand_value": scaled}
    )


def scale_day_load(load: Decimal, hours_per_day: Decimal | None) -> Decimal:
    """3,5 of 8 hours of standing is 1,75 in a day of four hours (fml.md 2.2 point 5)."""
    return load if hours_per_day is None else load * min(hours_per_day, FULL_DAY) / FULL_DAY
