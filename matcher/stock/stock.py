"""The stock: every vacancy as a few numbers, in parts that were taken in together and never change."""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import numpy as np
from scipy.sparse import csc_matrix

from dossier.geography import Place
from dossier.model.demand import Demand
from matcher.asked import Asked
from matcher.stock.cell import Cell, Still
from matcher.stock.entry import Entry, Pay
from matcher.stock.kind import Kinds
from matcher.stock.terms import Rarity, TermPostings, TermRows
from matcher.title_space import place_titles

ROWS_A_PART = 65_536
Hours = tuple[Decimal | None, Decimal | None]
COLUMNS = ("title", "unit", "offer", "workplace", "asked", "posted", "still")


class Shared:
    """The values that vacancies share, over all parts."""

    def __init__(self) -> None:
        self.title: Kinds[str] = Kinds()
        self.unit: Kinds[str | None] = Kinds()
        self.offer: Kinds[tuple[Pay, Hours]] = Kinds()
        self.workplace: Kinds[Place | None] = Kinds()
        self.asked: Kinds[Asked] = Kinds()
        self.posted: Kinds[date | None] = Kinds()
        self.still: Kinds[Still] = Kinds()
        self.cell: Kinds[Cell] = Kinds()
        self.examples: list[tuple[Demand, ...]] = []
        """Per cell the demands of the first vacancy that had it."""
        self.term: Kinds[str] = Kinds()
        self.titles: list[csc_matrix] = []
        """The titles in the order of their numbers, placed by `matcher.title_space`, in blocks."""
        self._placed = 0

    def number_cell(self, cell: Cell, example: tuple[Demand, ...]) -> int:
        number = self.cell.number(cell)
        if number == len(self.examples):
            self.examples.append(example)
        return number

    def place_new_titles(self) -> None:
        added = self.title.keys[self._placed :]
        if added:
            self.titles.append(csc_matrix(place_titles(added)))
            self._placed = len(self.title)


@dataclass(frozen=True)
class Part:
    """Vacancies that were taken in together; every column gives the number of a shared value per row."""

    ids: tuple[str, ...]
    column: dict[str, np.ndarray]
    cells: dict[str, tuple[np.ndarray, np.ndarray]]
    """Per item the rows whose text says something about it, and the number of what it says."""
    terms: TermPostings


class PartBuilder:
    """Takes vacancies in, one after the other."""

    def __init__(self, shared: Shared) -> None:
        self._shared = shared
        self._ids: list[str] = []
        self._columns = {name: array("i") for name in COLUMNS}
        self._cells: dict[str, tuple[array[int], array[int]]] = defaultdict(lambda: (array("i"), array("i")))
        self._terms = TermRows(shared.term)

    def __len__(self) -> int:
        return len(self._ids)

    def add(self, entry: Entry) -> None:
        shared, columns, row = self._shared, self._columns, len(self._ids)
        self._ids.append(entry.id)
        columns["title"].append(shared.title.number(entry.title))
        columns["unit"].append(shared.unit.number(entry.unit))
        columns["offer"].append(shared.offer.number((entry.pay, entry.hours)))
        columns["workplace"].append(shared.workplace.number(entry.workplace))
        columns["asked"].append(shared.asked.number(entry.asked))
        columns["posted"].append(shared.posted.number(entry.posted))
        columns["still"].append(shared.still.number(entry.still))
        for cell, example in entry.cells:
            rows, numbers = self._cells[cell.item]
            rows.append(row)
            numbers.append(shared.number_cell(cell, example))
        self._terms.add(entry.terms)

    def close(self) -> Part:
        self._shared.place_new_titles()
        return Part(
            ids=tuple(self._ids),
            column={name: np.array(values, dtype=np.int32) for name, values in self._columns.items()},
            cells={item: (np.array(rows), np.array(numbers)) for item, (rows, numbers) in self._cells.items()},
            terms=self._terms.close(),
        )


class Stock:
    """Parts with what they share; `extend` adds vacancies without touching what is there."""

    def __init__(self, shared: Shared, parts: list[Part]) -> None:
        self.shared, self.parts = shared, parts
        self.rarity = Rarity(shared.term, [part.terms for part in parts])
        for part in parts:
            part.terms.measure(self.rarity.values)

    def __len__(self) -> int:
        return sum(len(part.ids) for part in self.parts)

    def extend(self, entries: Iterable[Entry]) -> None:
        """New vacancies are found from here on; how rare words are stays as it was until the stock is built anew."""
        for part in build_parts(self.shared, entries):
            part.terms.measure(self.rarity.extended(len(part.terms.found)))
            self.parts.append(part)


def build_stock(entries: Iterable[Entry]) -> Stock:
    shared = Shared()
    return Stock(shared, list(build_parts(shared, entries)))


def build_parts(shared: Shared, entries: Iterable[Entry]) -> Iterator[Part]:
    builder = PartBuilder(shared)
    for entry in entries:
        builder.add(entry)
        if len(builder) == ROWS_A_PART:
            yield builder.close()
            builder = PartBuilder(shared)
    if len(builder):
        yield builder.close()
