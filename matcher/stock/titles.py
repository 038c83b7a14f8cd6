"""How like every title of the stock is to the work and the search directions of one person."""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from scipy.sparse import csc_matrix

from matcher.kinship import find_nearest
from matcher.stock.stock import Shared
from matcher.title_space import place_titles

WORDINGS = 4096


@lru_cache(maxsize=WORDINGS)
def place_wording(wording: str) -> tuple[np.ndarray, np.ndarray]:
    """The pieces of a wording and what each counts for."""
    row = place_titles([wording])
    return row.indices, row.data


def find_title_likeness(shared: Shared, wording: str) -> np.ndarray:
    """The likeness of the title of every job to a wording, rounded so that it never wavers."""
    placed = place_wording(wording)
    return np.concatenate([np.zeros(0), *(_lay_beside(block, *placed) for block in shared.titles)])


def _lay_beside(titles: csc_matrix, pieces: np.ndarray, counts: np.ndarray) -> np.ndarray:
    spans = [slice(titles.indptr[piece], titles.indptr[piece + 1]) for piece in pieces]
    rows = np.concatenate([titles.indices[span] for span in spans])
    weights = np.concatenate([titles.data[span] * count for span, count in zip(spans, counts, strict=True)])
    return np.round(np.bincount(rows, weights=weights, minlength=titles.shape[0]), 6)


def weigh_titles(shared: Shared, wordings: Sequence[str]) -> np.ndarray:
    """Per title how like it is to the wording that it is most like; nan where nobody asked."""
    if not wordings:
        return np.full(len(shared.title), np.nan)
    return np.asarray(np.max([find_title_likeness(shared, wording) for wording in wordings], axis=0))


def weigh_units(shared: Shared, asked: Sequence[tuple[str, str]]) -> np.ndarray:
    """Per occupation how near it is to the nearest of those that are asked; nought where none is known."""
    near = (find_nearest(unit, asked) for unit in shared.unit.keys)
    return np.array([found[0].value if found else 0.0 for found in near])
