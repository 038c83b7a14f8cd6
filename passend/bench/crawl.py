"""What a crawled page costs from request to database, beside a bare spider and beside the usual way."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any
from urllib.request import urlopen

from crawler.process import run_source
from crawler.source import Source
from passend.bench.office import NOW, Office, open_office
from passend.output import print_progress

FEW = 10
"""The same with so many pages is subtracted, so that starting a process and loading the engine is not counted."""


def measure_crawl(pages: int, rounds: int, behind: int, *, peers: bool = True) -> dict[str, Any]:
    """CPU per page, in ms: medians over the rounds, everything in turn within each round."""
    costs: dict[str, list[float]] = {}
    shares: list[float] = []
    absent = [] if find_spec("extruct") or not peers else ["extruct"]
    with TemporaryDirectory() as folder, open_site() as base:
        offices = {"passend": open_office(Path(folder) / "0")}
        if behind:
            offices[f"passend, {behind} behind"] = open_office(Path(folder) / "1", behind)
        for turn in range(rounds):
            for name, office in offices.items():
                cost, share = _measure_own(office, base, pages, f"r{turn}")
                costs.setdefault(name, []).append(cost)
                shares.append(share)
            for name in _peers(absent) if peers else ():
                store = Path(folder) / f"{name}{turn}"
                run = _peer_run(name, base, store)
                costs.setdefault(name, []).append(per_page(run, pages))
            told = {name: round(each[-1], 3) for name, each in costs.items()}
            print_progress(f"ronde {turn + 1}: {told}")
        for office in offices.values():
            office.database.close()
    found = {name: round(median(each), 3) for name, each in costs.items()}
    return {
        "subject": "crawl", "pages": pages, "rounds": rounds, "behind": behind, "cpu_ms_per_page": found,
        "absent": absent, "second_crawl_bytes_share": round(median(shares), 4), "ratios": _ratios(costs, behind),
    }  # fmt: skip


def _ratios(costs: dict[str, list[float]], behind: int) -> dict[str, float]:
    """The median of the ratios within each round: what slows the machine in a round slows both."""

    def ratio(one: str, other: str) -> float:
        return round(median(own / its for own, its in zip(costs[one], costs[other], strict=True)), 3)

    ratios = {f"to_{name}": ratio("passend", name) for name in ("bare", "bare_alone", "usual") if name in costs}
    full = f"passend, {behind} behind"
    return ratios | ({"with_stock_behind": ratio(full, "passend")} if full in costs else {})


def _peers(absent: list[str]) -> list[str]:
    return ["bare", "bare_alone"] if absent else ["bare", "bare_alone", "usual"]


def per_page(run: Callable[[int], None], pages: int) -> float:
    """CPU ms of one page more."""
    few, many = _cpu_of(lambda: run(FEW)), _cpu_of(lambda: run(FEW + pages))
    return (many - few) / pages * 1000


def _cpu_of(work: Callable[[], None]) -> float:
    before = getrusage(RUSAGE_CHILDREN)
    work()
    after = getrusage(RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _peer_run(name: str, base: str, store: Path) -> Callable[[int], None]:
    def run(pages: int) -> None:
        command = [sys.executable, "-m", "passend.bench.spiders", name, base, str(pages), f"{store}-{pages}"]
        subprocess.run(command, check=True, env=_quiet())  # noqa: S603 - this program, with its own arguments

    return run


def _quiet() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}


def _measure_own(office: Office, base: str, pages: int, turn: str) -> tuple[float, float]:
    """CPU per page of a first crawl, and what share of its bytes a second crawl of the same pages needs."""

    def run(count: int) -> None:
        crawl_once(office, base, count, f"{turn}-{count}")

    cost = per_page(run, pages)
    _sent(base)
    crawl_once(office, base, pages, f"{turn}-b")
    first = _sent(base)
    crawl_once(office, base, pages, f"{turn}-b")
    return cost, _sent(base) / first


def crawl_once(office: Office, base: str, pages: int, name: str) -> None:
    """One run of the program's own crawler over so many pages, as a source of this name."""
    source = Source(
        name=name, start=[f"{base}/sitemap-{pages}.xml"], permission="Eigen meetsite.", permission_date=NOW.date(),
        max_pages=pages + FEW, min_items=1,
    )  # fmt: skip
    outcome = run_source(office.settings, office.database, source, progress=lambda _line: None)
    if outcome.run.state != "ok" or outcome.run.new + outcome.run.same + outcome.run.changed != pages:
        msg = f"{name}: {outcome.run.state} {outcome.run.reason}, {outcome.run.new} nieuw van {pages}"
        raise RuntimeError(msg)


def _sent(base: str) -> int:
    with urlopen(f"{base}/-/sent") as answer:  # noqa: S310 - our own server on loopback
        return int(answer.read())


@contextmanager
def open_site() -> Iterator[str]:
    """The address of the site, served as long as this lasts."""
    with subprocess.Popen([sys.executable, "-m", "passend.bench.pages"], stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        try:
            yield server.stdout.readline().strip()
        finally:
            server.terminate()


def lay_out(found: dict[str, Any]) -> Iterator[tuple[object, ...]]:
    """The lines of the table."""
    yield ("crawl", "CPU ms per pagina")
    yield from found["cpu_ms_per_page"].items()
    yield from found["ratios"].items()
    yield ("second_crawl_bytes_share", found["second_crawl_bytes_share"])
    yield from ((name, "niet geïnstalleerd") for name in found["absent"])
