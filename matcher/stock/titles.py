"""How like every title of the stock is to the work and the search directions of one person."""

from collections.abc import Sequence

import numpy as np

from matcher.profile import Profile
from matcher.stock.stock import Shared
from matcher.stock.title_block import LANES, MILLION, lay_beside
from matcher.title_space import Pieces, place_each

WORDINGS = 8192
REMEMBERED_BYTES = 64_000_000
_placed: dict[str, Pieces] = {}


def place_wordings(wordings: Sequence[str]) -> list[Pieces]:
    """The pieces of each wording and what each counts for; those that are new are placed in one go."""
    new = [wording for wording in dict.fromkeys(wordings) if wording not in _placed]
    if len(_placed) + len(new) > WORDINGS:
        _placed.clear()
        new = list(dict.fromkeys(wordings))
    _placed.update(zip(new, place_each(new), strict=True))
    return [_placed[wording] for wording in wordings]


def list_wordings(profile: Profile) -> list[str]:
    """Everything of a person that is laid beside titles."""
    return [*profile.titles, *(wording for wording, _ in profile.directions)]


class TitleMemory:
    """How like every title is to the wordings that were asked last, in millionths; the oldest goes first."""

    def __init__(self, shared: Shared) -> None:
        self._shared = shared
        self._known: dict[str, np.ndarray] = {}

    def lay(self, wordings: Sequence[str]) -> None:
        """Lay what is not known yet beside all titles, some at a time."""
        size = len(self._shared.title)
        new = [one for one in dict.fromkeys(wordings) if len(self._known.get(one, ())) != size]
        for first in range(0, len(new), LANES):
            placed = place_wordings(new[first : first + LANES])
            pieces, counts = (np.concatenate([each[side] for each in placed]) for side in (0, 1))
            ends = np.cumsum([len(own) for own, _ in placed])
            found = np.concatenate(
                [lay_beside(block, pieces, counts, ends) for block in self._shared.titles], axis=1
            )  # fmt: skip
            self._known |= dict(zip(new[first : first + LANES], found, strict=True))

    def weigh(self, wordings: Sequence[str]) -> np.ndarray:
        """Per title how like it is to the wording that it is most like; nan where nobody asked."""
        size = len(self._shared.title)
        if not (wordings and size):
            return np.full(size, np.nan)
        self.lay(wordings)
        best = np.zeros(size, dtype=np.int32)
        for wording in wordings:
            known = self._known[wording] = self._known.pop(wording)
            np.maximum(best, known, out=best)
        while len(self._known) * size * 4 > REMEMBERED_BYTES:
            del self._known[next(iter(self._known))]
        return best / MILLION
