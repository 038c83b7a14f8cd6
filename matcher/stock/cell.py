"""What a vacancy asks on one item, without its words: so few differ that each is judged once for a limitation."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from enum import IntEnum
from functools import cache
from operator import attrgetter
from typing import NamedTuple

from dossier.model.demand import Demand, Direction, ItemVerdict, Strength, Verdict, VerdictSource
from dossier.model.person import LimitationIn
from dossier.rules.fml import Kind, find_item
from dossier.rules.opinion import INCIDENTAL, Job, levels_named
from dossier.rules.suitability import judge_limitation
from dossier.rules.working_time import HOURS_ITEMS
from matcher.features import ASKED_REMAINS, REMAINS, names_it
from matcher.prior import apply_prior
from matcher.stock.kind import Kinds, Numbers

WORDING = attrgetter("item", "quote", "unit", "direction._value_", "strength._value_")
"""All that a said demand is told by, but its value; an Enum itself is hashed by a function of Python."""


class Told(IntEnum):
    """What a verdict does to the place in the list: the five verdicts, apart by what they rest on."""

    WITHIN = 0
    PROBABLY_WITHIN = 1
    SILENT = 2
    NAMED = 3
    OCCUPATION_EXCEEDS = 4
    PROBABLY_EXCEEDS = 5
    EXCEEDS = 6


REMAINS_OF = {
    Told.WITHIN: REMAINS[Verdict.WITHIN],
    Told.PROBABLY_WITHIN: REMAINS[Verdict.PROBABLY_WITHIN],
    Told.SILENT: REMAINS[Verdict.UNKNOWN],
    Told.NAMED: ASKED_REMAINS,
    Told.OCCUPATION_EXCEEDS: REMAINS[Verdict.PROBABLY_EXCEEDED],
    Told.PROBABLY_EXCEEDS: REMAINS[Verdict.PROBABLY_EXCEEDED],
    Told.EXCEEDS: REMAINS[Verdict.EXCEEDED],
}


class Said(NamedTuple):
    """One demand as far as a verdict depends on it."""

    direction: Direction
    strength: Strength
    value: Decimal | str | None
    unit: str | None
    incidental: bool
    levels: frozenset[int]


class Cell(NamedTuple):
    """What is asked on one item; `week` only where the hours of the job change what it means."""

    item: str
    said: tuple[Said, ...]
    week: Decimal | None


class Still(NamedTuple):
    """A vacancy of which nothing is known on an item: then occupation and hours may tell what is usual."""

    unit: str | None
    week: Decimal | None


class CellKinds:
    """Cells by number, found by what was said without reading it twice."""

    def __init__(self, cells: Sequence[Cell] = (), examples: Sequence[tuple[Demand, ...]] = ()) -> None:
        self.cells = Kinds(cells)
        self.examples = list(examples)
        """Per cell the demands of the first vacancy that had it."""
        self._by_wording: dict[tuple[object, ...], list[tuple[Decimal | str | None, int]]] = {}
        self._said: list[Demand] = []
        """The first demand that said each thing, by number."""
        self._known: dict[tuple[int, tuple[int, ...]], int] = {}
        self._weeks: Numbers[Decimal | None] = Numbers()

    def number_all(self, demands: Iterable[Demand], week: Decimal | None) -> list[int]:
        """Each item that a text says something about, as the number of what it says."""
        by_item: dict[str, tuple[int, ...]] = {}
        for demand in demands:
            if demand.direction is not Direction.OPTIONAL:
                for value, known in self._by_wording.get(WORDING(demand), ()):
                    if value == demand.value:
                        number = known
                        break
                else:
                    number = self._number_said(demand)
                by_item[demand.item] = (*by_item.get(demand.item, ()), number)
        hours, found = self._weeks[week], []
        for item, said in by_item.items():
            key = (hours if _heeds_hours(item) else -1, said)
            number = self._known.get(key, -1)
            found.append(self._number(key, week) if number < 0 else number)
        return found

    def _number(self, key: tuple[int, tuple[int, ...]], week: Decimal | None) -> int:
        demands = [self._said[each] for each in key[1]]
        said = tuple(map(_read_said, demands))
        number = self._known[key] = self.cells.number(Cell(demands[0].item, said, None if key[0] < 0 else week))
        if number == len(self.examples):
            self.examples.append(tuple(demands))
        return number

    def _number_said(self, demand: Demand) -> int:
        """A number is hashed more slowly than it is compared, and few wordings come with more than one."""
        self._by_wording.setdefault(WORDING(demand), []).append((demand.value, len(self._said)))
        self._said.append(demand)
        return len(self._said) - 1


def _read_said(demand: Demand) -> Said:
    item = find_item(demand.item)
    levels = frozenset(levels_named(demand, item)) if item.kind is Kind.VARIANT else frozenset()
    incidental = INCIDENTAL.search(demand.quote) is not None
    return Said(demand.direction, demand.strength, demand.value, demand.unit, incidental, levels)


@cache
def _heeds_hours(item: str) -> bool:
    return item in HOURS_ITEMS or find_item(item).implied == "half day"


def judge_cell(limitation: LimitationIn, demands: tuple[Demand, ...], week: Decimal | None) -> Told:
    """What is asked beside one limitation; a cell of hints alone may still leave the item silent."""
    return tell(judge_limitation(limitation, {demand.item: list(demands) for demand in demands}, Job(week, None)))


def judge_still(limitation: LimitationIn, still: Still) -> Told:
    """Silence beside one limitation, or what the occupation usually asks."""
    job = Job(still.week, None)
    verdict = judge_limitation(limitation, {}, job)
    known = apply_prior([verdict], "", given=still.unit, hours_per_day=job.longest_day) if still.unit else [verdict]
    return tell(known[0])


def tell(verdict: ItemVerdict) -> Told:
    if verdict.verdict is Verdict.PROBABLY_EXCEEDED and verdict.source is VerdictSource.OCCUPATION:
        return Told.OCCUPATION_EXCEEDS
    return Told.NAMED if names_it(verdict) else TOLD[verdict.verdict]


TOLD: Mapping[Verdict, Told] = {
    Verdict.WITHIN: Told.WITHIN,
    Verdict.PROBABLY_WITHIN: Told.PROBABLY_WITHIN,
    Verdict.UNKNOWN: Told.SILENT,
    Verdict.PROBABLY_EXCEEDED: Told.PROBABLY_EXCEEDS,
    Verdict.EXCEEDED: Told.EXCEEDS,
}
