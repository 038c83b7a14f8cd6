"""How well and how fast near copies are found in a made-up stock, by what was done to the copies."""

import random
from collections import Counter
from collections.abc import Iterator
from importlib.util import find_spec
from statistics import median
from time import process_time
from typing import Any

import numpy as np

EDITED = 0.05
EMPLOYER_JOBS, HOUSE_WORDS, WRAP_WORDS, AGENCIES = 6, 40, 30, 200
WRAPPED = 0.2
"""So many originals stand in the wrapping of an agency, so that strangers share it."""
VOCABULARY, ADS_OF_AGENCY = 60_000, 100
"""Of so many texts one agency, up to the number above: an agency has many advertisements in one wrapping."""


def make_texts(size: int, seed: int) -> tuple[list[str], dict[tuple[int, int], str]]:
    """Texts of about 200 words with words by Zipf's law, and the pairs that are copies with what was done to them."""
    draw, rng = np.random.default_rng(seed), random.Random(seed)  # noqa: S311 - seeded, no secret
    words = np.array([f"woord{number}" for number in range(VOCABULARY)], dtype=object)
    shares = 1 / np.arange(1, VOCABULARY + 1)
    common = np.cumsum(shares / shares.sum())
    wraps = [_write(words, common, draw, WRAP_WORDS) for _ in range(max(1, min(AGENCIES, size // ADS_OF_AGENCY)))]
    originals = int(size * (1 - EDITED))
    bodies: list[list[str]] = []
    house: list[str] = []
    for number in range(originals):
        if number % EMPLOYER_JOBS == 0:
            house = _write(words, common, draw, HOUSE_WORDS)
        bodies.append([*_write(words, common, draw, rng.randrange(80, 240)), *house])
    texts = [" ".join(_wrap(body, wraps, rng) if rng.random() < WRAPPED else body) for body in bodies]
    true = {}
    for number, place in enumerate(rng.sample(range(originals), size - originals)):
        kind = KINDS[number % len(KINDS)]
        true[(place, len(texts))] = kind
        texts.append(" ".join(_edit(bodies[place], kind, words, wraps, rng)))
    return texts, true


KINDS = ("5%", "10%", "20%", "35%", "agency", "cut to 60%", "reordered")


def _write(words: np.ndarray, common: np.ndarray, draw: np.random.Generator, count: int) -> list[str]:
    return list(words[np.searchsorted(common, draw.random(count))])


def _wrap(body: list[str], wraps: list[list[str]], rng: random.Random) -> list[str]:
    return [*rng.choice(wraps), *body, *rng.choice(wraps)]


def _edit(body: list[str], kind: str, words: np.ndarray, wraps: list[list[str]], rng: random.Random) -> list[str]:
    if kind == "agency":
        return _wrap(body, wraps, rng)
    if kind == "cut to 60%":
        return body[: int(len(body) * 0.6)]
    if kind == "reordered":
        parts = [body[at : at + 12] for at in range(0, len(body), 12)]
        rng.shuffle(parts)
        return [word for part in parts for word in part]
    share = int(kind.rstrip("%")) / 100
    return [str(words[rng.randrange(VOCABULARY)]) if rng.random() < share else word for word in body]


def measure_duplicates(sizes: list[int], rounds: int, *, peers: bool = True) -> dict[str, Any]:
    """Per size: CPU seconds, recall by kind of edit, and precision."""
    from crawler.near_copies import find_near_copies

    find_near_copies(["a b c d e f"] * 3)  # compiled before the clock runs
    absent = [] if find_spec("datasketch") or not peers else ["datasketch"]
    rows = []
    for size in sizes:
        texts, true = make_texts(size, 11)
        times, found = [], set()
        for _ in range(rounds):
            started = process_time()
            pairs = find_near_copies(texts)
            times.append(process_time() - started)
            found = {(one, other) for one, other, _ in pairs}
        row = {"texts": size, "cpu_s": round(median(times), 2), **judge(found, true)}
        if peers and not absent:
            row["datasketch"] = measure_datasketch(texts, true)
        rows.append(row)
    return {"subject": "duplicates", "rounds": rounds, "sizes": rows, "absent": absent}


def judge(found: set[tuple[int, int]], true: dict[tuple[int, int], str]) -> dict[str, Any]:
    total, hit = Counter(true.values()), Counter(true[pair] for pair in found if pair in true)
    return {
        "recall": {kind: round(hit[kind] / total[kind], 4) for kind in KINDS if total[kind]},
        "precision": round(sum(hit.values()) / len(found), 4) if found else 1.0,
    }


def measure_datasketch(texts: list[str], true: dict[tuple[int, int], str]) -> dict[str, Any]:
    """Min-hash of 64 permutations with its locality-sensitive index, as its manual has it."""
    from datasketch import MinHash, MinHashLSH

    started = process_time()
    index = MinHashLSH(threshold=0.4, num_perm=64)
    found: set[tuple[int, int]] = set()
    for number, text in enumerate(texts):
        words = text.split()
        runs = {" ".join(words[at : at + 3]).encode() for at in range(len(words) - 2)}
        one = MinHash(num_perm=64)
        one.update_batch(list(runs))
        found.update((other, number) for other in index.query(one))
        index.insert(number, one)
    return {"cpu_s": round(process_time() - started, 2), **judge(found, true)}


def lay_out(found: dict[str, Any]) -> Iterator[tuple[object, ...]]:
    """The lines of the table."""
    yield ("teksten", "CPU s", "precisie", *KINDS)
    for row in found["sizes"]:
        for name, one in (("passend", row), ("datasketch", row.get("datasketch"))):
            if one is not None:
                yield (f"{name} {row['texts']}", one["cpu_s"], one["precision"], *one["recall"].values())
    yield from ((name, "niet geïnstalleerd") for name in found["absent"])
