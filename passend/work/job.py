"""What a job does, and that it is done once: where it is one transaction, that also ends the claim."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlmodel import Session

from crawler.lock import crawl_name
from dossier.acts.entry import dutch_day
from dossier.errors import DossierError
from dossier.evidence.signing import Signer
from dossier.model.schedule import ScheduledRun
from dossier.settings import Settings
from dossier.storage.cases import case_ids_between
from dossier.storage.crawls import OK, finished_since
from dossier.storage.database import Database
from dossier.storage.locks import hold_name
from dossier.storage.schedule import end_run, lock_run
from passend.output import DONE, FINDINGS
from passend.ranking_run import rank_and_record
from passend.schedule import Start
from passend.work.due import put_ranking
from passend.work.queue import Queue


class BusyError(DossierError):
    """Raised when somebody else is still at it: a worker that only seemed dead, or a crawl that outlived its worker."""


@dataclass(frozen=True)
class Tools:
    """What the work needs."""

    settings: Settings
    database: Database
    queue: Queue
    start: Start


Inside = Callable[[Tools, Session, ScheduledRun], int]


def rank_chunk(tools: Tools, session: Session, run: ScheduledRun) -> int:
    """The lists that changed of the cases whose numbers lie between two: all of them kept, or none."""
    from matcher.changed import find_changed

    first, _, last = run.job.removeprefix("rank ").partition("-")
    signer = Signer.load_or_create(tools.settings.signing_key_file)
    now = datetime.now(UTC)
    cases = find_changed(session, case_ids_between(session, int(first), int(last)), on=dutch_day(now))
    if cases:
        rank_and_record(session, now=now, signer=signer, case_ids=cases)
    return DONE


INSIDE: dict[str, Inside] = {"rank": rank_chunk}
"""Work in one transaction with its claim. Every other job is a command line of this program, run as a process."""


def do_once(tools: Tools, run_id: int, inside: Mapping[str, Inside] = INSIDE) -> None:
    """Do what this claim says, unless it was done."""
    with tools.database.session() as session:
        run = lock_run(session, run_id)
        if run is None:
            raise BusyError(f"aan {run_id} wordt nog gewerkt")
        if run.ended_at is not None:
            return
        work = inside.get(run.job.partition(" ")[0])
        if work is not None:
            end_run(session, run_id, exit_code=work(tools, session, run), now=datetime.now(UTC))
            return
    with hold_name(tools.database, f"run-{run_id}") as is_ours:
        if not is_ours:
            raise BusyError(f"aan {run.job} wordt nog gewerkt")
        do_outside(tools, run_id)


def do_outside(tools: Tools, run_id: int) -> None:
    """Run the command line of a job as a process; the next ranking is put when it ends."""
    with tools.database.reading() as session:
        run = session.get_one(ScheduledRun, run_id)
    if run.ended_at is None:
        exit_code = _result_of_before(tools, run)
        if exit_code is None:
            exit_code = tools.start(run.job.split())
        now = datetime.now(UTC)
        with tools.database.session() as session:
            end_run(session, run_id, exit_code=exit_code, now=now)
            if run.job.startswith("crawl "):
                put_ranking(session, tools.queue, now=now)


def _result_of_before(tools: Tools, run: ScheduledRun) -> int | None:
    """How the crawl of a killed worker ended, or None when there is none; one that goes on is waited for."""
    source = run.job.removeprefix("crawl ")
    with hold_name(tools.database, crawl_name(source)) as is_free:
        if not is_free:
            raise BusyError(f"{run.job} loopt nog")
    with tools.database.reading() as session:
        done = finished_since(session, source, run.claimed_at)
    return None if done is None else DONE if done.state == OK else FINDINGS
