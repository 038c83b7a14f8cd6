"""One request at a time per host, over every process: turns, the pause between them, and what a killed process held."""

import asyncio
import json
import os
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from itertools import groupby, pairwise

import pytest

from crawler import host_turn
from crawler.crawling import add_url, crawl_sources
from crawler.host_turn import host_of, turns_of
from crawler.politeness import Pauses
from crawler.refusal import RefusedRequest
from crawler.sweeping import sweep_pages
from crawler.turn_file import FileTurns
from dossier.settings import Settings

PAGE = "https://mulder.example/vacatures"
HOLD = """
import asyncio, json, sys
from pathlib import Path
from crawler.host_turn import turns_of
from crawler.politeness import Pauses
from dossier.settings import Settings
from dossier.storage.database import Database
order = json.load(sys.stdin)

async def hold():
    settings = Settings(data_dir=Path(order["folder"]), testing=True)
    turns = turns_of(Database(order["database"]), settings, Pauses(0.0, frozenset()), pasted=False)
    async with turns.turn(order["page"]):
        print("in", flush=True)
        await asyncio.sleep(60.0)

asyncio.run(hold())
"""


def hold_turn(database, folder):
    """Another process, which has the turn of the host and does not give it back."""
    process = subprocess.Popen([sys.executable, "-c", HOLD], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    url = database.engine.url.render_as_string(hide_password=False)
    process.stdin.write(json.dumps({"database": url, "folder": str(folder), "page": PAGE}))
    process.stdin.close()
    assert process.stdout.readline() == "in\n"
    return process


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


async def ask_often(turns, name, times, asked, *, busy=0.0):
    for _ in range(times):
        async with turns.turn(PAGE):
            began = time.monotonic()
            await asyncio.sleep(busy)
            asked.append((began, time.monotonic(), name))


def ask_both(database, folders, *, pause=0.0, times=1, busy=0.0):
    """Two who ask the same host as often as they may; each has files and rows of its own, as two processes have."""
    asked = []

    async def ask_at_once():
        both = zip(folders, "ab", strict=True)
        await asyncio.gather(
            *(ask_often(turns_here(database, own, pause=pause), name, times, asked, busy=busy) for own, name in both)
        )

    asyncio.run(ask_at_once())
    return sorted(asked)


def test_a_host_is_never_asked_twice_at_the_same_moment_and_nobody_keeps_the_other_out(database, folders):
    asked = ask_both(database, folders, times=8, busy=0.01)
    assert len(asked) == 16
    assert all(before[1] <= after[0] for before, after in pairwise(asked))
    both_wait = asked[2:-2]  # before that one may come first, and after it one may be left over
    longest = max(len(list(turns)) for _, turns in groupby(name for _, _, name in both_wait))
    assert longest <= 2


def test_the_pause_of_a_host_holds_over_all_who_ask_and_counts_from_the_answer(database, folders):
    asked = ask_both(database, folders, pause=0.1, times=3, busy=0.08)
    gaps = [after[0] - before[1] for before, after in pairwise(asked)]
    assert (len(gaps), min(gaps) >= 0.095) == (5, True)


def test_the_pause_counts_from_a_failure_too(database, folders):
    turns = turns_here(database, folders[0], pause=0.1)

    async def fail_and_ask():
        with pytest.raises(TimeoutError):
            async with turns.turn(PAGE):
                await asyncio.sleep(0.08)
                raise TimeoutError
        failed = time.time()
        return await ask(turns) - failed

    assert asyncio.run(fail_and_ask()) >= 0.095


def test_a_process_that_is_killed_in_its_turn_frees_the_host(database, folders):
    with hold_turn(database, folders[0]) as holder:
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


def test_a_crawl_and_a_pasted_address_at_the_same_time_ask_a_site_one_thing_at_a_time(settings, site, make_source):
    meter = Meter()
    site.listing("/lijst", range(30))
    site.pages = {path: meter.watched(page) for path, page in site.pages.items()}
    with ThreadPoolExecutor() as pool:
        crawl = pool.submit(crawl_sources, settings, [make_source(f"{site.base}/lijst")])
        pasted = pool.submit(add_url, settings, f"{site.base}/vacature/3")
        (report,) = crawl.result()
    assert (report["state"], report["reason"], report["new"], report["refused"]) == ("ok", None, 30, {})
    assert pasted.result()["title"] == "Medewerker broodbakkerij 3"
    assert meter.most == 1


async def hold_briefly(keeper, host, moment=None):
    turn = await keeper.take(host, 1.0)
    turn.mark()
    turn.release()
    if moment is not None:
        for path in keeper.folder.glob("host-*"):
            os.utime(path, (moment, moment))


def test_a_host_that_was_asked_nothing_for_a_day_is_forgotten_and_one_of_today_is_not(settings, database):
    keeper, now = FileTurns(settings.data_dir / "locks"), datetime.now(UTC)
    asyncio.run(hold_briefly(keeper, "kramer.example", now.timestamp() - 25 * 3600))
    asyncio.run(hold_briefly(keeper, "mulder.example"))
    assert sweep_pages(settings, database, now=now)["locks"] == 2
    assert len(list(keeper.folder.glob("host-*"))) == 2
    assert sweep_pages(settings, database, now=now + timedelta(days=2))["locks"] == 2
    asyncio.run(hold_briefly(keeper, "mulder.example"))


def test_a_turn_that_somebody_has_is_not_cleared_away_however_old_and_who_waits_for_a_cleared_one_is_alone(tmp_path):
    keeper = FileTurns(tmp_path)

    async def sweep_while_held():
        held = await keeper.take("mulder.example", 1.0)
        assert keeper.forget(time.time() + 60) == 1  # the place of the next one, which nobody holds
        waiting = asyncio.create_task(keeper.take("mulder.example", 1.0))
        await asyncio.sleep(0.05)
        next(tmp_path.glob("*.turn")).unlink()  # as a sweep at the moment of release would
        held.release()
        first = await waiting
        assert await keeper.take("mulder.example", 0.1) is None
        first.release()

    asyncio.run(sweep_while_held())
