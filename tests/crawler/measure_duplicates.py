"""How well copies are joined in a made-up stock: `python -m tests.crawler.measure_duplicates [JOBS] [SEED]`."""

import json
import sys
import time
from collections import defaultdict
from itertools import combinations

from crawler.duplicates import choose_leading
from dossier.model.vacancy import Vacancy
from tests.crawler.stock import make_stock


def measure(stock: list[Vacancy], job_of: dict[str, str]) -> dict[str, float]:
    """Pairs of copies that were joined, against the pairs that are of one job."""
    started = time.process_time()
    found = _pairs({key: leading or key for key, leading in choose_leading(stock, {}).items()})
    seconds = time.process_time() - started
    true = _pairs(job_of)
    right = len(found & true)
    return {
        "advertisements": len(stock),
        "pairs": len(true),
        "recall": round(right / len(true), 4) if true else 1.0,
        "precision": round(right / len(found), 4) if found else 1.0,
        "cpu_seconds": round(seconds, 2),
    }


def _pairs(job_of: dict[str, str]) -> set[tuple[str, str]]:
    groups: dict[str, list[str]] = defaultdict(list)
    for key, job in job_of.items():
        groups[job].append(key)
    return {pair for group in groups.values() for pair in combinations(sorted(group), 2)}


if __name__ == "__main__":
    jobs, seed = (int(value) for value in (*sys.argv[1:], *("2500", "21")[len(sys.argv) - 1 :]))
    sys.stdout.write(json.dumps(measure(*make_stock(jobs, seed))) + "\n")
