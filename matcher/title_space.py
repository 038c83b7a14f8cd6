"""Job titles as points: their letters, the letters of their parts, and their lemmas with synonyms.

How rare each piece is comes from our own table of titles, never from the stock: no vacancy moves another.
"""

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import HashingVectorizer, TfidfTransformer
from sklearn.pipeline import Pipeline, make_pipeline

from matcher.occupation import load_titles
from matcher.terms import known_words
from matcher.text import clean_title
from matcher.title import PARTS, SENSES, WHOLE

FEATURES = 2**18


def _join_words(title: str) -> str:
    return " ".join(known_words().find_words(title))


def _join_parts(title: str) -> str:
    return " ".join(known_words().find_parts(title))


VIEWS: tuple[tuple[float, Callable[[str], Any], dict[str, Any]], ...] = (
    (WHOLE, _join_words, {"analyzer": "char_wb", "ngram_range": (2, 4)}),
    (PARTS, _join_parts, {"analyzer": "char_wb", "ngram_range": (3, 5)}),
    (SENSES, lambda title: known_words().find_senses(title), {"analyzer": list}),
)
"""What each view counts for, what it reads in a title, and how that is cut into pieces."""


@lru_cache(maxsize=1)
def load_views() -> tuple[Pipeline, ...]:
    titles = list(load_titles().names)
    return tuple(
        make_pipeline(
            HashingVectorizer(n_features=FEATURES, alternate_sign=False, norm=None, **options),  # type: ignore[arg-type]
            TfidfTransformer(sublinear_tf=True),
        ).fit([read(title) for title in titles])
        for _, read, options in VIEWS
    )


def place_titles(titles: Sequence[str]) -> csr_matrix:
    """One row a title; the product of two rows is their likeness, 1 for the same words."""
    if not titles:
        return csr_matrix((0, FEATURES * len(VIEWS)))
    cleaned = [clean_title(title) for title in titles]
    views = [
        np.sqrt(weight) * pipeline.transform([read(title) for title in cleaned])
        for (weight, read, _), pipeline in zip(VIEWS, load_views(), strict=True)
    ]
    return csr_matrix(hstack(views))
