"""What falls due on a shared PostgreSQL: the scheduler only puts it in the queue, once per job and due time."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta

from sqlmodel import Session

from crawler.source import Source
from dossier.model.schedule import ScheduledRun
from dossier.storage.cases import case_id_range
from dossier.storage.database import Database
from dossier.storage.schedule import forget_runs, last_claim
from passend.schedule import DIGEST, LOOK, ODD_LOOKS, SWEEP, due_at, look_due_at, week_due_at
from passend.work.queue import Queue

DueAfter = Callable[[datetime | None], datetime | None]
CHUNK = 100
"""Cases ranked in one transaction: a worker that dies loses the work of a chunk, and two never wait for each other."""
GATHER = timedelta(minutes=10)
"""Crawls that end within the same ten minutes are followed by one ranking."""
MARGIN = timedelta(seconds=30)
"""Clocks of machines differ: no ranking starts before what it must see was written."""
KEEP = timedelta(days=7)


def put_due(
    database: Database, queue: Queue, sources: Iterable[Source], *, now: datetime, sends_mail: bool = False
) -> list[str]:
    """Put every source that is due, the look at the shortlists, the daily sweep and what is weekly; says what."""
    due = {f"crawl {source.name}": _every(source.interval, now) for source in sources if source.enabled}
    due |= {LOOK: lambda last: look_due_at(last, now), SWEEP: _every(timedelta(days=1), now)}
    due |= dict.fromkeys((ODD_LOOKS, DIGEST) if sends_mail else (ODD_LOOKS,), lambda last: week_due_at(last, now))
    put = [job for job, due_after in due.items() if _put(database, queue, job, due_after, now)]
    if SWEEP in put:
        with database.session() as session:
            for prefix in ("rank ", "task "):
                forget_runs(session, prefix, before=now - KEEP)
    return put


def _every(interval: timedelta, now: datetime) -> DueAfter:
    return lambda last: due_at(last, interval, now)


def _put(database: Database, queue: Queue, job: str, due_after: DueAfter, now: datetime) -> ScheduledRun | None:
    with database.session() as session:
        last = last_claim(session, job)
        due = due_after(last.due if last else None)
        return queue.put(session, job, due=due, now=now) if due else None


def put_ranking(session: Session, queue: Queue, *, now: datetime) -> list[str]:
    """Put the ranking of every case, in chunks, at the next whole ten minutes; says what was put."""
    numbers = case_id_range(session)
    if numbers is None:
        return []
    due = next_gathering(now)
    first, last = (number // CHUNK for number in numbers)
    jobs = [f"rank {part * CHUNK}-{(part + 1) * CHUNK - 1}" for part in range(first, last + 1)]
    return [job for job in jobs if queue.put(session, job, due=due, now=now)]


def next_gathering(now: datetime) -> datetime:
    passed = (now + MARGIN - datetime.min.replace(tzinfo=UTC)) // GATHER
    return datetime.min.replace(tzinfo=UTC) + (passed + 1) * GATHER
