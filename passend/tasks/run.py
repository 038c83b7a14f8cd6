"""One task from begin to end, in the process that was started for it."""

import logging
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy.exc import OperationalError

from dossier.errors import DossierError
from dossier.model.task import Outcome
from dossier.settings import Settings
from dossier.storage.database import Database
from dossier.storage.tasks import begin_task, end_task, tell_progress
from passend.tasks.duty import DUTIES, Answer, Duty

log = logging.getLogger(__name__)
LOOK_EVERY, SIGN_EVERY = 0.5, 5.0
"""Seconds: what is new to tell is told soon, and a sign of life is given now and then."""


def run_task(
    settings: Settings,
    database: Database,
    task_id: int,
    sources: Path | None = None,
    duties: Mapping[str, Any] = DUTIES,
) -> None:
    """Do it, unless it was done or another is at it; whatever happens, its row says how it ended."""
    with database.session() as session:
        task = begin_task(session, task_id, now=_now())
    if task is None:
        return
    answer = Answer(Outcome.FAILED, "crash")
    try:
        with _signs_of_life(database, task_id) as tell:
            answer = duties[task.kind](Duty(settings, database, task, _now(), tell, sources))
    except DossierError as error:
        answer = Answer(Outcome.REFUSED, type(error).__name__, str(error))
    finally:  # a fault in the program goes on, and is told as such
        with database.session() as session:
            told: dict[str, Any] = {"code": answer.code, "detail": answer.detail, "result": answer.result}
            end_task(session, task_id, answer.outcome, now=_now(), **told)


@contextmanager
def _signs_of_life(database: Database, task_id: int) -> Iterator[Any]:
    """Writes down that this process is at it, and what it tells; a busy database loses a line and no more."""
    ended, lines = threading.Event(), [""]

    def write(line: str) -> None:
        try:
            with database.session() as session:
                tell_progress(session, task_id, line, now=_now())
        except OperationalError as error:
            log.warning("geen teken van leven geschreven: %s", type(error).__name__)

    def beat() -> None:
        told, quiet = "", 0.0
        while not ended.wait(LOOK_EVERY):
            quiet += LOOK_EVERY
            if lines[0] != told or quiet >= SIGN_EVERY:
                told, quiet = lines[0], 0.0
                write(told)

    def tell(line: str) -> None:
        lines[0] = line

    teller = threading.Thread(target=beat, daemon=True)
    teller.start()
    try:
        yield tell
    finally:
        ended.set()
        teller.join()


def _now() -> datetime:
    return datetime.now(UTC)
