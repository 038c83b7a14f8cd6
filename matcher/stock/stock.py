"""The stock: every vacancy as a few numbers, in parts that were taken in together and never change."""

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import numpy as np

from dossier.geography import Place
from matcher.asked import Asked
from matcher.stock.cell import Cell, CellKinds, Still
from matcher.stock.entry import Entry, Pay
from matcher.stock.kind import Kinds
from matcher.stock.rows import KINDS, Rows, freeze
from matcher.stock.spelling import SpelledRows
from matcher.stock.terms import LOUDNESS, Rarity, TermPostings, measure_rarity
from matcher.stock.title_block import TitleBlock, make_block
from matcher.stock.words import measure_lengths, turn_over

Hours = tuple[Decimal | None, Decimal | None]
COLUMNS = ("workplace", *KINDS)
STRIP = 0.2
"""Degrees of latitude."""


class Shared:
    """The values that vacancies share, over all parts."""

    def __init__(self) -> None:
        self.title: Kinds[str] = Kinds()
        self.unit: Kinds[str | None] = Kinds()
        self.job: Kinds[tuple[int, int]] = Kinds()
        """A title with an occupation, by their numbers."""
        self.offer: Kinds[tuple[Pay, Hours]] = Kinds()
        self.workplace: Kinds[Place | None] = Kinds()
        self.asked: Kinds[Asked] = Kinds()
        self.posted: Kinds[date | None] = Kinds()
        self.still: Kinds[Still] = Kinds()
        self.said = CellKinds()
        self.term: Kinds[str] = Kinds()
        self.titles: list[TitleBlock] = []
        """The titles in the order of their numbers, in blocks."""
        self._cells_of: tuple[int, dict[str, np.ndarray]] = (0, {})

    @property
    def cell(self) -> Kinds[Cell]:
        return self.said.cells

    def cells_of(self, item: str) -> np.ndarray:
        """The numbers of the cells of an item, in their order."""
        known, by_item = self._cells_of
        if known != len(self.cell):
            lists: dict[str, list[int]] = {}
            for number, cell in enumerate(self.cell.keys):
                lists.setdefault(cell.item, []).append(number)
            by_item = {name: np.array(numbers) for name, numbers in lists.items()}
            self._cells_of = (len(self.cell), by_item)
        return by_item.get(item, np.zeros(0, dtype=np.int64))

    def place_new_titles(self) -> None:
        added = self.title.keys[sum(block.size for block in self.titles) :]
        if added:
            self.titles.append(make_block(added))


@dataclass(frozen=True)
class Part:
    """Vacancies that were taken in together, in the order of their places of work."""

    ids: np.ndarray
    rows: Rows
    terms: TermPostings


class PartBuilder:
    """Takes vacancies in, one after the other."""

    def __init__(self, shared: Shared) -> None:
        self._shared = shared
        self._ids: list[bytes] = []
        self._title, self._unit = shared.title.numbers, shared.unit.numbers
        self._numbers = [getattr(shared, name).numbers for name in COLUMNS]
        self._rows = array("i")
        """The numbers of each vacancy, in the order of COLUMNS."""
        self._cells, self._cell_ends = array("i"), array("q", [0])
        self._terms = SpelledRows(shared.term)

    def __len__(self) -> int:
        return len(self._ids)

    def add(self, entry: Entry) -> None:
        self._ids.append(entry.id.encode())
        title, unit = self._title[entry.title], self._unit[entry.unit]
        workplace, job, offer, asked, posted, still = self._numbers
        self._rows.extend((
            workplace[entry.workplace], job[title, unit], offer[entry.pay, entry.hours], asked[entry.asked],
            posted[entry.posted], still[entry.still],
        ))  # fmt: skip
        self._cells.extend(self._shared.said.number_all(entry.demands, entry.still.week))
        self._cell_ends.append(len(self._cells))
        self._terms.add(entry.terms)

    def close(self) -> Part:
        self._shared.place_new_titles()
        columns = np.array(self._rows, dtype=np.uint32).reshape(-1, len(COLUMNS))
        places, asked = columns[:, COLUMNS.index("workplace")], columns[:, COLUMNS.index("asked")]
        telework = np.array([asked.telework for asked in self._shared.asked.keys], dtype=bool)
        by_place = _order_places(self._shared.workplace.keys)
        groups = 2 * np.argsort(by_place)[places] + (telework[asked] if len(self) else 0)
        order = np.argsort(groups, kind="stable")
        present, starts = np.unique(groups[order], return_index=True)
        cells, cell_starts = _reorder(np.array(self._cells), np.array(self._cell_ends), order)
        rows = Rows(
            places=by_place[present // 2], telework=present % 2 > 0, starts=np.append(starts, len(groups)),
            kinds=np.ascontiguousarray(columns[order, 1:]), cells=cells, cell_starts=cell_starts,
        )  # fmt: skip
        terms = turn_over(*self._terms.arrays, order, len(self._shared.term))
        return Part(np.array(self._ids, dtype=bytes)[order], Rows(*map(freeze, rows)), terms)


def _order_places(places: Sequence[Place | None]) -> np.ndarray:
    """Neighbours together, in strips from south to north: what a person can reach lies in few long stretches."""
    keys = [(-1.0, 0.0) if place is None else (place.latitude // STRIP, place.longitude) for place in places]
    return np.array(sorted(range(len(keys)), key=keys.__getitem__), dtype=np.int64)


def _reorder(values: np.ndarray, ends: np.ndarray, order: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Groups of values that lie one after the other, put in another order, and where each begins."""
    counts = np.diff(ends)[order]
    starts = np.concatenate([[0], np.cumsum(counts)])
    places = np.repeat(ends[:-1][order] - starts[:-1], counts) + np.arange(starts[-1])
    return values[places].astype(np.uint32), starts


class Stock:
    """Parts with what they share; `extend` adds vacancies without touching what is there."""

    def __init__(self, shared: Shared, parts: list[Part], rarity: Rarity) -> None:
        self.shared, self.parts, self.rarity = shared, parts, rarity

    def __len__(self) -> int:
        return sum(len(part.ids) for part in self.parts)

    def extend(self, entries: Iterable[Entry]) -> None:
        """New vacancies are found from here on; how rare words are stays as it was until the stock is built anew."""
        part = build_part(self.shared, entries)
        if len(part.ids):
            measure(part.terms, self.rarity.extended(len(part.terms.found)))
            self.parts.append(part)


def measure(terms: TermPostings, rarity: np.ndarray) -> None:
    """Let every text count as one of unit length."""
    lengths = np.zeros(terms.size)
    measure_lengths(terms.starts, terms.rows, terms.times, LOUDNESS, rarity, lengths)
    terms.lengths = freeze(lengths)


def build_stock(entries: Iterable[Entry]) -> Stock:
    shared = Shared()
    part = build_part(shared, entries)
    parts = [part] if len(part.ids) else []
    rarity = measure_rarity(shared.term, [part.terms for part in parts])
    for each in parts:
        measure(each.terms, rarity.values)
    return Stock(shared, parts, rarity)


def build_part(shared: Shared, entries: Iterable[Entry]) -> Part:
    builder = PartBuilder(shared)
    for entry in entries:
        builder.add(entry)
    return builder.close()
