"""Pages that extruct reads beside pages that we read: `python tests/crawler/compare_extruct.py FOLDER`.

extruct is no dependency of ours; install it apart (`pip install --target ELSEWHERE extruct`, PYTHONPATH=ELSEWHERE).
Prints both counts, every page that extruct reads and we do not, what a page costs in processor time (the median of
five rounds in which both read every page in turn), and what a whole command costs. Exit 1 when a page is lost.
extruct gives the structured data and nothing else; ours gives a whole vacancy with pay, hours, places and days read.
"""

import logging
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import extruct

from crawler.document import Document
from crawler.extract import Refusal, extract_document

ROUNDS = 5


def holds_posting(value: Any) -> bool:
    """Whether a JobPosting stands anywhere in what extruct found."""
    if isinstance(value, list):
        return any(holds_posting(item) for item in value)
    if not isinstance(value, dict):
        return False
    types = value.get("@type", value.get("type"))
    names = types if isinstance(types, list) else [types]
    return any(str(name).endswith("JobPosting") for name in names) or any(map(holds_posting, value.values()))


def extruct_reads(content: bytes) -> bool:
    text = content.decode("utf-8", errors="replace")
    found = extruct.extract(text, syntaxes=["json-ld", "microdata"], errors="log")
    return holds_posting(list(found.values()))


def we_read(content: bytes) -> bool:
    """Read as a vacancy, or refused as one that has closed: both take the posting for what it is."""
    found = extract_document(Document(content=content, url="https://real.example/", media_type=None, path=None))
    return any(not isinstance(item, Refusal) or item.code == "expired" for item in found)


def median_cost(pages: dict[Path, bytes]) -> tuple[dict[Path, list[float]], dict[Path, list[float]]]:
    """Seconds of processor time per page and round: extruct's and ours."""
    theirs: dict[Path, list[float]] = {page: [] for page in pages}
    ours: dict[Path, list[float]] = {page: [] for page in pages}
    for _ in range(ROUNDS):
        for page, content in pages.items():
            start = time.process_time()
            extruct_reads(content)
            between = time.process_time()
            we_read(content)
            theirs[page].append(between - start)
            ours[page].append(time.process_time() - between)
    return theirs, ours


def per_page(costs: dict[Path, list[float]], pages: Iterable[Path]) -> float:
    """Milliseconds a page: the median of the rounds."""
    chosen = list(pages)
    return statistics.median(sum(costs[page][turn] for page in chosen) for turn in range(ROUNDS)) * 1000 / len(chosen)


EXTRUCT = """
import json, logging, sys, pathlib, extruct
logging.disable(50)
for page in sorted(pathlib.Path(sys.argv[1]).rglob("*.html")):
    text = page.read_bytes().decode("utf-8", "replace")
    found = extruct.extract(text, syntaxes=["json-ld", "microdata"], errors="log")
    sys.stdout.write(json.dumps(found, default=str) + chr(10))
"""


def whole_cost(folder: str) -> tuple[float, float]:
    """Seconds of processor time of a whole command over the folder, start included: extruct's and ours, medians."""
    commands = ([sys.executable, "-c", EXTRUCT, folder], [sys.executable, "-m", "passend", "extract", folder, "--json"])
    spent: tuple[list[float], list[float]] = ([], [])
    for _ in range(ROUNDS * 2 + 1):
        for command, times in zip(commands, spent, strict=True):
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            times.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return statistics.median(spent[0]), statistics.median(spent[1])


def main() -> int:
    logging.disable(logging.CRITICAL)
    pages = {page: page.read_bytes() for page in sorted(Path(sys.argv[1]).rglob("*.html"))}
    theirs = {page for page, content in pages.items() if extruct_reads(content)}
    ours = {page for page, content in pages.items() if we_read(content)}
    sys.stdout.write(f"pages {len(pages)}, extruct reads {len(theirs)}, we read {len(ours)}\n")
    for page in sorted(theirs - ours):
        sys.stdout.write(f"only extruct: {page}\n")
    costs, own = median_cost(pages)
    for name, chosen in (("all pages", set(pages)), ("pages both read", theirs & ours)):
        extruct_ms, our_ms = per_page(costs, chosen), per_page(own, chosen)
        sys.stdout.write(
            f"{name}: {len(chosen)}, extruct {extruct_ms:.2f} ms, we {our_ms:.2f} ms, {our_ms / extruct_ms:.2f}x\n"
        )
    extruct_s, our_s = whole_cost(sys.argv[1])
    sys.stdout.write(
        f"whole command, start included: extruct {extruct_s:.2f} s, we {our_s:.2f} s, {our_s / extruct_s:.2f}x\n"
    )
    return 1 if theirs - ours else 0


if __name__ == "__main__":
    sys.exit(main())
