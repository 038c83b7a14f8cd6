"""Tells how likely a candidate is a demand, by small decision trees over what rules, hunches and doubt say of it.

The trees are learned by chance_training.py with tables that never saw the ad they learn from, and lie beside this file
as plain data: the share of candidates that were right, by demand and rule, and a node of a tree a line.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import exp

import numpy as np

TABLE = "chance_trees.tsv"
LIKELY = 0.5
"""From this likelihood it is asked: chosen by cross-validation over writers, see docs/decisions.md."""
SELDOM = 0.2
"""The share of candidates that are right, where nothing more is known."""
DEPTH = 4
"""So many questions a tree asks at most."""


@dataclass(frozen=True, eq=False)
class Trees:
    """Nodes of all trees in one row: a leaf leads to itself, and its value is what the tree adds."""

    shares: dict[str, float]
    roots: np.ndarray
    columns: np.ndarray
    limits: np.ndarray
    below: np.ndarray
    above: np.ndarray
    values: np.ndarray


@cache
def load_trees() -> Trees | None:
    """The learned trees; None where there are none, so that the rules alone speak."""
    path = files("matcher") / TABLE
    return read_trees(path.read_text(encoding="utf-8")) if path.is_file() else None


def read_trees(table: str) -> Trees:
    """A share has two columns; a node six: tree, column, limit, the nodes below and above it, and what a leaf adds."""
    rows = [line.split("\t") for line in table.splitlines() if not line.startswith("#")]
    nodes = np.array([[float(cell) for cell in row] for row in rows if len(row) > len(("what", "share"))])
    return Trees(
        shares={row[0]: float(row[1]) for row in rows if len(row) == len(("what", "share"))},
        roots=np.flatnonzero(np.diff(nodes[:, 0], prepend=-1)),
        columns=nodes[:, 1].astype(int),
        limits=nodes[:, 2],
        below=nodes[:, 3].astype(int),
        above=nodes[:, 4].astype(int),
        values=nodes[:, 5],
    )


def find_likelihoods(trees: Trees, rows: Sequence[Sequence[float]]) -> list[float]:
    """For every candidate, a row of columns, how likely it is a demand, from 0 to 1."""
    if not rows:
        return []
    table = np.round(np.array(rows), 3)
    at = np.tile(trees.roots, (len(rows), 1))
    lines = np.arange(len(rows))[:, None]
    for _ in range(DEPTH):
        at = np.where(table[lines, trees.columns[at]] <= trees.limits[at], trees.below[at], trees.above[at])
    return [1 / (1 + exp(-round(float(total), 6))) for total in trees.values[at].sum(axis=1)]


def find_shares(shares: dict[str, float], rule: str, key: str) -> tuple[float, float]:
    """How often such a candidate was right: of this demand, and of this rule."""
    usual = shares.get(key, SELDOM)
    return usual, shares.get(f"{rule} {key}", usual) if rule else usual
