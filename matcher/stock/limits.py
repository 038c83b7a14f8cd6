"""The limitations of one person against every row: a kind of demand is judged once, and rows add up what they hold."""

from collections.abc import Sequence

import numpy as np

from dossier.model.person import LimitationIn
from dossier.rules.fml import find_item
from matcher.stock.cell import REMAINS_OF, Told, judge_cell, judge_still
from matcher.stock.stock import Part, Shared

COUNTED = (Told.OCCUPATION_EXCEEDS, Told.PROBABLY_EXCEEDS, Told.EXCEEDS, Told.NAMED)
"""What a floor asks about; how many of each stands in one number per row, eight bits each."""
TALLY = np.zeros(len(Told), dtype=np.uint32)
TALLY[list(COUNTED)] = [1 << (8 * place) for place in range(len(COUNTED))]
REMAINS = np.array([REMAINS_OF[told] for told in Told])
LimitationKey = tuple[str, int, str, bool]


class Verdicts:
    """What each kind of demand, and each kind of silence, tells about a limitation; remembered for everybody."""

    def __init__(self, shared: Shared) -> None:
        self._shared = shared
        self._cells: dict[LimitationKey, np.ndarray] = {}
        self._stills: dict[LimitationKey, np.ndarray] = {}

    def of_cells(self, limitation: LimitationIn) -> np.ndarray:
        """Per cell what it tells; cells of another item tell nothing."""
        key = _key(limitation)
        known = self._cells.get(key, np.zeros(0, dtype=np.uint8))
        item = _item(limitation)
        cells, examples = self._shared.cell.keys, self._shared.examples
        added = [
            judge_cell(limitation, examples[number], cells[number].week) if cells[number].item == item else Told.SILENT
            for number in range(len(known), len(cells))
        ]
        self._cells[key] = known if not added else np.concatenate([known, np.array(added, dtype=np.uint8)])
        return self._cells[key]

    def of_stills(self, limitation: LimitationIn) -> np.ndarray:
        """Per kind of silence what it tells."""
        key = _key(limitation)
        known = self._stills.get(key, np.zeros(0, dtype=np.uint8))
        added = [judge_still(limitation, still) for still in self._shared.still.keys[len(known) :]]
        self._stills[key] = known if not added else np.concatenate([known, np.array(added, dtype=np.uint8)])
        return self._stills[key]


def _key(limitation: LimitationIn) -> LimitationKey:
    return (limitation.item, limitation.level, limitation.generation, bool((limitation.note or "").strip()))


def _item(limitation: LimitationIn) -> str:
    return find_item(limitation.item, generation=limitation.generation).item


def weigh_limitations(
    part: Part, limitations: Sequence[LimitationIn], verdicts: Verdicts
) -> tuple[np.ndarray, np.ndarray]:
    """What remains of the value of every row, and how much of what its floor asks about."""
    silent = [verdicts.of_stills(limitation) for limitation in limitations]
    still = part.column["still"]
    value = np.prod([REMAINS[told] for told in silent], axis=0)[still]
    tally = np.asarray(np.sum([TALLY[told] for told in silent], axis=0, dtype=np.uint32))[still]
    for limitation, usual in zip(limitations, silent, strict=True):
        rows, numbers = part.cells.get(_item(limitation), (None, None))
        if rows is not None:
            before = usual[still[rows]]
            told = verdicts.of_cells(limitation)[numbers]
            told = np.where(told == Told.SILENT, before, told)
            value[rows] *= REMAINS[told] / REMAINS[before]
            tally[rows] += TALLY[told] - TALLY[before]
    return np.round(value, 6), tally


def count_told(tally: np.ndarray, told: Told) -> np.ndarray:
    return (tally >> np.uint32(8 * COUNTED.index(told))) & np.uint32(255)
