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

KILLS = 4
CRAWL = """
import json, sys
from crawler.crawling import crawl_sources
from crawler.source import Source
from dossier.settings import Settings
order = json.load(sys.stdin)
crawl_sources(Settings(**order["settings"]), [Source(**order["source"])])
"""


@pytest.fixture
def slow_site(site):
    def slowly(page):
        def answer(_):
            time.sleep(0.02)
            return page

        return answer

    site.listing("/vacatures", range(60))
    for number in range(60):
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
    draw = random.Random(9)
    source = make_source(f"{slow_site.base}/vacatures")
    open_database(settings).close()
    for _ in range(KILLS):
        crawl_and_kill(settings, source, draw.uniform(1.5, 6.0))
        check_whole(settings)
    (report,) = crawl_sources(settings, [source])
    assert (report["state"], check_whole(settings)) == ("ok", 60)
    assert report["new"] + report["same"] == 60
    files = sorted(settings.snapshot_dir.rglob("*.warc.gz"))
    assert {file.name: whole_length(file) for file in files} == {file.name: file.stat().st_size for file in files}
