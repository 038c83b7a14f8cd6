"""The crawl process: one source, one reactor, one WARC file, one record of the run."""

import json
import logging
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from scrapy import signals
from scrapy.crawler import AsyncCrawlerProcess

from crawler.absence import close_absent
from crawler.address import loopback_authorities
from crawler.collector import search_seldom
from crawler.engine import HeardSignals
from crawler.fetch import pause_seconds, scrapy_settings, user_agent
from crawler.health import judge_run
from crawler.host_turn import turns_of
from crawler.lock import crawl_lock, crawl_name, hold_lock
from crawler.politeness import FIRST_PASTED, Pauses
from crawler.run import Run
from crawler.source import Source
from crawler.spider import VacancySpider
from dossier.settings import Settings
from dossier.storage.crawls import (
    BROKEN,
    BUSY,
    CUT_SHORT,
    OK,
    end_run,
    look_name,
    past_runs,
    save_tally,
    unfinished_runs,
)
from dossier.storage.database import Database
from dossier.storage.fault import IN_WORDS, STORAGE_ERRORS, fault_of
from dossier.storage.locks import hold_name
from dossier.storage.snapshots import WarcStore, kept_until
from dossier.storage.visits import unreferred, visited_pages

TELL_SECONDS = 0.5
SWEEP_SECONDS = 2.0
"""How long a crawl waits for its lock: sweeping old pages away holds it for a moment."""


def crawl_order(order: dict[str, Any]) -> None:
    """Carry out one order of `crawler.process`."""
    settings = Settings.model_validate(order["settings"] | order["secrets"])
    source = Source.model_validate(order["source"])
    database = Database(settings.effective_database_url)
    try:
        shared = order["pasted"]  # of pasted addresses several may be fetched at the same moment
        with (
            hold_lock(crawl_lock(settings, source.name), shared=shared, wait=SWEEP_SECONDS) as is_free_here,
            hold_name(database, crawl_name(source.name), shared=shared) as is_free,
        ):
            if is_free_here and is_free:
                _crawl(settings, source, database, order)
            else:
                _end(database, order["run_id"], BROKEN, BUSY)
    finally:
        database.close()


def _crawl(settings: Settings, source: Source, database: Database, order: dict[str, Any]) -> None:
    store, started = WarcStore.of(settings), datetime.now(UTC)
    if not order["pasted"]:
        _clear_up(database, store, source, order["run_id"])
    loopback = loopback_authorities(settings, source.start)
    agent = user_agent(settings)
    with store.create(
        warc_name(source, order["run_id"], started), software=agent, operator=settings.contact, now=started
    ) as warc:
        quick = FIRST_PASTED if order["pasted"] else 0
        pauses = Pauses(pause_seconds(settings, source), loopback, quick=quick)
        with database.reading() as session:
            visited = visited_pages(session, source.name)
        run = Run(
            source,
            order["run_id"],
            started,
            database,
            warc,
            pauses,
            turns_of(database, settings, pauses, pasted=order["pasted"]),
            loopback,
            store,
            visited,
            pasted=order["pasted"],
            looking=order["looking"],
        )
        reason = _run_spider(run, scrapy_settings(settings, source, loopback))
    _finish(run, reason)
    tell({"say": how_far(run)})
    with database.reading() as session:
        unneeded = unreferred(session, warc.names)
    for name in unneeded:  # a run that found nothing new leaves nothing behind but its record
        store.remove(name)
    tell({"vacancies": list(run.seen_ids)})


def warc_name(source: Source, run_id: int, started: datetime) -> str:
    """Where the file of a run stands below the snapshot folder."""
    return f"{source.name}/{started:%Y%m%dT%H%M%SZ}-{run_id}.warc.gz"


def _run_spider(run: Run, scrapy: dict[str, Any]) -> str:
    _log_warnings()
    process = AsyncCrawlerProcess(scrapy)
    crawler = process.create_crawler(VacancySpider)
    crawler.signals = HeardSignals(crawler)
    crawler.passend = run  # type: ignore[attr-defined]
    ended: list[str] = []
    crawler.signals.connect(_keep(ended), signal=signals.spider_closed, weak=False)
    crawler.signals.connect(_Teller(run).count, signal=signals.request_reached_downloader, weak=False)
    process.crawl(crawler)
    search_seldom()
    process.start()
    return ended[0] if ended else "failed"


