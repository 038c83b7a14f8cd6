"""What else can be measured than ranking, by name: each with its own meaning of how much."""

from collections.abc import Iterator
from importlib import import_module
from typing import Any

PAGES = 400


def measure(subject: str, sizes: list[int], rounds: int, *, peers: bool) -> dict[str, Any]:
    """`sizes` are the vacancies behind a page or a crawl, the texts compared, or the rows of a workbook."""
    most = max(sizes)
    if subject == "crawl":
        from passend.bench.crawl import measure_crawl

        return measure_crawl(min(PAGES, most), rounds, most if most > PAGES else 0, peers=peers)
    if subject == "web":
        from passend.bench.web import measure_web

        return measure_web(sizes, rounds, peers=peers)
    if subject == "export":
        from passend.bench.export import measure_export

        return measure_export(min(300, most), min(30, most), min(20_000, most), rounds, peers=peers)
    from passend.bench.duplicates import measure_duplicates

    return measure_duplicates(sizes, rounds, peers=peers)


def lay_out(found: dict[str, Any]) -> Iterator[tuple[object, ...]]:
    """The lines of the table of one subject."""
    lines: Iterator[tuple[object, ...]] = import_module(f"passend.bench.{found['subject']}").lay_out(found)
    return lines
