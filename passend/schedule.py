"""Starts what is due, as processes: a crawl that hangs or crashes never takes the scheduler along."""

import subprocess
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta

from apscheduler.schedulers.blocking import BlockingScheduler

from crawler.source import Source
from dossier.settings import Settings
from dossier.storage.database import Database
from dossier.storage.schedule import claim_run, end_run, last_claim

TICK = timedelta(minutes=1)
LONGEST = timedelta(hours=6)
"""A process that runs longer than this is ended; its sources count as broken by their own limits long before."""

Start = Callable[[Sequence[str]], int]


def due_at(last_due: datetime | None, interval: timedelta, now: datetime) -> datetime | None:
    """When a run fell due, or None when it has not; after a long stop one run is due and not every missed one."""
    if last_due is None:
        return now.replace(second=0, microsecond=0)
    missed = (now - last_due) // interval
    return last_due + missed * interval if missed > 0 else None


def run_due(database: Database, sources: Sequence[Source], start: Start, *, now: datetime) -> list[str]:
    """Claim and run every source that is due, then weigh once; returns what was started."""
    started = [
        source.name
        for source in sources
        if source.enabled and run_one(database, f"crawl {source.name}", source.interval, start, now=now)
    ]
    if started:
        start(["rank", "--json"])
    return started


def run_one(database: Database, job: str, interval: timedelta, start: Start, *, now: datetime) -> bool:
    with database.session() as session:
        last = last_claim(session, job)
        due = due_at(last.due if last else None, interval, now)
        claim = claim_run(session, job, due=due, now=now) if due else None
    if claim is None or claim.id is None:
        return False
    exit_code = start(job.split())
    with database.session() as session:
        end_run(session, claim.id, exit_code=exit_code, now=datetime.now(UTC))
    return True


def start_process(settings: Settings) -> Start:
    """Starts `passend …` with the same data; the process inherits the environment and nothing else."""

    def start(arguments: Sequence[str]) -> int:
        command = [sys.executable, "-m", "passend", *arguments, "--data-dir", str(settings.data_dir)]
        try:
            return subprocess.run(  # noqa: S603 - our own program with names from checked source files
                command, check=False, stdout=subprocess.DEVNULL, timeout=LONGEST.total_seconds()
            ).returncode
        except subprocess.TimeoutExpired:
            return -1

    return start


def keep_schedule(settings: Settings, database: Database, sources: Sequence[Source]) -> None:
    """Look every minute what is due, until interrupted. A tick that takes long is not started twice."""
    start = start_process(settings)
    scheduler = BlockingScheduler(timezone=UTC)
    scheduler.add_job(
        lambda: run_due(database, sources, start, now=datetime.now(UTC)),
        "interval",
        seconds=TICK.total_seconds(),
        next_run_time=datetime.now(UTC),
        max_instances=1,
        coalesce=True,
    )
    try:
        scheduler.start()
    except (KeyboardInterrupt, SystemExit):
        scheduler.shutdown(wait=False)
