"""The limitations of one person: every kind of demand and of silence is judged once, and remembered for everybody."""

from collections.abc import Sequence

import numpy as np

from dossier.model.person import LimitationIn
from dossier.rules.fml import find_item
from matcher.stock.cell import Told, judge_cell, judge_still
from matcher.stock.stock import Shared

LimitationKey = tuple[str, int, str, bool]
UNTOUCHED = np.uint8(255)
"""A cell about which no limitation of the person asks."""


class Verdicts:
    """What each kind of demand, and each kind of silence, tells about a limitation."""

    def __init__(self, shared: Shared) -> None:
        self._shared = shared
        self._cells: dict[LimitationKey, np.ndarray] = {}
        self._stills: dict[LimitationKey, np.ndarray] = {}

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


def _find_layers(limitations: Sequence[LimitationIn]) -> list[int]:
    """Per limitation how many before it are about the same item."""
    items = [_item(limitation) for limitation in limitations]
    return [items[:place].count(item) for place, item in enumerate(items)]


def _key(limitation: LimitationIn) -> LimitationKey:
    return (limitation.item, limitation.level, limitation.generation, bool((limitation.note or "").strip()))


def _item(limitation: LimitationIn) -> str:
    return find_item(limitation.item, generation=limitation.generation).item
