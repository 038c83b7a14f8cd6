"""How like every title of the stock is to the work and the search directions of one person."""

from collections.abc import Sequence

import numpy as np
from numba import njit

from matcher.stock.stock import Shared
from matcher.title_space import place_titles

WORDINGS = 8192
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


def weigh_titles(shared: Shared, wordings: Sequence[str]) -> np.ndarray:
    """Per title how like it is to the wording that it is most like; nan where nobody asked."""
    if not wordings:
        return np.full(len(shared.title), np.nan)
    best, placed, first = np.zeros(len(shared.title)), place_wordings(wordings), 0
    for block in shared.titles:
        view = best[first : first + block.shape[0]]
        for pieces, counts in placed:
            raise_likeness(block.indptr, block.indices, block.data, pieces, counts, view)
        first += block.shape[0]
    return best


@njit(cache=True)
def raise_likeness(
    starts: np.ndarray, titles: np.ndarray, weights: np.ndarray, pieces: np.ndarray, counts: np.ndarray,
    best: np.ndarray,
) -> None:  # fmt: skip
    """Lay one wording beside every title; where it is more like than what was, that counts. Rounded to a millionth."""
    likeness = np.zeros(len(best))
    for place in range(len(pieces)):
        for at in range(starts[pieces[place]], starts[pieces[place] + 1]):
            likeness[titles[at]] += weights[at] * counts[place]
    for title in range(len(best)):
        best[title] = max(best[title], np.rint(likeness[title] * 1e6) / 1e6)
