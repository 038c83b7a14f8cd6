"""Measures the reading of demands against labelled ads: precision, recall, F1 and the traps that fired."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from pydantic import BaseModel

from dossier.model.demand import Demand
from matcher.demand import find_demands

Finder = Callable[[str], Sequence[Demand]]


class Label(BaseModel):
    """What a labeller saw: an item, a direction and the words."""

    item: str
    direction: str
    quote: str = ""


class Trap(BaseModel):
    """Words that look like a demand and are none."""

    quote: str


class LabelledAd(BaseModel):
    """One line of a labelled set; a prediction in `accept` counts neither way."""

    id: str
    text: str
    demands: list[Label] = []
    traps: list[Trap] = []
    accept: list[Label] = []

    @property
    def wanted(self) -> set[tuple[str, str]]:
        return {(label.item, label.direction) for label in self.demands}

    @property
    def allowed(self) -> set[tuple[str, str]]:
        return {(label.item, label.direction) for label in self.accept}


class Score(BaseModel):
    precision: float
    recall: float
    f1: float
    labels: int


class DemandReport(Score):
    """Micro figures over (ad, item, direction), per rubric, and the share of trap phrases that fired."""

    ads: int
    by_rubric: dict[str, Score]
    traps: int
    traps_fired: float


def evaluate_demands(ads: Iterable[LabelledAd], find: Finder = find_demands) -> DemandReport:
    """Compare what `find` reads with what the labels say."""
    right: Counter[str] = Counter()
    found: Counter[str] = Counter()
    wanted: Counter[str] = Counter()
    count = traps = fired = 0
    for ad in ads:
        demands = list(find(ad.text))
        read = {(demand.item, demand.direction.value) for demand in demands}
        right.update(_rubric(item) for item, _ in read & ad.wanted)
        found.update(_rubric(item) for item, _ in (read - ad.allowed) | (read & ad.wanted))
        wanted.update(_rubric(item) for item, _ in ad.wanted)
        count, traps, fired = (
            count + 1,
            traps + len(ad.traps),
            fired + sum(_fires(trap, demands, ad) for trap in ad.traps),
        )
    total = _score(right.total(), found.total(), wanted.total())
    rubrics = {rubric: _score(right[rubric], found[rubric], wanted[rubric]) for rubric in sorted(wanted | found)}
    return DemandReport(
        **total.model_dump(),
        ads=count,
        by_rubric=rubrics,
        traps=traps,
        traps_fired=round(fired / traps, 4) if traps else 0.0,
    )


def _rubric(item: str) -> str:
    return item.partition(".")[0]


def _score(right: int, found: int, wanted: int) -> Score:
    precision = right / found if found else 0.0
    recall = right / wanted if wanted else 0.0
    f1 = 2 * precision * recall / (precision + recall) if right else 0.0
    return Score(precision=round(precision, 4), recall=round(recall, 4), f1=round(f1, 4), labels=wanted)


def _fires(trap: Trap, demands: Iterable[Demand], ad: LabelledAd) -> bool:
    """Does a demand stand on the words of the trap without being right there?"""
    return any(
        demand.start < end and start < demand.end and not _is_right_there(demand, ad)
        for start, end in find_places(trap.quote, ad.text)
        for demand in demands
    )


def _is_right_there(demand: Demand, ad: LabelledAd) -> bool:
    return any(
        label.item == demand.item
        and label.direction == demand.direction.value
        and demand.start < end
        and start < demand.end
        for label in [*ad.demands, *ad.accept]
        for start, end in find_places(label.quote, ad.text)
    )


def find_places(quote: str, text: str) -> list[tuple[int, int]]:
    """Everywhere a quote stands in a text; where it stands as whole words, only there ("5 uur", not in "15 uur")."""
    places = [match.span() for match in re.finditer(re.escape(quote), text)] if quote else []
    return [place for place in places if not _cuts_word(text, *place)] or places


def _cuts_word(text: str, start: int, end: int) -> bool:
    return any(0 < at < len(text) and text[at - 1 : at + 1].isalnum() for at in (start, end))
