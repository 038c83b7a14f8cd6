"""T36: twenty coaches who click and write, first alone and then while a crawl keeps vacancies."""

import multiprocessing
import os
import time
from contextlib import contextmanager

import pytest

from dossier.storage.database import Database
from dossier.storage.vacancies import upsert_vacancy
from tests.night.conftest import scaled
from tests.night.load import Office, make_coaches
from tests.night.served import serve
from tests.webui.cast import NOW, TODAY
from tests.webui.postings import POSTINGS, posting

SECONDS = scaled(small=30, full=300)


def keep_vacancies(url: str) -> None:
    """What a crawl does to the database, until it is ended: five vacancies a second."""
    database, number = Database(url), 0
    while True:
        time.sleep(0.2)
        number += 1
        with database.session() as session:
            row = posting(POSTINGS[number % len(POSTINGS)], TODAY)
            given = row.model_copy(update={"id": f"{number:016x}", "url": f"https://werk.example/{number}"})
            upsert_vacancy(session, given, NOW, None)


@contextmanager
def crawling(url: str):
    process = multiprocessing.get_context("forkserver").Process(target=keep_vacancies, args=(url,), daemon=True)
    process.start()
    yield
    process.kill()
    process.join()


@pytest.mark.row(
    "T36",
    "20 coaches, 3-8 s between clicks, without and with a crawl that keeps vacancies; server and coaches apart",
    "0 errors; p95 read ≤ 300 ms, write ≤ 800 ms; with a crawl ≤ 2 × without",
)
def test_twenty_coaches_and_a_crawl(web_database, web_settings, reach):
    people = make_coaches(web_database, web_settings)
    with serve(web_settings.data_dir) as served:
        Office().work(served.port, people, 10)  # the first page of each kind is compiled
        cpu, waited, own, began = served.cpu(), served.waited(), time.process_time(), time.monotonic()
        alone = Office().work(served.port, people, SECONDS)
        with crawling(web_settings.effective_database_url):
            beside = Office().work(served.port, people, SECONDS)
        cpu, waited, own = served.cpu() - cpu, served.waited() - waited, time.process_time() - own
        passed = time.monotonic() - began
    asked, wrong = alone.asked + beside.asked, alone.wrong + beside.wrong
    told = (
        f"{len(wrong)} errors in {asked} requests {wrong[:3] or ''}; p95 read {alone.p95('read'):.0f} ms, with a crawl "
        f"{beside.p95('read'):.0f} ms, write {beside.p95('write'):.0f} ms; {cpu / asked * 1000:.0f} ms processor and "
        f"{waited / asked * 1000:.0f} ms waiting for one a request; the coaches themselves took {own / passed:.0%} of "
        f"one processor (load {os.getloadavg()[0]:.0f} on {os.cpu_count()})"
    )
    in_time = beside.p95("read") <= 300 and beside.p95("write") <= 800
    reach(told, held=not wrong and in_time and beside.p95("read") <= 2 * alone.p95("read"))
