"""What others do with texts: word TF-IDF, letter TF-IDF and BM25 as usually written, to measure ourselves against."""

from collections.abc import Callable, Sequence

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer

Scores = np.ndarray
"""Queries down, documents across; higher is better."""

BM25_K1, BM25_B = 1.5, 0.75


def weigh_words(documents: Sequence[str], queries: Sequence[str]) -> Scores:
    return _cosine(TfidfVectorizer(), documents, queries)


def weigh_letters(documents: Sequence[str], queries: Sequence[str]) -> Scores:
    return _cosine(TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 4)), documents, queries)


def weigh_bm25(documents: Sequence[str], queries: Sequence[str]) -> Scores:
    """Okapi BM25 with the idf that never falls below zero."""
    reader = CountVectorizer()
    counts = csr_matrix(reader.fit_transform(documents), dtype=np.float64)
    lengths = np.asarray(counts.sum(axis=1)).ravel()
    present = np.bincount(counts.indices, minlength=counts.shape[1])
    rarity = np.log1p((len(documents) - present + 0.5) / (present + 0.5))
    rows = np.repeat(np.arange(counts.shape[0]), np.diff(counts.indptr))
    norm = BM25_K1 * (1 - BM25_B + BM25_B * lengths / max(lengths.mean(), 1.0))
    counts.data = counts.data * (BM25_K1 + 1) / (counts.data + norm[rows]) * rarity[counts.indices]
    return _dense(reader.transform(queries), counts)


def _cosine(reader: TfidfVectorizer, documents: Sequence[str], queries: Sequence[str]) -> Scores:
    stock = reader.fit_transform(documents)
    return _dense(reader.transform(queries), stock)


def _dense(queries: csr_matrix, stock: csr_matrix) -> Scores:
    return np.round(np.asarray((queries @ stock.T).todense(), dtype=np.float64), 6)


BASELINES: dict[str, Callable[[Sequence[str], Sequence[str]], Scores]] = {
    "word_tf_idf": weigh_words,
    "char_tf_idf": weigh_letters,
    "bm25": weigh_bm25,
}
