"""The limitations of one person: every kind of demand and of silence is judged once, and remembered for everybody."""

from collections.abc import Sequence
from functools import cache

import numpy as np
from numba import njit

from dossier.model.person import LimitationIn
from dossier.rules.fml import find_item
from matcher.stock.cell import Told, judge_cell, judge_still
from matcher.stock.rows import Rows
from matcher.stock.stock import Shared
from matcher.stock.weighing import LAST, MAY_SUIT, PROBABLY_NOT

LimitationKey = tuple[str, int, str, bool]
UNTOUCHED = np.uint8(255)
"""A cell about which no limitation of the person asks."""
AT_ONCE = 32
"""So many limitations fit in one number of 64 bits, two bits each."""
BARS = np.array(
    [{Told.EXCEEDS: LAST, Told.PROBABLY_EXCEEDS: PROBABLY_NOT}.get(told, MAY_SUIT) for told in Told], dtype=np.uint64
)
"""On which floor, if no lower, a row stands of which the text tells this about any limitation."""


class Verdicts:
    """What each kind of demand, and each kind of silence, tells about a limitation."""

    def __init__(self, shared: Shared) -> None:
        self._shared = shared
        self._cells: dict[LimitationKey, np.ndarray] = {}
        self._stills: dict[LimitationKey, np.ndarray] = {}
        self._bars: dict[tuple[int, LimitationKey], np.ndarray] = {}

    def of_cells(self, limitation: LimitationIn) -> tuple[np.ndarray, np.ndarray]:
        """The cells of the item of this limitation, and what each tells."""
        key, numbers = _key(limitation), self._shared.cells_of(_item(limitation))
        known = self._cells.get(key, np.zeros(0, dtype=np.uint8))
        if len(known) < len(numbers):
            cells, examples = self._shared.cell.keys, self._shared.said.examples
            added = [judge_cell(limitation, examples[at], cells[at].week) for at in numbers[len(known) :]]
            known = self._cells[key] = np.concatenate([known, np.array(added, dtype=np.uint8)])
        return numbers, known

    def of_stills(self, limitation: LimitationIn) -> np.ndarray:
        """Per kind of silence what it tells."""
        key, stills = _key(limitation), self._shared.still.keys
        known = self._stills.get(key, np.zeros(0, dtype=np.uint8))
        if len(known) < len(stills):
            added = [judge_still(limitation, still) for still in stills[len(known) :]]
            known = self._stills[key] = np.concatenate([known, np.array(added, dtype=np.uint8)])
        return known

    def bar(self, part: int, rows: Rows, limitations: Sequence[LimitationIn]) -> np.ndarray:
        """On which floor the text of every row of a part surely puts it: two bits a row, more than 2 is 2.

        Parts are told by their number, for they only come behind; each limitation is laid beside a part once.
        """
        keys, barred = [_key(limitation) for limitation in limitations], np.zeros(len(rows.kinds) // 4 + 1, np.uint8)
        new = {key: each for key, each in zip(keys, limitations, strict=True) if (part, key) not in self._bars}
        for first in range(0, len(new), AT_ONCE):
            asked = list(new)[first : first + AT_ONCE]
            table = np.zeros(len(self._shared.cell), dtype=np.uint64)
            for place, key in enumerate(asked):
                numbers, tells = self.of_cells(new[key])
                table[numbers] |= BARS[tells] << np.uint64(2 * place)
            found = lay_bars(rows.cell_starts, rows.cells, table, len(asked))
            self._bars |= {(part, key): bars for key, bars in zip(asked, found, strict=True)}
        for key in keys:
            barred |= self._bars[part, key]
        return barred

    def lay_cells(self, limitations: Sequence[LimitationIn]) -> tuple[np.ndarray, np.ndarray]:
        """Per layer and cell what it tells, and about which limitation; a layer more where two ask about an item."""
        layers = _find_layers(limitations)
        told = np.full((max(layers, default=0) + 1, len(self._shared.cell)), UNTOUCHED)
        limit = np.zeros(told.shape, dtype=np.int8)
        for place, (limitation, layer) in enumerate(zip(limitations, layers, strict=True)):
            numbers, tells = self.of_cells(limitation)
            told[layer, numbers] = tells
            limit[layer, numbers] = place
        told[told == Told.SILENT] = UNTOUCHED
        return told, limit

    def lay_stills(self, limitations: Sequence[LimitationIn]) -> np.ndarray:
        columns = [self.of_stills(limitation) for limitation in limitations]
        if not columns:
            return np.zeros((len(self._shared.still), 0), dtype=np.uint8)
        return np.ascontiguousarray(np.stack(columns, axis=1))


@njit(cache=True)
def lay_bars(cell_starts: np.ndarray, cells: np.ndarray, table: np.ndarray, count: int) -> np.ndarray:
    """Per limitation the bars of every row, from what each cell tells about all of them."""
    found = np.zeros((count, len(cell_starts[1:]) // 4 + 1), np.uint8)
    for row in range(len(cell_starts) - 1):
        told = np.uint64(0)
        for at in range(cell_starts[row], cell_starts[row + 1]):
            told |= table[cells[at]]
        place = 0
        while told:
            found[place, row >> 2] |= (told & np.uint64(3)) << np.uint64(2 * (row & 3))
            told >>= np.uint64(2)
            place += 1
    return found


def _find_layers(limitations: Sequence[LimitationIn]) -> list[int]:
    """Per limitation how many before it are about the same item."""
    items = [_item(limitation) for limitation in limitations]
    return [items[:place].count(item) for place, item in enumerate(items)]


def _key(limitation: LimitationIn) -> LimitationKey:
    return (limitation.item, limitation.level, limitation.generation, bool((limitation.note or "").strip()))


def _item(limitation: LimitationIn) -> str:
    return _name_item(limitation.item, limitation.generation)


@cache
def _name_item(item: str, generation: str) -> str:
    return find_item(item, generation=generation).item
