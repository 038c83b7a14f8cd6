"""A worker: takes what waits, one thing at a time, and gives back what a dead worker left."""

import asyncio
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from procrastinate import App
from procrastinate.exceptions import ConnectorException

from dossier.settings import Settings
from dossier.storage.database import Database
from passend.schedule import Start
from passend.work.job import INSIDE, Inside, Tools, do_once
from passend.work.queue import Queue

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Pulse:
    """How often a worker gives a sign of life, and after how long a silence its work goes to another (seconds)."""

    every: float = 10.0
    silent_for: float = 60.0


def work(
    settings: Settings,
    database: Database,
    start: Start,
    *,
    pulse: Pulse | None = None,
    inside: Mapping[str, Inside] = INSIDE,
    until_empty: bool = False,
) -> None:
    """Work until stopped, or until nothing waits any more; a stop lets the job at hand end."""

    def do(run_id: int) -> None:
        do_once(tools, run_id, inside)

    # Whoever puts a row does so on a connection of its own transaction; the open queue of a worker knows only its own.
    tools = Tools(settings, database, Queue(database), start)
    queue = Queue(database, do)
    queue.prepare()
    asyncio.run(_work(queue.app, pulse or Pulse(), until_empty=until_empty))


async def _work(app: App, pulse: Pulse, *, until_empty: bool) -> None:
    async with app.open_async():
        rescue = asyncio.create_task(_rescue_often(app, pulse))
        try:
            await app.run_worker_async(
                wait=not until_empty,
                delete_jobs="successful",
                update_heartbeat_interval=pulse.every,
                stalled_worker_timeout=pulse.silent_for,
            )
        finally:
            rescue.cancel()


async def _rescue_often(app: App, pulse: Pulse) -> None:
    while True:
        try:
            await rescue(app, pulse)
        except ConnectorException as error:  # the database restarts, or another worker rescued the same job first
            log.warning("niets teruggegeven: %s", error)
        await asyncio.sleep(pulse.every)


async def rescue(app: App, pulse: Pulse) -> list[int]:
    """Let what a silent worker had at hand wait again; that it is not done twice, its claim sees to."""
    stalled = await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=pulse.silent_for)
    rescued = []
    for job in stalled:
        await app.job_manager.retry_job(job, retry_at=datetime.now(UTC))
        log.warning("job %s van een stille werker wacht weer", job.id)
        rescued += [job.id] if job.id is not None else []
    return rescued
