"""A crawl that is killed at any moment leaves a whole database, and the next run goes on."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from contextlib import suppress

import pytest
from sqlmodel import select, text

from crawler.crawling import crawl_sources
from dossier.model.vacancy import Snapshot, Vacancy, VacancySnapshot
from dossier.storage.database import open_database
from dossier.storage.snapshots import WarcStore
from dossier.storage.warc import whole_length
from tests.crawler.conftest import write_posting

KILLS, SEED = int(os.environ.get("PASSEND_KILLS", "2")), int(os.environ.get("PASSEND_SEED", "9"))
"""Two in every run of the tests; `PASSEND_KILLS=50` for the long one, with another seed as often as wanted."""
MOST_SECONDS = 5.0
"""A little longer than a whole crawl of the slow site."""
PAGES = 60
CRAWL = """
import json, sys
from crawler.crawling import crawl_sources
from crawler.source import Source
from dossier.settings import Settings
order = json.load(sys.stdin)
crawl_sources(Settings(**order["settings"]), [Source(**order["source"])])
"""


def slowly(page):
    def answer(_):
        time.sleep(0.02)
        return page

    return answer


@pytest.fixture
def slow_site(site):
    site.listing("/vacatures", range(PAGES))
    for number in range(PAGES):
        site[f"/vacature/{number}"] = slowly(site.pages[f"/vacature/{number}"])
    return site


def crawl_and_kill(settings, source, after):
    """Start a crawl with its child in one process group, and kill the group."""
    order = json.dumps({"settings": settings.model_dump(mode="json"), "source": source.model_dump(mode="json")})
    with subprocess.Popen(
        [sys.executable, "-c", CRAWL], stdin=subprocess.PIPE, start_new_session=True, text=True
    ) as crawl:
        crawl.stdin.write(order)
        crawl.stdin.close()
        time.sleep(after)
        with suppress(ProcessLookupError):
            os.killpg(crawl.pid, signal.SIGKILL)


def change_a_page(site, draw):
    """Something to write in every run: else a run after the first has nothing to lose."""
    number = draw.randrange(PAGES)
    site[f"/vacature/{number}"] = slowly(write_posting(number, text=f"<p>Je bakt brood van soort {draw.random()}.</p>"))


def check_whole(settings):
    """The database is sound, every vacancy has a snapshot, every snapshot verifies."""
    database, store = open_database(settings), WarcStore(settings.snapshot_dir)
    with database.reading() as session:
        assert session.exec(text("PRAGMA integrity_check")).one()[0] == "ok"
        vacancies = {vacancy.id for vacancy in session.exec(select(Vacancy))}
        assert vacancies == {row.vacancy_id for row in session.exec(select(VacancySnapshot))}
        assert all(store.verify_slice(snapshot) for snapshot in session.exec(select(Snapshot)))
    database.close()
    return len(vacancies)


def test_a_crawl_killed_at_random_moments_leaves_nothing_half_and_goes_on(settings, slow_site, make_source):
    draw = random.Random(SEED)
    source = make_source(f"{slow_site.base}/vacatures")
    open_database(settings).close()
    for _ in range(KILLS):
        crawl_and_kill(settings, source, draw.uniform(0.2, MOST_SECONDS))
        check_whole(settings)
        change_a_page(slow_site, draw)
    (report,) = crawl_sources(settings, [source])
    assert (report["state"], check_whole(settings)) == ("ok", PAGES)
    assert report["new"] + report["changed"] + report["same"] == PAGES
    files = sorted(settings.snapshot_dir.rglob("*.warc.gz"))
    assert {file.name: whole_length(file) for file in files} == {file.name: file.stat().st_size for file in files}
