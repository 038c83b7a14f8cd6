"""What others need for the text alone, in the same run: only the best by words, no limitations, wage or travel."""

import json
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial
from importlib.util import find_spec
from typing import Any

import numpy as np

from matcher.profile import build_profile
from passend.bench.rank import SEED, TOP, Meter, measure
from passend.bench.stock import make_entries, make_persons
from passend.output import print_progress

QUERIES = 5
Search = Callable[[str], object]


def measure_peers(size: int, rounds: int, today: date) -> dict[str, Any]:
    """Every peer that is installed; scikit-learn always is."""
    texts = [" ".join(entry.terms) for entry in make_entries(size, SEED, today)]
    queries = [" ".join(build_profile(person).task_terms) for person in make_persons(QUERIES, SEED, today)]
    found = {}
    for name, (module, prepare) in PEERS.items():
        if find_spec(module):
            found[name] = measure_peer(prepare, texts, queries, rounds)
            print_progress(f"{name} {json.dumps(found[name])}")
    return found


def measure_peer(
    prepare: Callable[[Sequence[str]], Iterator[Search]], texts: Sequence[str], queries: Sequence[str], rounds: int
) -> dict[str, Any]:
    meter = Meter()
    (search,) = meter.run(lambda: list(prepare(texts)))
    times = [measure(partial(search, text), rounds) for text in queries]
    return {
        "index_cpu_s": round(meter.cpu, 1),
        "index_wall_s": round(meter.wall, 1),
        **{key: round(float(np.median([one[key] for one in times])), 2) for key in times[0]},
    }


def search_naively(texts: Sequence[str]) -> Iterator[Search]:
    """As it is usually written: TfidfVectorizer, cosine_similarity, a full sort."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.metrics.pairwise import cosine_similarity

    vectorizer = TfidfVectorizer()
    rows = vectorizer.fit_transform(texts)
    yield lambda text: cosine_similarity(vectorizer.transform([text]), rows).ravel().argsort()[::-1][:TOP]


def search_sparse(texts: Sequence[str]) -> Iterator[Search]:
    """sparse_dot_topn over the rows turned on their side."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sparse_dot_topn import sp_matmul_topn

    vectorizer = TfidfVectorizer(dtype=np.float32)
    columns = vectorizer.fit_transform(texts).T.tocsr()
    yield lambda text: sp_matmul_topn(vectorizer.transform([text]), columns, top_n=TOP, sort=True)


def search_bm25s(texts: Sequence[str]) -> Iterator[Search]:
    """bm25s with its numba backend."""
    import bm25s

    index = bm25s.BM25(backend="numba")
    index.index([text.split() for text in texts], show_progress=False)
    yield lambda text: index.retrieve([text.split()], k=TOP, show_progress=False)


def search_tantivy(texts: Sequence[str]) -> Iterator[Search]:
    """tantivy, in memory."""
    import tantivy

    schema = tantivy.SchemaBuilder().add_text_field("text").build()
    index = tantivy.Index(schema)
    writer = index.writer(heap_size=256_000_000, num_threads=1)
    for text in texts:
        writer.add_document(tantivy.Document(text=text))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher = index.searcher()
    yield lambda text: searcher.search(index.parse_query(text, ["text"]), TOP)


PEERS: dict[str, tuple[str, Callable[[Sequence[str]], Iterator[Search]]]] = {
    "scikit-learn": ("sklearn", search_naively),
    "sparse_dot_topn": ("sparse_dot_topn", search_sparse),
    "bm25s": ("bm25s", search_bm25s),
    "tantivy": ("tantivy", search_tantivy),
}
