"""T20 and T23: `passend add` before every behaviour of the hostile site, and before every mode of robots.txt."""

import csv
import sys
from pathlib import Path

import pytest

from tests.crawler.walk_hostile import COMMAND
from tests.night.conftest import FULL

QUICK = "control,redirect,ssrf,charset,evidence"
"""The kinds in which nothing waits: what a small night walks."""
SLACK = "4"
"""How many times the seconds on the clock that a small night allows, as other things run beside it."""


def probe(harness, folder: Path, *asked: str) -> list[dict[str, str]]:
    command, tsv = COMMAND.format(python=sys.executable, folder=folder / "data"), folder / "probe.tsv"
    given = ("--cmd", command, "--tsv", tsv, "--cap", "200", *asked)
    harness("probe.py", *given, minutes=180, PASSEND_LOOPBACK_CRAWL="1")
    with tsv.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def summary(rows: list[dict[str, str]]) -> tuple[str, bool]:
    wrong = [f"{row['path']}: {row['verdict']}" for row in rows if row["verdict"] != "pass"]
    inside, memory = sum(int(row["internal"]) for row in rows), max((int(row["rss"]) for row in rows), default=0)
    told = f"{len(rows) - len(wrong)} of {len(rows)} as expected, {inside} hits inside, most memory {memory} MB"
    return f"{told} {wrong[:3] or ''}", bool(rows) and not wrong and not inside


@pytest.mark.row("T20", "94 behaviours of the hostile site and 105 variants", "199 of 199, 0 hits inside")
def test_every_hostile_site_is_survived(harness, tmp_path, reach):
    told, held = summary(probe(harness, tmp_path, *(["--variants"] if FULL else ["--only", QUICK, "--slack", SLACK])))
    reach(told if FULL else f"{told}; {SLACK} times the time", held=held)


@pytest.mark.row("T23 robots", "22 modes of robots.txt", "22 of 22, 0 on forbidden paths")
def test_every_robots_txt_is_read_as_the_standard_says(harness, tmp_path, reach):
    rows = probe(harness, tmp_path, "--robots", "--only", "/ok")
    told, held = summary(rows)
    reach(told, held=held and len(rows) >= 22)
