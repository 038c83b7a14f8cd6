"""T38: two schedulers that look at the same moments, a thousand times: what is due is started once, and each time."""

import multiprocessing
from collections import Counter
from datetime import date, timedelta

import pytest

from crawler.source import Source
from dossier.storage.data_keys import DataKeys
from dossier.storage.database import Database
from passend.schedule import ODD_LOOKS, run_due
from passend.work.due import put_due
from passend.work.queue import Queue
from tests.dossier.cast import NOW
from tests.night.conftest import scaled

TICKS, SCHEDULERS = scaled(small=50, full=1000), 2
SOURCES = [
    Source(
        name=name,
        start=[f"https://{name}.example/"],
        permission="eigen voorbeeldsite",
        permission_date=date(2026, 11, 1),
        every="1 day",
    )
    for name in "ab"
]
FORK = multiprocessing.get_context("forkserver")


def tick_often(url: str, keys, together, answers) -> None:
    """At every tick a day has passed, so that everything is due, for both at the same moment."""
    database, started = Database(url, DataKeys(keys)), []
    queue = None if database.engine.dialect.name == "sqlite" else Queue(database)
    for tick in range(TICKS):
        together.wait(timeout=60)
        now = NOW + timedelta(days=tick)
        if queue is None:
            jobs = run_due(database, SOURCES, lambda _: 0, now=now)
        else:
            jobs = put_due(database, queue, SOURCES, now=now)
        started += [(tick, job) for job in jobs]
    database.close()
    answers.put(started)


@pytest.mark.row(
    "T38",
    f"two schedulers at the same moments, {TICKS:,} ticks at which everything is due, on each database",
    "0 double, 0 skipped",
)
def test_two_schedulers_start_everything_once(database_of_each_kind, tmp_path, reach):
    told, right = [], True
    for kind, database in database_of_each_kind.items():
        if kind == "PostgreSQL":
            Queue(database).prepare()
        keys = tmp_path / f"{kind}.keys"
        DataKeys.load_or_create(keys)
        answers, together = FORK.Queue(), FORK.Barrier(SCHEDULERS)
        given = (database.engine.url.render_as_string(hide_password=False), keys, together, answers)
        both = [FORK.Process(target=tick_often, args=given) for _ in range(SCHEDULERS)]
        for each in both:
            each.start()
        shares = [answers.get(timeout=1200) for _ in both]
        for each in both:
            each.join()
        started = Counter(one for share in shares for one in share)
        double = sum(count - 1 for count in started.values())
        daily = [job for _, job in started if job != ODD_LOOKS]
        skipped = TICKS * len(set(daily)) - len(daily)
        right &= not double and not skipped
        each = " + ".join(str(len(share)) for share in shares)
        told.append(f"{kind}: {len(started)} started ({each}), {double} double, {skipped} skipped")
    reach("; ".join(told), held=right)
