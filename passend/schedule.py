"""Starts what is due, as processes: a crawl that hangs or crashes never takes the scheduler along."""

import logging
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from apscheduler.schedulers.blocking import BlockingScheduler
from sqlalchemy.exc import OperationalError

from crawler.lock import crawl_lock, crawl_name, hold_lock
from crawler.source import Source
from dossier.model.schedule import ScheduledRun
from dossier.settings import Settings
from dossier.storage.crawls import OK, finished_since
from dossier.storage.database import Database
from dossier.storage.locks import hold_name
from dossier.storage.schedule import claim_run, end_run, keep_alive, last_claim, unfinished_claims
from passend.output import DONE, FINDINGS

log = logging.getLogger(__name__)
TICK = timedelta(minutes=1)
SIGN_EVERY = timedelta(minutes=1)
SILENT_FOR = timedelta(minutes=5)
"""A scheduler that gave no sign of life for so long is dead: the others take over what it waited for."""
LONGEST = timedelta(hours=6)
"""A process that runs longer than this is ended; its sources count as broken by their own limits long before."""
OFFICE = ZoneInfo("Europe/Amsterdam")
LOOK_AT = time(6, 0)
"""Before the office day: what a coach finds on a shortlist in the morning was seen that morning."""
LOOK = "crawl --shortlist"
SWEEP = "snapshot --sweep"
DIGEST = "digest"
ODD_LOOKS = "looks"
"""The weekly report of odd looks, for administrators."""
DIGEST_AT = time(7, 0)
"""On Monday, in office time: the week that the numbers are about lies ahead."""
NOT_FINISHED = -9
"""The exit code of what was running when its scheduler was killed: it is started again."""

Start = Callable[[Sequence[str]], int]


def due_at(last_due: datetime | None, interval: timedelta, now: datetime) -> datetime | None:
    """When a run fell due, or None when it has not; after a long stop one run is due and not every missed one."""
    if last_due is None:
        return now.replace(second=0, microsecond=0)
    missed = (now - last_due) // interval
    return last_due + missed * interval if missed > 0 else None


def look_due_at(last_due: datetime | None, now: datetime) -> datetime | None:
    """The last morning hour that passed, when nothing was started for it."""
    today = now.astimezone(OFFICE).date()
    mornings = (datetime.combine(day, LOOK_AT, OFFICE).astimezone(UTC) for day in (today, today - timedelta(days=1)))
    morning = next(moment for moment in mornings if moment <= now)
    return morning if last_due is None or last_due < morning else None


def week_due_at(last_due: datetime | None, now: datetime) -> datetime | None:
    """The last Monday morning that passed, when nothing was started for it."""
    today = now.astimezone(OFFICE).date()
    this_week = today - timedelta(days=today.weekday())
    days = (this_week, this_week - timedelta(days=7))
    mornings = (datetime.combine(day, DIGEST_AT, OFFICE).astimezone(UTC) for day in days)
    morning = next(moment for moment in mornings if moment <= now)
    return morning if last_due is None or last_due < morning else None


def run_due(
    database: Database, sources: Iterable[Source], start: Start, *, now: datetime, sends_mail: bool = False
) -> list[str]:
    """Claim and run every source that is due in one process, look at the shortlists in the morning, then weigh once.

    First, once a week and where a mail server is set, the digest; last, once a day, what nothing needs any more is
    cleared away, and once a week it is told which looks stood out.
    """
    digest = _claim(database, DIGEST, lambda last: week_due_at(last, now), now) if sends_mail else None
    if digest is not None:
        _run(database, [digest], start, [DIGEST])
    claims = {
        source.name: claim
        for source in sources
        if source.enabled and (claim := _claim_crawl(database, source, now)) is not None
    }
    if claims:
        _run(database, [*claims.values()], start, ["crawl", *claims])
    look = _claim(database, LOOK, lambda last: look_due_at(last, now), now)
    if look is not None:
        _run(database, [look], start, LOOK.split())
    if claims or look is not None:
        start(["rank", "--json"])
    sweep = _claim(database, SWEEP, lambda last: due_at(last, timedelta(days=1), now), now)
    if sweep is not None:
        _run(database, [sweep], start, SWEEP.split())
    odd = _claim(database, ODD_LOOKS, lambda last: week_due_at(last, now), now)
    if odd is not None:
        _run(database, [odd], start, [ODD_LOOKS])
    done = {DIGEST: digest, **claims, LOOK: look, SWEEP: sweep, ODD_LOOKS: odd}
    return [job for job, claim in done.items() if claim is not None]


def _claim_crawl(database: Database, source: Source, now: datetime) -> ScheduledRun | None:
    return _claim(database, f"crawl {source.name}", lambda last: due_at(last, source.interval, now), now)


