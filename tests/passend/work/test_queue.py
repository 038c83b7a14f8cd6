import subprocess
import sys
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import text
from sqlmodel import select

from crawler.lock import crawl_name
from crawler.source import Source
from dossier.evidence.signing import Signer
from dossier.model.match import Match
from dossier.model.schedule import ScheduledRun
from dossier.storage.crawls import OK, end_run, start_run
from dossier.storage.locks import hold_name
from dossier.storage.queue_tables import bring_up_to_date
from dossier.storage.schedule import forget_runs
from dossier.storage.vacancies import upsert_vacancy
from passend.schedule import LOOK, ODD_LOOKS, SWEEP
from passend.work.due import GATHER, next_gathering, put_due, put_ranking
from passend.work.job import BusyError, Tools, do_once
from passend.work.queue import Queue
from tests.dossier.cast import make_cast
from tests.matcher.people import OFFICE
from tests.passend.work.emptying import work_until_empty

NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
BAKERY = Source(
    name="bakker",
    start=["https://werken.example/sitemap.xml"],
    permission="eigen voorbeeldsite",
    permission_date=date(2026, 11, 1),
    every="1 day",
)


class Starts:
    def __init__(self) -> None:
        self.commands: list[list[str]] = []

    def __call__(self, arguments: Sequence[str]) -> int:
        self.commands.append(list(arguments))
        return 0


@pytest.fixture
def queue(shared):
    made = Queue(shared)
    made.prepare()
    return made


@pytest.fixture
def tools(settings, shared, queue):
    return Tools(settings, shared, queue, Starts())


def runs(database):
    with database.reading() as session:
        return {run.job: run for run in session.exec(select(ScheduledRun))}


def test_what_is_due_is_put_once_per_due_time_whoever_puts_it(shared, queue):
    assert put_due(shared, queue, [BAKERY], now=NOON) == ["crawl bakker", LOOK, SWEEP, ODD_LOOKS]
    assert put_due(shared, Queue(shared), [BAKERY], now=NOON + timedelta(seconds=20)) == []
    with shared.reading() as session:
        assert session.execute(text("SELECT count(*) FROM procrastinate_jobs")).scalar() == 4


def test_a_claim_that_is_rolled_back_leaves_nothing_in_the_queue(shared, queue):
    with pytest.raises(KeyboardInterrupt), shared.session() as session:
        queue.put(session, "crawl bakker", due=NOON, now=NOON)
        raise KeyboardInterrupt
    with shared.reading() as session:
        assert session.execute(text("SELECT count(*) FROM procrastinate_jobs")).scalar() == 0


def test_a_worker_does_what_waits_and_a_ranking_follows_the_crawl(shared, queue, settings):
    with shared.session() as session:
        make_cast(session, Signer.load_or_create(settings.signing_key_file))
    put_due(shared, queue, [BAKERY], now=NOON)
    starts = Starts()
    work_until_empty(settings, shared, starts)
    assert sorted(starts.commands) == [
        ["crawl", "--shortlist"],
        ["crawl", "bakker"],
        ["looks"],
        ["snapshot", "--sweep"],
    ]
    assert runs(shared)["crawl bakker"].exit_code == 0
    assert runs(shared)["rank 0-99"].ended_at is None  # it waits for the crawls of the same ten minutes


def test_a_ranking_keeps_the_lists_and_ends_its_claim(tools, shared, settings):
    with shared.session() as session:
        made = make_cast(session, Signer.load_or_create(settings.signing_key_file))
        upsert_vacancy(session, OFFICE, NOON, None)
        assert put_ranking(session, tools.queue, now=NOON) == ["rank 0-99"]
        assert put_ranking(session, tools.queue, now=NOON + timedelta(minutes=5)) == []
    do_once(tools, runs(shared)["rank 0-99"].id)
    with shared.reading() as session:
        assert {match.case_id for match in session.exec(select(Match))} >= {made.case.id}
    assert runs(shared)["rank 0-99"].exit_code == 0


def test_crawls_of_the_same_ten_minutes_share_a_ranking_that_starts_after_the_last():
    assert next_gathering(NOON) == NOON + GATHER
    assert next_gathering(NOON + timedelta(minutes=9)) == NOON + GATHER
    assert next_gathering(NOON + timedelta(minutes=9, seconds=40)) == NOON + 2 * GATHER


def test_a_crawl_that_outlived_its_worker_is_waited_for_and_not_done_again(tools, shared):
    put_due(shared, tools.queue, [BAKERY], now=NOON)
    claim = runs(shared)["crawl bakker"]
    with hold_name(shared, crawl_name("bakker")), pytest.raises(BusyError):
        do_once(tools, claim.id)
    with shared.session() as session:
        run = start_run(session, "bakker", NOON + timedelta(seconds=2))
        end_run(session, run.id, state=OK, reason=None, ended=NOON + timedelta(minutes=3))
    do_once(tools, claim.id)
    assert (runs(shared)["crawl bakker"].exit_code, tools.start.commands) == (0, [])


def test_what_was_done_is_not_done_again(tools, shared):
    put_due(shared, tools.queue, [BAKERY], now=NOON)
    claim = runs(shared)["crawl bakker"]
    do_once(tools, claim.id)
    do_once(tools, claim.id)
    assert tools.start.commands == [["crawl", "bakker"]]


def test_what_another_works_on_is_left_to_it(tools, shared):
    put_due(shared, tools.queue, [BAKERY], now=NOON)
    claim = runs(shared)["crawl bakker"]
    with hold_name(shared, f"run-{claim.id}"), pytest.raises(BusyError):
        do_once(tools, claim.id)


def test_the_tables_of_the_queue_take_only_the_steps_that_came_since(shared, queue):
    queue.prepare()
    steps = [("01.sql", "DROP TABLE nergens"), ("99.99.99_01.sql", "CREATE TABLE erbij (percent text DEFAULT '%')")]
    bring_up_to_date(shared, "DROP TABLE nergens", steps)
    bring_up_to_date(shared, "DROP TABLE nergens", steps)
    with shared.reading() as session:
        assert session.execute(text("SELECT count(*) FROM erbij")).scalar() == 0


def test_old_rankings_are_forgotten_and_crawls_are_not(shared, queue):
    with shared.session() as session:
        for job in ("rank 0-99", "crawl bakker"):
            claim = queue.put(session, job, due=NOON, now=NOON)
            claim.ended_at = NOON
        session.flush()
        forget_runs(session, "rank ", before=NOON + timedelta(seconds=1))
    assert list(runs(shared)) == ["crawl bakker"]


def test_one_machine_without_postgresql_loads_no_queue():
    program = "import sys, passend.schedule, passend.doors.run; print('procrastinate' in sys.modules)"
    assert (
        subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout == "False\n"
    )
