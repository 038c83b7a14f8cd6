"""What each step of the matching of titles adds: `python -m tests.matcher.title_steps FOLDER`, a benchmark of titles.

Prints the mean reciprocal rank with the letters of the titles alone, then with each step on top of the one before.
The steps were set without looking at the annotations, which only score.
"""

import sys
from collections import defaultdict
from pathlib import Path

from matcher import title
from matcher.title_benchmark import evaluate_titles
from passend.doors.evaluate import CANDIDATES, read_annotation
from passend.doors.title import read_titles

STEPS = (
    ("letters of the title", {"PARTS": 0.0, "SENSES": 0.0, "CONCEPT": 0.0}),
    ("+ parts of compounds", {"PARTS": 0.25, "SENSES": 0.0, "CONCEPT": 0.0}),
    ("+ lemmas and synonyms", {"PARTS": 0.25, "SENSES": 0.25, "CONCEPT": 0.0}),
    ("+ names of one occupation pooled", {"PARTS": 0.25, "SENSES": 0.25, "CONCEPT": 1.0}),
)


def main() -> None:
    folder = Path(sys.argv[1])
    named = next(folder / name for name in CANDIDATES if (folder / name).exists())
    right: defaultdict[str, set[str]] = defaultdict(set)
    for query, rest in read_titles(folder / "annotations.tsv"):
        right[query].update(read_annotation(rest))
    candidates, queries = read_titles(named), read_titles(folder / "queries.tsv")
    for name, weights in STEPS:
        for constant, value in weights.items():
            setattr(title, constant, value)
        report = evaluate_titles(candidates, queries, right)
        sys.stdout.write(f"{report.mrr:.4f}  {name}\n")
    for name, figure in report.baselines.items():
        sys.stdout.write(f"{figure:.4f}  baseline {name}\n")


if __name__ == "__main__":
    main()
