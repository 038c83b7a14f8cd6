"""What the queue costs and whether it loses a job: `python -m tests.passend.work.measure_queue ADDRESS [JOBS] [SEED]`.

ADDRESS is an empty PostgreSQL. First all jobs by one worker, with work of no length: the milliseconds of a job beside
those of the same work without a queue, the median of 5 rounds. Then two workers in process groups of their own, one of
which is killed ten times.
"""

import json
import sys
import tempfile
import time
from pathlib import Path

from sqlalchemy import text

from dossier.settings import Settings
from dossier.storage.database import Database
from passend.work.worker import work
from tests.passend.work.two_workers import effects, put_notes, run_two


def measure_overhead(database: Database, jobs: int) -> dict[str, float]:
    """One worker in this process, from its first job to its last, less the line that the job itself writes."""
    moments = []

    def write(tools: object, session: object, run: object) -> int:
        moments.append((time.perf_counter(), time.process_time()))
        session.execute(text("INSERT INTO effect (job, worker) VALUES ('leeg', 'een')"))
        return 0

    def start(arguments: object) -> int:
        raise AssertionError(arguments)

    put_notes(database, jobs)
    settings = Settings(data_dir=Path(tempfile.mkdtemp()), testing=True)
    work(settings, database, start, inside={"note": write}, until_empty=True)
    began = time.perf_counter(), time.process_time()
    _write_bare(database, jobs)
    bare = [now - then for now, then in zip((time.perf_counter(), time.process_time()), began, strict=True)]
    queued = [last - first for last, first in zip(moments[-1], moments[0], strict=True)]
    wall, cpu = (round((queued[at] / (jobs - 1) - bare[at] / jobs) * 1000, 2) for at in (0, 1))
    return {"wall_ms_a_job": wall, "cpu_ms_a_job": cpu}


def _write_bare(database: Database, jobs: int) -> None:
    for _ in range(jobs):
        with database.session() as session:
            session.execute(text("INSERT INTO effect (job, worker) VALUES ('leeg', 'een')"))


def measure(database: Database, jobs: int, seed: int) -> dict[str, float]:
    database.migrate()
    rounds = []
    for _ in range(5):
        rounds.append(measure_overhead(database, jobs))
        _empty(database)
    seconds = run_two(database, Path(tempfile.mkdtemp()), jobs, kills=10, pause=0.05, seed=seed, most=600)
    done = [job for job, _ in effects(database)]
    return {
        "jobs": jobs,
        "lost": jobs - len(set(done)),
        "done_twice": len(done) - len(set(done)),
        "seconds_with_ten_kills": round(seconds, 1),
        **{f"overhead_{name}": sorted(one[name] for one in rounds)[2] for name in rounds[0]},
    }


def _empty(database: Database) -> None:
    with database.session() as session:
        session.execute(text("TRUNCATE effect, scheduled_run, procrastinate_jobs CASCADE"))


if __name__ == "__main__":
    address, count, start_value = (*sys.argv[1:], *("200", "8")[len(sys.argv) - 2 :])
    sys.stdout.write(json.dumps(measure(Database(address), int(count), int(start_value))) + "\n")
