"""The queue of a PostgreSQL: which rows of work wait, kept by procrastinate; a row is put with its own claim."""

from collections.abc import Callable
from datetime import datetime
from importlib import resources

from procrastinate import App, PsycopgConnector, RetryStrategy
from sqlmodel import Session

from dossier.model.schedule import ScheduledRun
from dossier.storage.database import Database
from dossier.storage.queue_tables import bring_up_to_date
from dossier.storage.schedule import claim_run

TASK = "run"
AGAIN = RetryStrategy(max_attempts=20, wait=10, linear_wait=30)
"""What could not be done now (a busy source, a database that restarts) is tried for an hour and a half more."""
CONNECTIONS = 4
QUICK = {"options": "-c synchronous_commit=off"}
"""A worker's own notes wait for no disk: what a power cut takes of them is taken up again, and the claim knows it."""


class Queue:
    """One queue; `do` is what a worker does with a row, and whoever only puts rows gives none."""

    def __init__(self, database: Database, do: Callable[[int], None] | None = None) -> None:
        self.database = database
        address = database.url.replace("postgresql+psycopg://", "postgresql://", 1)
        self.app = App(connector=PsycopgConnector(conninfo=address, min_size=1, max_size=CONNECTIONS, kwargs=QUICK))
        if do is not None:
            self.app.task(name=TASK, retry=AGAIN)(do)

    def prepare(self) -> None:
        """Make or renew the tables of the queue."""
        folder = resources.files("procrastinate.sql")
        steps = sorted(
            (step.name, step.read_text(encoding="utf-8"))
            for step in (folder / "migrations").iterdir()
            if step.name.endswith(".sql")
        )
        bring_up_to_date(self.database, (folder / "schema.sql").read_text(encoding="utf-8"), steps)

    def put(self, session: Session, job: str, *, due: datetime, now: datetime) -> ScheduledRun | None:
        """Claim this job at this time and let it wait for a worker, in one transaction; None when it was put before.

        Two rows with the same job are never worked on at the same moment.
        """
        claim = claim_run(session, job, due=due, now=now)
        if claim is not None:
            connection = session.connection().connection.dbapi_connection
            waiting = self.app.configure_task(TASK, lock=job, schedule_at=due, connection=connection)
            waiting.defer(run_id=claim.id)
        return claim
