"""Starts what pages asked for, each as a process of its own, and sees to it that none runs for ever (SQLite).

On a shared PostgreSQL the queue and its workers do this instead (`passend/work`).
"""

import logging
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic

from sqlalchemy.exc import OperationalError

from dossier.model.task import Outcome, TaskKind
from dossier.settings import Settings
from dossier.storage.database import Database
from dossier.storage.tasks import end_task, get_task, waiting_tasks

log = logging.getLogger(__name__)
OF_THE_SERVER = ("PASSEND_SECRET_KEY", "PASSEND_BACKUP_KEY", "PASSEND_SMTP_USER", "PASSEND_SMTP_PASSWORD")
"""Keys of the sign-in, the backup and the mail."""
LOOK_EVERY = 0.5
AT_ONCE = 2
LIMITS: Mapping[str, float] = {
    TaskKind.ADD.value: 10 * 60.0,
    TaskKind.RANK.value: 30 * 60.0,
    TaskKind.EXPORT.value: 30 * 60.0,
    TaskKind.IMPORT.value: 30 * 60.0,
    TaskKind.CRAWL.value: 6 * 60 * 60.0,
}
"""Seconds; what takes longer is ended and told as such."""


@dataclass(frozen=True)
class Child:
    """A started process, and until when it may run."""

    process: subprocess.Popen[bytes]
    until: float


@dataclass
class Supervisor:
    """The processes of one server. They outlive it: what was begun goes on when the server starts again."""

    settings: Settings
    database: Database
    sources: Path | None = None
    limits: Mapping[str, float] = field(default_factory=lambda: LIMITS)
    children: dict[int, Child] = field(default_factory=dict)

    def look(self) -> None:
        """See who is ready or too late, and start what waits."""
        for task_id, child in list(self.children.items()):
            self._look_at(task_id, child)
        with self.database.reading() as session:
            waiting = [one for one in waiting_tasks(session) if one not in self.children]
            chosen = [(one, get_task(session, one).kind) for one in waiting[: AT_ONCE - len(self.children)]]
        for task_id, kind in chosen:
            self.children[task_id] = Child(self._start(task_id), monotonic() + self.limits[kind])

    def _look_at(self, task_id: int, child: Child) -> None:
        exit_code = child.process.poll()
        if exit_code is None and monotonic() < child.until:
            return
        if exit_code is None:
            end_group(child.process)
        if exit_code != 0:  # an end of its own it has written itself; then this changes nothing
            code = "too_long" if exit_code is None else "crash"
            with self.database.session() as session:
                end_task(session, task_id, Outcome.FAILED, now=datetime.now(UTC), code=code)
        del self.children[task_id]

    def _start(self, task_id: int) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "passend", "task", str(task_id), "--data-dir", str(self.settings.data_dir)]
        if self.sources is not None:
            command += ["--sources", str(self.sources)]
        return subprocess.Popen(  # noqa: S603 - our own program with a number
            command,
            env=child_environment(self.settings),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            start_new_session=True,
        )


def child_environment(settings: Settings) -> dict[str, str]:
    """With what this server was told on its command line, and without the keys that no task needs."""
    flags = {"DEMO": settings.demo, "TESTING": settings.testing, "LOOPBACK_CRAWL": settings.loopback_crawl}
    given = {name: value for name, value in os.environ.items() if name not in OF_THE_SERVER}
    return {**given, **{f"PASSEND_{name}": "1" for name, is_on in flags.items() if is_on}}


def end_group(process: subprocess.Popen[bytes]) -> None:
    """The process with everything that it started."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        log.info("was al weg")
    process.wait()


@contextmanager
def supervise(settings: Settings, database: Database, sources: Path | None = None) -> Iterator[Supervisor]:
    """Look now and then as long as the block lasts, apart from the thread that serves pages."""
    supervisor, stopped = Supervisor(settings, database, sources), threading.Event()

    def look_often() -> None:
        while not stopped.wait(LOOK_EVERY):
            try:
                supervisor.look()
            except OperationalError as error:  # a busy database: the next look may come through
                log.warning("niet gekeken naar werk: %s", type(error).__name__)

    watcher = threading.Thread(target=look_often, daemon=True)
    watcher.start()
    try:
        yield supervisor
    finally:
        stopped.set()
        watcher.join()
