"""T23: a thousand requests to one site, each no sooner than its pause after the one before, and never two at once."""

import subprocess
import sys
from itertools import pairwise

import pytest

from crawler import process
from crawler.crawling import crawl_sources
from dossier.settings import Settings
from tests.conftest import REPOSITORY
from tests.crawler.conftest import make_source, site
from tests.night.conftest import scaled

__all__ = ["make_source", "site"]
PAGES, PAUSE = scaled(small=30, full=1000), 1.0
CLOCK = 0.005
"""Seconds that the site may see an arrival earlier than it was sent off: its thread and ours share two cores."""
UNHURRIED = """
import crawler.child as child
Pauses = child.Pauses
child.Pauses = lambda seconds, loopback, **more: Pauses(seconds, frozenset(), **more)
child.main()
"""
"""The crawler as it is, but that it spares our own site on loopback no pause, as it does in tests."""


def run_unhurried(order, limit, _progress, _vacancies) -> str:
    done = subprocess.run(
        [sys.executable, "-c", UNHURRIED], input=order, timeout=limit,
        cwd=REPOSITORY, text=True, capture_output=True, check=False,
    )  # fmt: skip
    return done.stderr[-300:]


@pytest.mark.row(
    "T23 pauses", f"{PAGES} pages of one site asked for, with a pause of {PAUSE:g} s",
    "0 requests sooner than the pause over 1,000 requests",
)  # fmt: skip
def test_no_request_comes_sooner_than_the_pause(site, make_source, tmp_path, monkeypatch, reach):
    monkeypatch.setattr(process, "_run_child", run_unhurried)
    site.listing("/vacatures", range(PAGES))
    settings = Settings(data_dir=tmp_path, testing=True, loopback_crawl=True, crawl_delay_seconds=PAUSE)
    source = make_source(f"{site.base}/vacatures", max_pages=2 * PAGES, max_minutes=60)
    (report,) = crawl_sources(settings, [source])
    waits = [later - sooner for (sooner, *_), (later, *_) in pairwise(site.asked)]
    early = sum(wait < PAUSE - CLOCK for wait in waits)
    told = f"{early} of {len(waits)} sooner, shortest {min(waits):.3f} s, longest {max(waits):.3f} s, {report['state']}"
    reach(told, held=early == 0 and len(waits) > PAGES and report["state"] == "ok")
