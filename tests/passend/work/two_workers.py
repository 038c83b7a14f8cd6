"""Two workers in two process groups with folders of their own on one PostgreSQL, and one killed at random moments."""

import os
import random
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import text

from dossier.storage.database import Database
from passend.work.queue import Queue

WORKER = """
import sys, time
from pathlib import Path
from sqlalchemy import text
from dossier.settings import Settings
from dossier.storage.database import Database
from passend.work.worker import Pulse, work

database, settings = Database(sys.argv[1]), Settings(data_dir=Path(sys.argv[2]), testing=True)

def note(tools, session, run):
    line = {"job": run.job, "worker": sys.argv[3]}
    session.execute(text("INSERT INTO effect (job, worker) VALUES (:job, :worker)"), line)
    time.sleep(float(sys.argv[4]))
    return 0

def start(arguments):
    raise AssertionError(arguments)

work(settings, database, start, pulse=Pulse(0.2, 0.8), inside={"note": note})
"""


def put_notes(database: Database, number: int) -> None:
    """So many jobs that each write one line, which nothing in the database keeps from being written twice."""
    queue = Queue(database)
    queue.prepare()
    now = datetime.now(UTC)
    with database.session() as session:
        session.execute(text("CREATE TABLE IF NOT EXISTS effect (job text, worker text)"))
        for place in range(number):
            assert queue.put(session, f"note {place}", due=now, now=now)


def start_worker(database: Database, folder: Path, name: str, pause: float) -> subprocess.Popen[bytes]:
    url = database.engine.url.render_as_string(hide_password=False)
    command = [sys.executable, "-c", WORKER, url, str(folder / name), name, str(pause)]
    return subprocess.Popen(command, start_new_session=True, stderr=subprocess.DEVNULL)


def kill(worker: subprocess.Popen[bytes]) -> None:
    os.killpg(worker.pid, signal.SIGKILL)
    worker.wait()


def effects(database: Database) -> list[tuple[str, str]]:
    with database.reading() as session:
        return [(job, worker) for job, worker in session.execute(text("SELECT job, worker FROM effect"))]


def run_two(
    database: Database, folder: Path, number: int, *, kills: int, pause: float, seed: int, most: float
) -> float:
    """Do so many jobs with two workers of which one is killed and started again so often; gives the seconds it took."""
    chance = random.Random(seed)
    put_notes(database, number)
    workers = [start_worker(database, folder, name, pause) for name in ("een", "twee")]
    began = time.monotonic()
    try:
        for round_ in range(kills):
            _wait_for(database, (round_ * number) // (kills + 1) + 1, began + most)
            time.sleep(chance.random() * 4 * pause)
            place = chance.randrange(2)
            kill(workers[place])
            workers[place] = start_worker(database, folder, f"na{round_}", pause)
        _wait_for(database, number, began + most)
        return time.monotonic() - began
    finally:
        for worker in workers:
            kill(worker)


def _wait_for(database: Database, number: int, until: float) -> None:
    while len({job for job, _ in effects(database)}) < number:
        assert time.monotonic() < until, f"{len(effects(database))} van {number}"
        time.sleep(0.05)
