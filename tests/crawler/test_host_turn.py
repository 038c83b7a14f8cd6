"""One request at a time per host, over every process: turns, the pause between them, and what a killed process held."""

import asyncio
import json
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import pytest

from crawler import host_turn
from crawler.crawling import add_url, crawl_sources
from crawler.host_turn import FileTurns, host_of, turns_of
from crawler.politeness import Pauses
from crawler.refusal import RefusedRequest
from dossier.settings import Settings

PAGE = "https://mulder.example/vacatures"
ASK = """
import asyncio, json, sys, time
from pathlib import Path
from crawler.host_turn import turns_of
from crawler.politeness import Pauses
from dossier.settings import Settings
from dossier.storage.database import Database
order = json.load(sys.stdin)

async def ask():
    settings = Settings(data_dir=Path(order["folder"]), testing=True)
    database = Database(order["database"])
    turns = turns_of(database, settings, Pauses(order["pause"], frozenset()), pasted=order["pasted"])
    for _ in range(order["times"]):
        async with turns.turn(order["page"]):
            began = time.time()
            print(json.dumps(["in", began]), flush=True)
            await asyncio.sleep(order["busy"])
            print(json.dumps([began, time.time()]), flush=True)

asyncio.run(ask())
"""


def start(database, folder, *, pause=0.0, times=1, busy=0.0, pasted=False):
    process = subprocess.Popen([sys.executable, "-c", ASK], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    url = database.engine.url.render_as_string(hide_password=False)
    order = {"database": url, "folder": str(folder), "pause": pause, "times": times, "busy": busy, "pasted": pasted}
    process.stdin.write(json.dumps({**order, "page": PAGE}))
    process.stdin.close()
    return process


def ended(process):
    with process:
        lines = [json.loads(line) for line in process.stdout]
    assert process.returncode == 0
    return [line for line in lines if line[0] != "in"]


@pytest.fixture
def folders(database, tmp_path):
    """Two processes on one machine share a folder; on two machines each has its own, and they share a PostgreSQL."""
    if database.engine.dialect.name == "sqlite":
        return tmp_path, tmp_path
    return tmp_path / "een", tmp_path / "twee"


def turns_here(database, folder, *, pause=0.0, pasted=False):
    settings = Settings(data_dir=folder, testing=True)
    return turns_of(database, settings, Pauses(pause, frozenset()), pasted=pasted)


async def ask(turns):
    async with turns.turn(PAGE):
        return time.time()


def test_two_processes_never_ask_a_host_at_the_same_moment_and_both_get_their_turn(database, folders):
    both = [start(database, folder, times=8, busy=0.03) for folder in folders]
    asked = sorted((began, end, number) for number, process in enumerate(both) for began, end in ended(process))
    assert len(asked) == 16
    assert all(before[1] <= after[0] for before, after in pairwise(asked))
    waiting = max(min(turn[0] for turn in asked if turn[2] == number) for number in (0, 1))
    together = [number for began, _, number in asked if began >= waiting][:6]
    assert max(Counter(together).values()) <= 4  # nobody keeps the other out


def test_the_pause_of_a_host_holds_over_processes(database, folders):
    both = [start(database, folder, pause=0.15, times=3) for folder in folders]
    asked = sorted(began for process in both for began, _ in ended(process))
    gaps = [after - before for before, after in pairwise(asked)]
    assert (len(gaps), min(gaps) >= 0.145) == (5, True)


def test_a_process_that_is_killed_in_its_turn_frees_the_host(database, folders):
    with start(database, folders[0], busy=60.0) as holder:
        assert json.loads(holder.stdout.readline())[0] == "in"
        turns = turns_here(database, folders[1])
        assert asyncio.run(turns.keeper.take(host_of(PAGE), 0.2)) is None
        holder.send_signal(signal.SIGKILL)
    asyncio.run(asyncio.wait_for(ask(turns), 5.0))


def test_a_turn_that_does_not_come_is_refused_with_a_code_and_no_hang(database, folders, monkeypatch):
    monkeypatch.setattr(host_turn, "LONGEST_PASTED", 0.2)
    turns = turns_here(database, folders[0], pasted=True)

    async def hold_and_ask():
        async with turns.turn(PAGE):
            await ask(turns)

    with pytest.raises(RefusedRequest) as refused:
        asyncio.run(hold_and_ask())
    assert refused.value.code == "timeout"


def test_a_pasted_address_goes_before_a_crawl_that_waits_for_the_same_pause(database, folders):
    crawl, pasted = (turns_here(database, folders[0], pause=0.2, pasted=pasted) for pasted in (False, True))

    async def race():
        await ask(crawl)
        return await asyncio.gather(ask(crawl), ask(pasted))

    later, first = asyncio.run(race())
    assert later - first >= 0.195


def test_a_clock_that_was_set_back_costs_one_pause(tmp_path):
    async def ask_with_a_stamp_of_tomorrow():
        turn = await FileTurns(tmp_path).take("mulder.example", 1.0)
        turn.mark()
        turn.release()
        (path,) = tmp_path.glob("*.turn")
        path.write_text(f"{time.time() + 86400:.3f}")
        return await FileTurns(tmp_path).take("mulder.example", 1.0)

    turns = host_turn.HostTurns(FileTurns(tmp_path), Pauses(5.0, frozenset()), pasted=True)
    turn = asyncio.run(ask_with_a_stamp_of_tomorrow())
    assert turns._left(turn, "mulder.example", 5.0) == 5.0
    turn.release()


@pytest.mark.parametrize("spoiled", [b"", b"\xff\xfe", b"gisteren", b"1.2.3", b"nan"])
def test_a_spoiled_file_counts_as_never_asked(tmp_path, spoiled):
    keeper = FileTurns(tmp_path)
    turn = asyncio.run(keeper.take("mulder.example", 1.0))
    turn.release()
    next(tmp_path.glob("*.turn")).write_bytes(spoiled)
    turn = asyncio.run(keeper.take("mulder.example", 1.0))
    assert turn.asked == 0.0
    turn.release()


def test_a_host_is_a_name_whatever_the_scheme_and_another_port_is_another_server():
    hosts = [
        host_of(url)
        for url in ("http://mulder.example/a", "https://mulder.example:443/", "https://mulder.example:8443/")
    ]
    assert hosts == ["mulder.example", "mulder.example", "mulder.example:8443"]


class Meter:
    """Counts how many requests a site is answering at the same moment."""

    def __init__(self):
        self.lock, self.busy, self.most = threading.Lock(), 0, 0

    def watched(self, page):
        def answer(_):
            with self.lock:
                self.busy += 1
                self.most = max(self.most, self.busy)
            time.sleep(0.03)
            with self.lock:
                self.busy -= 1
            return page

        return answer


def test_two_crawls_and_a_pasted_address_at_the_same_time_ask_a_site_one_thing_at_a_time(settings, site, make_source):
    meter = Meter()
    site.listing("/een", range(15))
    site.listing("/twee", range(100, 115))
    site.pages = {path: meter.watched(page) for path, page in site.pages.items()}
    sources = [make_source(f"{site.base}/{name}", name=name) for name in ("een", "twee")]
    with ThreadPoolExecutor() as pool:
        crawls = [pool.submit(crawl_sources, settings, [source]) for source in sources]
        pasted = pool.submit(add_url, settings, f"{site.base}/vacature/3")
        reports = [crawl.result()[0] for crawl in crawls]
    assert [(report["state"], report["new"]) for report in reports] == [("ok", 15), ("ok", 15)]
    assert pasted.result()["title"] == "Medewerker broodbakkerij 3"
    assert meter.most == 1
