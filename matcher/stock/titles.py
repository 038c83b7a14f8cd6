"""How like every title of the stock is to the work and the search directions of one person."""

from collections.abc import Sequence

import numpy as np
from numba import njit

from matcher.profile import Profile
from matcher.stock.stock import Shared
from matcher.title_space import place_titles

WORDINGS = 8192
REMEMBERED_BYTES = 64_000_000
MILLION = 1e6
Placed = tuple[np.ndarray, np.ndarray]
_placed: dict[str, Placed] = {}


def place_wordings(wordings: Sequence[str]) -> list[Placed]:
    """The pieces of each wording and what each counts for; those that are new are placed in one go."""
    new = [wording for wording in dict.fromkeys(wordings) if wording not in _placed]
    if len(_placed) + len(new) > WORDINGS:
        _placed.clear()
        new = list(dict.fromkeys(wordings))
    rows = place_titles(new)
    for place, wording in enumerate(new):
        span = slice(rows.indptr[place], rows.indptr[place + 1])
        _placed[wording] = (rows.indices[span].astype(np.int64), rows.data[span])
    return [_placed[wording] for wording in wordings]


def list_wordings(profile: Profile) -> list[str]:
    """Everything of a person that is laid beside titles."""
    return [*profile.titles, *(wording for wording, _ in profile.directions)]


class TitleMemory:
    """How like every title is to the wordings that were asked last, in millionths; the oldest goes first."""

    def __init__(self, shared: Shared) -> None:
        self._shared = shared
        self._known: dict[str, np.ndarray] = {}

    def weigh(self, wordings: Sequence[str]) -> np.ndarray:
        """Per title how like it is to the wording that it is most like; nan where nobody asked."""
        size = len(self._shared.title)
        if not wordings:
            return np.full(size, np.nan)
        placed, best = place_wordings(wordings), np.zeros(size, dtype=np.int32)
        for wording, (pieces, counts) in zip(wordings, placed, strict=True):
            known = self._known.pop(wording, None)
            if known is None or len(known) != size:
                known = np.concatenate([
                    np.zeros(0, dtype=np.int32),
                    *(
                        lay_beside(block.starts, block.titles, block.weights, pieces, counts, block.size)
                        for block in self._shared.titles
                    ),
                ])  # fmt: skip
            self._known[wording] = known
            np.maximum(best, known, out=best)
        while len(self._known) * size * 4 > REMEMBERED_BYTES:
            del self._known[next(iter(self._known))]
        return best / MILLION


@njit(cache=True)
def lay_beside(
    starts: np.ndarray, titles: np.ndarray, weights: np.ndarray, pieces: np.ndarray, counts: np.ndarray, size: int
) -> np.ndarray:
    """The likeness of every title to one wording, rounded to a millionth."""
    likeness, rounded = np.zeros(size), np.empty(size, np.int32)
    for place in range(len(pieces)):
        count = counts[place]
        for at in range(starts[pieces[place]], starts[pieces[place] + 1]):
            likeness[titles[at]] += weights[at] * count
    for title in range(size):
        rounded[title] = np.rint(likeness[title] * MILLION)
    return rounded
