"""Measures the matching of titles against pairs that people judged, beside three baselines in the same run."""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from pydantic import BaseModel

from matcher.baseline import BASELINES
from matcher.measure import find_mean
from matcher.text import clean_title
from matcher.title import Titled, match_titles

BATCH = 200


class TitleReport(BaseModel):
    """Mean reciprocal rank and the share of queries with a right title among the first ten."""

    queries: int
    candidates: int
    mrr: float
    hit_10: float
    baselines: dict[str, float]


def evaluate_titles(
    candidates: Sequence[Titled], queries: Sequence[Titled], right: Mapping[str, set[str]]
) -> TitleReport:
    """Match every query that has a right answer; the annotations are looked at only to score."""
    asked = [query for query in queries if right.get(query[0])]
    found = {match.query: match.candidates for match in match_titles(candidates, asked, top=len(candidates))}
    places = [find_place(found[query], right[query]) for query, _ in asked]
    return TitleReport(
        queries=len(asked),
        candidates=len(candidates),
        mrr=find_mean([1 / place for place in places]),
        hit_10=find_mean([float(place <= 10) for place in places]),
        baselines={name: _measure_baseline(name, candidates, asked, right) for name in BASELINES},
    )


def find_place(shown: Iterable[str], right: set[str]) -> float:
    """The place of the first right one, infinite where none is shown."""
    return next((place for place, candidate in enumerate(shown, start=1) if candidate in right), float("inf"))


def _measure_baseline(
    name: str, candidates: Sequence[Titled], asked: Sequence[Titled], right: Mapping[str, set[str]]
) -> float:
    documents = [clean_title(title) for _, title in candidates]
    ranks: list[float] = []
    for start in range(0, len(asked), BATCH):
        batch = asked[start : start + BATCH]
        scores = BASELINES[name](documents, [clean_title(title) for _, title in batch])
        for (query, _), order in zip(batch, np.argsort(-scores, axis=1, kind="stable"), strict=True):
            ranks.append(1 / find_place((candidates[place][0] for place in order), right[query]))
    return find_mean(ranks)