def _claim(
    database: Database, job: str, due_after: Callable[[datetime | None], datetime | None], now: datetime
) -> ScheduledRun | None:
    with database.session() as session:
        last = last_claim(session, job)
        is_cut_short = last is not None and last.exit_code == NOT_FINISHED
        due = now if is_cut_short else due_after(last.due if last else None)
        return claim_run(session, job, due=due, now=now) if due else None


def _run(database: Database, claims: Sequence[ScheduledRun], start: Start, arguments: Sequence[str]) -> None:
    own = [claim.id for claim in claims if claim.id is not None]
    with _signs_of_life(database, own):
        exit_code = start(arguments)
    with database.session() as session:
        for claim_id in own:
            end_run(session, claim_id, exit_code=exit_code, now=datetime.now(UTC))


@contextmanager
def _signs_of_life(database: Database, claim_ids: Sequence[int], every: timedelta = SIGN_EVERY) -> Iterator[None]:
    """Tells the other schedulers that these runs are waited for; a killed one tells nothing any more."""
    ended = threading.Event()

    def tell() -> None:
        while not ended.wait(every.total_seconds()):
            try:
                with database.session() as session:
                    keep_alive(session, claim_ids, now=datetime.now(UTC))
            except OperationalError as error:  # a busy or restarting database: the next sign may come through
                log.warning("geen teken van leven geschreven: %s", error)

    teller = threading.Thread(target=tell, daemon=True)
    teller.start()
    try:
        yield
    finally:
        ended.set()
        teller.join()


def give_up_unfinished(settings: Settings, database: Database, *, now: datetime) -> list[str]:
    """What a killed scheduler left unfinished is due again; a crawl that outlived it is waited for, and one that came
    to its end without its scheduler has been done. Gives the jobs that are due again.
    """
    given_up = []
    # On PostgreSQL a scheduler on another machine may be waiting for it: then it gives signs of life.
    before = now if database.engine.dialect.name == "sqlite" else now - SILENT_FOR
    with database.session() as session:
        for claim in unfinished_claims(session, before):
            source = claim.job.removeprefix("crawl ")
            with (
                hold_lock(crawl_lock(settings, source)) as is_free_here,
                hold_name(database, crawl_name(source)) as is_free,
            ):
                if is_free_here and is_free and claim.id is not None:
                    done = finished_since(session, source, claim.claimed_at)
                    exit_code = NOT_FINISHED if done is None else DONE if done.state == OK else FINDINGS
                    end_run(session, claim.id, exit_code=exit_code, now=now)
                    given_up += [claim.job] if done is None else []
    return given_up


def start_process(settings: Settings, folder: Path | None = None) -> Start:
    """Starts `passend …` with the same data; the process inherits the environment and the lock of the scheduler.

    So after `kill -9` the next scheduler waits until what the killed one started is done too.
    """

    def start(arguments: Sequence[str]) -> int:
        command = [sys.executable, "-m", "passend", *arguments, "--data-dir", str(settings.data_dir)]
        if folder is not None and arguments[0] in {"crawl", "task"}:
            command += ["--sources", str(folder)]
        try:
            return subprocess.run(  # noqa: S603 - our own program with names from checked source files
                command, check=False, stdout=subprocess.DEVNULL, timeout=LONGEST.total_seconds(), close_fds=False
            ).returncode
        except subprocess.TimeoutExpired:
            return -1

    return start


def _take_lock(settings: Settings, held: ExitStack) -> bool:
    """Become the one scheduler of this data folder, until `held` is closed or the process ends."""
    with ExitStack() as attempt:
        is_ours = attempt.enter_context(hold_lock(settings.data_dir / "locks" / "schedule.lock", inherited=True))
        if is_ours:
            held.enter_context(attempt.pop_all())
    return is_ours


def keep_schedule(
    settings: Settings, database: Database, read_sources: Callable[[], Iterable[Source]], folder: Path | None = None
) -> None:
    """Look every minute what is due, until interrupted. A tick that takes long is not started twice.

    A second scheduler on the same data waits until the first is gone, however it went. On a shared PostgreSQL what is
    due is only put in the queue: any number of schedulers may do so, and workers do the work.
    """
    mails = settings.sends_mail
    if database.engine.dialect.name != "sqlite":
        from passend.work.due import put_due  # only a shared database has a queue
        from passend.work.queue import Queue

        queue = Queue(database)
        queue.prepare()
        _tick_until_stopped(lambda: put_due(database, queue, read_sources(), now=datetime.now(UTC), sends_mail=mails))
        return
    start = start_process(settings, folder)
    with ExitStack() as held:
        is_first = False

        def tick() -> None:
            nonlocal is_first
            is_first = is_first or _take_lock(settings, held)
            if is_first:
                give_up_unfinished(settings, database, now=datetime.now(UTC))
                run_due(database, read_sources(), start, now=datetime.now(UTC), sends_mail=mails)

        _tick_until_stopped(tick)


def _tick_until_stopped(tick: Callable[[], object]) -> None:
    scheduler = BlockingScheduler(timezone=UTC)
    scheduler.add_job(
        tick,
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
