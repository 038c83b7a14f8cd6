"""T37: an hour of coaches, with crawls and rankings beside them: memory, files and the write-ahead log stay flat."""

import json
import subprocess
import sys
import threading
from dataclasses import dataclass

import pytest

from tests.conftest import REPOSITORY
from tests.crawler.conftest import make_source, opened
from tests.crawler.test_kill import CRAWL
from tests.night.conftest import scaled
from tests.night.load import Office, make_coaches
from tests.night.served import Served, serve

__all__ = ["make_source"]
SECONDS = scaled(small=900, full=3600)
LOOK_EVERY, CRAWL_EVERY = 10.0, 120.0


@dataclass(frozen=True)
class Look:
    """What the server held at one moment."""

    memory: float
    files: int
    threads: int
    wal: float


def watch(served: Served, folder, stopped: threading.Event, looks: list[Look]) -> None:
    wal = folder / "passend.sqlite-wal"
    while not stopped.wait(LOOK_EVERY):
        size = wal.stat().st_size / 2**20 if wal.exists() else 0.0
        looks.append(Look(served.memory(), served.files(), served.threads(), size))


def crawl_and_rank(settings, source, site, stopped: threading.Event, ends: list[int]) -> None:
    """A crawl that finds a changed page, then the ranking, again and again."""
    order = json.dumps({"settings": settings.model_dump(mode="json"), "source": source.model_dump(mode="json")})
    rank = [sys.executable, "-m", "passend", "rank", "--json", "--data-dir", str(settings.data_dir)]
    while not stopped.is_set():
        site.listing("/vacatures", range(len(ends), len(ends) + 30))
        for command, given in (([sys.executable, "-c", CRAWL], order), (rank, "")):
            done = subprocess.run(command, cwd=REPOSITORY, input=given, text=True, capture_output=True, check=False)
            ends.append(done.returncode)
        stopped.wait(CRAWL_EVERY)


def means(values: list[float]) -> list[float]:
    """Of each sixth of the time."""
    size = len(values) // 6
    return [sum(values[part * size : (part + 1) * size]) / size for part in range(6)]


def growth(sixths: list[float]) -> float:
    """Of the last third over the middle one; the first third fills pools and caches."""
    return sum(sixths[4:]) / sum(sixths[2:4]) - 1


@pytest.mark.row(
    "T37",
    f"{SECONDS // 60} minutes of 20 coaches with a crawl and a ranking every 2 minutes",
    "0 errors; memory of the last third < 10 % over the middle; files and threads flat; write-ahead log < 64 MB",
)
def test_an_hour_at_the_office_leaves_nothing_behind(web_database, web_settings, make_source, reach):
    settings = web_settings.model_copy(update={"loopback_crawl": True})
    people, stopped, looks, ends = make_coaches(web_database, settings), threading.Event(), [], []
    with opened() as site, serve(settings.data_dir) as served:
        source = make_source(f"{site.base}/vacatures")
        beside = [
            threading.Thread(target=watch, args=(served, settings.data_dir, stopped, looks)),
            threading.Thread(target=crawl_and_rank, args=(settings, source, site, stopped, ends)),
        ]
        for each in beside:
            each.start()
        office = Office().work(served.port, people, SECONDS)
        stopped.set()
        for each in beside:
            each.join(timeout=600)
    files, threads, wal = ([getattr(look, kind) for look in looks] for kind in ("files", "threads", "wal"))
    memory = means([look.memory for look in looks])
    half = len(looks) // 2
    flat = max(files[half:]) <= max(files[:half]) + 2 and max(threads[half:]) <= max(threads[:half])
    told = (
        f"{len(office.wrong)} errors in {office.asked} requests {office.wrong[:3] or ''}; {ends.count(0)} of "
        f"{len(ends)} crawls and rankings well; memory {', '.join(f'{one:.0f}' for one in memory)} MB in each sixth "
        f"({growth(memory):+.1%} in the last third), {max(files)} files, {max(threads)} threads, "
        f"log at most {max(wal):.1f} MB"
    )
    well = not office.wrong and set(ends) <= {0, 1} and flat
    reach(told, held=well and growth(memory) < 0.1 and max(wal) < 64)
