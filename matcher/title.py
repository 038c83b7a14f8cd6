"""Matches job titles with titles of occupations: letters, parts of compounds and synonyms, pooled per occupation.

No learning on pairs: the weights were set on labels of one occupation classification held against each other, and the
vocabulary comes from the titles handed in.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.preprocessing import normalize

from matcher.title_words import TitleWords

WHOLE, PARTS, SENSES = 0.5, 0.25, 0.25
"""What the letters of the title, the letters of its parts, and its lemmas with their synonyms count for."""
CONCEPT = 1.0
"""What all names of one occupation together count for beside the one name."""
BATCH = 200
DIGITS = 5
"""Scores are rounded to so many digits, so that no order hangs on the last bit of a sum."""

Titled = tuple[str, str]


@dataclass(frozen=True)
class TitleMatch:
    """The best candidates for one query, best first."""

    query: str
    candidates: list[str]


@dataclass(frozen=True)
class View:
    """One way to look at titles: candidates, their occupations and queries as rows of unit length."""

    weight: float
    names: csr_matrix
    concepts: csr_matrix
    queries: csr_matrix


def match_titles(candidates: Sequence[Titled], queries: Sequence[Titled], *, top: int) -> Iterator[TitleMatch]:
    """For each query the ids of the candidates, best first: the best name of each occupation, then the other names."""
    if not candidates or not queries:
        yield from (TitleMatch(query, []) for query, _ in queries)
        return
    concept_of = number_concepts([identifier for identifier, _ in candidates])
    views = make_views([title for _, title in candidates], [title for _, title in queries], concept_of)
    for start in range(0, len(queries), BATCH):
        scores = weigh_batch(views, concept_of, slice(start, start + BATCH))
        for (query, _), row in zip(queries[start : start + BATCH], scores, strict=True):
            order = order_names(row, concept_of, top)
            yield TitleMatch(query, [candidates[place][0] for place in order])


def number_concepts(identifiers: Sequence[str]) -> np.ndarray:
    """Ids such as C000012_nl_003 are names of one occupation, C000012; any other id stands alone."""
    numbers: dict[str, int] = {}
    return np.array(
        [numbers.setdefault(concept_key(identifier), len(numbers)) for identifier in identifiers], dtype=int
    )


def concept_key(identifier: str) -> str:
    concept, mark, number = identifier.rpartition("_")
    return concept if mark and number.isdigit() else identifier


def make_views(names: Sequence[str], queries: Sequence[str], concept_of: np.ndarray) -> list[View]:
    words = TitleWords([*names, *queries])
    letters = {"analyzer": "char_wb", "sublinear_tf": True, "dtype": np.float32}
    plans: list[tuple[float, Callable[[str], str], dict[str, Any]]] = [
        (WHOLE, lambda title: " ".join(words.find_words(title)), {**letters, "ngram_range": (2, 4)}),
        (PARTS, lambda title: " ".join(words.find_parts(title)), {**letters, "ngram_range": (3, 5)}),
        (SENSES, lambda title: " ".join(words.find_senses(title)), {"analyzer": str.split, "dtype": np.float32}),
    ]
    return [
        make_view(weight, list(map(read, names)), list(map(read, queries)), concept_of, options)
        for weight, read, options in plans
    ]


def make_view(
    weight: float, names: list[str], queries: list[str], concept_of: np.ndarray, options: dict[str, Any]
) -> View:
    vectoriser = TfidfVectorizer(**options)
    if not any(name.strip() for name in names):
        names = [*names[:-1], "onbekend"]
    rows = vectoriser.fit_transform(names).tocsr()
    places = np.arange(len(concept_of))
    pool = csr_matrix((np.ones(len(places), dtype=np.float32), (concept_of, places)))
    return View(weight, rows, normalize(pool @ rows), vectoriser.transform(queries).tocsr())


def weigh_batch(views: Sequence[View], concept_of: np.ndarray, batch: slice) -> np.ndarray:
    """Queries down, candidates across: the name itself and its whole occupation."""
    total: Any = 0.0
    for view in views:
        asked = view.queries[batch]
        names = (asked @ view.names.T).toarray()
        concepts = (asked @ view.concepts.T).toarray()
        total = total + view.weight * (names + CONCEPT * concepts[:, concept_of])
    return np.round(np.asarray(total, dtype=np.float64), DIGITS)


def order_names(scores: np.ndarray, concept_of: np.ndarray, top: int) -> list[int]:
    """Best first, the first of equals as given; each occupation shows its best name before any shows a second."""
    order = np.argsort(-scores, kind="stable")
    _, first = np.unique(concept_of[order], return_index=True)
    is_first = np.zeros(len(order), dtype=bool)
    is_first[first] = True
    return [int(place) for place in (*order[is_first], *order[~is_first])[:top]]
