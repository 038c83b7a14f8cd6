"""How like every title of the stock is to the work and the search directions of one person."""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from scipy.sparse import csc_matrix

from matcher.features import KINSHIP_COUNTS
from matcher.kinship import SAME, find_nearest
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


def weigh_names(
    shared: Shared, wordings: Sequence[str], units: Sequence[tuple[str, str]]
) -> tuple[np.ndarray, np.ndarray]:
    """Per job how well its name or its occupation answers these (nan = nobody asked), and which are the same trade."""
    jobs = len(shared.job)
    if not wordings:
        return np.full(jobs, np.nan), np.zeros(jobs, dtype=bool)
    near = np.max([find_title_likeness(shared, wording) for wording in wordings], axis=0)
    kin = _weigh_kin([unit for _, unit in shared.job.keys], units)
    counted = np.round(kin * KINSHIP_COUNTS, 6)
    return np.where(kin * KINSHIP_COUNTS > near, counted, near), kin == SAME


def _weigh_kin(units: Sequence[str | None], asked: Sequence[tuple[str, str]]) -> np.ndarray:
    """How near each unit group is to the nearest of those that are asked; nought where none is known."""
    nearest = {unit: find_nearest(unit, asked) for unit in set(units)}
    value = {unit: found[0].value if found else 0.0 for unit, found in nearest.items()}
    return np.array([value[unit] for unit in units])