def _log_warnings() -> None:
    """Scrapy sets its own loggers to DEBUG; the level of the handler decides what the parent process hears."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setLevel(logging.WARNING)
    handler.setFormatter(logging.Formatter("%(levelname)s %(name)s: %(message)s"))
    logging.getLogger().addHandler(handler)


def _keep(ended: list[str]) -> Callable[[str], None]:
    """A listener by the names that Scrapy's signal hands over."""

    def listen(reason: str) -> None:
        ended.append(reason)

    return listen


def tell(event: dict[str, Any]) -> None:
    """One line of JSON to the parent process."""
    print(json.dumps(event), flush=True)  # noqa: T201 - the channel to the parent process


class _Teller:
    """Counts requests, and tells the parent process how far the run is."""

    def __init__(self, run: Run) -> None:
        self.run, self.told = run, datetime.min.replace(tzinfo=UTC)

    def count(self) -> None:
        self.run.tally.requests += 1
        now = datetime.now(UTC)
        if (now - self.told).total_seconds() >= TELL_SECONDS:
            self.told = now
            tell({"say": how_far(self.run)})


def how_far(run: Run) -> str:
    tally = run.tally
    found = tally.new + tally.changed + tally.same
    asked = f"{tally.requests} {'verzoek' if tally.requests == 1 else 'verzoeken'}"
    return f"{run.source.name}: {asked}, {found} {'vacature' if found == 1 else 'vacatures'}"


def _clear_up(database: Database, store: WarcStore, source: Source, run_id: int) -> None:
    """End the records of runs that were killed, and cut what they left half written."""
    with database.session() as session:
        for dead in [*unfinished_runs(session, source.name), *unfinished_runs(session, look_name(source.name))]:
            if dead.id is None or dead.id == run_id:
                continue
            end_run(session, dead.id, state=BROKEN, reason=CUT_SHORT, ended=datetime.now(UTC))
            for name, _ in store.files(source.name):
                if name.endswith(f"-{dead.id}.warc.gz"):
                    store.repair_tail(name, keep=kept_until(session, name))


def _finish(run: Run, reason: str) -> None:
    """Judge the run and write its last record; only a whole, good run may say that a vacancy is gone."""
    source = run.source
    with run.database.session() as session:
        row = save_tally(session, run.run_id, run.tally)
        usual = [] if run.looking else past_runs(session, source.name)
        least = source.min_items if not run.looking else int(not run.tally.gone)  # a look finds it, or finds it closed
        state, why = judge_run(row, least, usual, next(iter(run.walls), None))
        if reason != "finished":
            state, why = BROKEN, f"voortijdig geëindigd: {_STOPPED.get(reason, reason)}"
        elif run.unwritten:
            state, why = BROKEN, f"{run.unwritten} pagina's konden niet in de database worden geschreven"
        elif state == OK and run.skipped:
            is_full = len(run.asked) >= source.max_pages
            limit = f"van {source.max_pages} adressen" if is_full else "aan de diepte of het aantal sitemaps"
            why = f"grens {limit} bereikt; {run.skipped} niet bezocht"
        elif state == OK and not run.pasted and run.is_whole():
            run.tally.gone += close_absent(session, run)
            save_tally(session, run.run_id, run.tally)
        end_run(session, run.run_id, state=state, reason=why, ended=datetime.now(UTC))


_STOPPED = {
    "closespider_timeout": "de tijd voor deze bron was om",
    "memusage_exceeded": "te veel geheugen",
    "shutdown": "gestopt",
}


def _end(database: Database, run_id: int, state: str, reason: str) -> None:
    with database.session() as session:
        end_run(session, run_id, state=state, reason=reason, ended=datetime.now(UTC))


def main() -> None:
    """A disk or database that cannot is said in plain words: the last of what is said here is the reason of the run."""
    try:
        crawl_order(json.load(sys.stdin))
    except STORAGE_ERRORS as error:
        fault = fault_of(error)
        if fault is None:
            raise
        sys.exit(IN_WORDS[fault])


if __name__ == "__main__":
    main()
