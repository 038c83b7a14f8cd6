import subprocess
import time
from collections.abc import Sequence
from contextlib import ExitStack
from datetime import UTC, date, datetime, timedelta

import pytest

from crawler.lock import crawl_lock, crawl_name, hold_lock
from crawler.source import Source
from dossier.storage.crawls import BROKEN, BUSY, CUT_SHORT, OK, end_run, start_run
from dossier.storage.database import Database
from dossier.storage.locks import hold_name
from dossier.storage.schedule import claim_run, keep_alive, unfinished_claims
from passend.schedule import (
    LOOK,
    ODD_LOOKS,
    SILENT_FOR,
    SWEEP,
    _signs_of_life,
    _take_lock,
    due_at,
    give_up_unfinished,
    run_due,
    start_process,
)

NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
DAY = timedelta(days=1)


class Starts:
    def __init__(self) -> None:
        self.commands: list[list[str]] = []

    def __call__(self, arguments: Sequence[str]) -> int:
        self.commands.append(list(arguments))
        return 0


def source(name: str, *, enabled: bool = True) -> Source:
    return Source(
        name=name,
        start=["https://werken.example/sitemap.xml"],
        permission="eigen voorbeeldsite",
        permission_date=date(2026, 11, 1),
        every="1 day",
        enabled=enabled,
    )


def test_what_never_ran_is_due_now():
    assert due_at(None, DAY, NOON) == NOON


def test_what_ran_less_than_its_interval_ago_is_not_due():
    assert due_at(NOON - DAY + timedelta(minutes=1), DAY, NOON) is None


def test_after_a_week_of_standstill_one_run_is_due_and_not_seven():
    assert due_at(NOON - 7 * DAY - timedelta(hours=1), DAY, NOON) == NOON - timedelta(hours=1)


def test_due_sources_run_and_the_ranking_follows_once(database: Database):
    starts = Starts()
    sources = [source("a"), source("b"), source("c", enabled=False)]
    assert run_due(database, sources, starts, now=NOON) == ["a", "b", LOOK, SWEEP, ODD_LOOKS]
    assert starts.commands == [
        ["crawl", "a", "b"],
        ["crawl", "--shortlist"],
        ["rank", "--json"],
        ["snapshot", "--sweep"],
        ["looks"],
    ]


def test_a_second_scheduler_at_the_same_moment_starts_nothing(database: Database):
    run_due(database, [source("a")], Starts(), now=NOON)
    second = Starts()
    assert run_due(database, [source("a")], second, now=NOON + timedelta(seconds=20)) == []
    assert second.commands == []


def test_the_next_day_it_runs_again(database: Database):
    run_due(database, [source("a")], Starts(), now=NOON)
    assert run_due(database, [source("a")], Starts(), now=NOON + DAY) == ["a", LOOK, SWEEP]


def test_shortlists_are_looked_at_once_before_every_office_day(database: Database):
    six = datetime(2026, 11, 21, 5, 0, tzinfo=UTC)  # winter time in Amsterdam
    moments = [NOON - DAY, six - timedelta(minutes=1), six, NOON, six + DAY]
    assert [LOOK in run_due(database, [], Starts(), now=moment) for moment in moments] == [
        True,
        False,
        True,
        False,
        True,
    ]


def test_what_a_killed_scheduler_left_unfinished_is_started_again(database: Database, settings):
    def be_killed(arguments: Sequence[str]) -> int:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_due(database, [source("a")], be_killed, now=NOON)
    later = NOON + timedelta(minutes=1)
    assert run_due(database, [source("a")], Starts(), now=later) == [LOOK, SWEEP, ODD_LOOKS]
    assert give_up_unfinished(settings, database, now=later + SILENT_FOR) == ["crawl a"]
    assert run_due(database, [source("a")], Starts(), now=later) == ["a"]


def test_a_crawl_that_outlives_its_scheduler_is_waited_for(database: Database, settings):
    with database.session() as session:
        claim_run(session, "crawl a", due=NOON, now=NOON)
    with hold_lock(crawl_lock(settings, "a")):
        assert give_up_unfinished(settings, database, now=NOON + SILENT_FOR) == []
    assert give_up_unfinished(settings, database, now=NOON + SILENT_FOR) == ["crawl a"]


@pytest.mark.parametrize(
    ("state", "reason", "again"),
    [(OK, None, []), (BROKEN, "alleen fouten", []), (BROKEN, CUT_SHORT, ["a"]), (BROKEN, BUSY, ["a"])],
)
def test_a_crawl_that_came_to_its_end_without_its_scheduler_is_not_done_again(
    database: Database, settings, state, reason, again
):
    later = NOON + SILENT_FOR
    with database.session() as session:
        claim_run(session, "crawl a", due=NOON, now=NOON)
        run = start_run(session, "a", NOON + timedelta(seconds=2))
        assert run.id is not None
        end_run(session, run.id, state=state, reason=reason, ended=later)
    assert give_up_unfinished(settings, database, now=later) == [f"crawl {name}" for name in again]
    assert run_due(database, [source("a")], Starts(), now=later) == [*again, LOOK, SWEEP, ODD_LOOKS]


def test_what_a_scheduler_starts_has_its_lock_too(settings, tmp_path, monkeypatch):
    program = tmp_path / "program"
    program.write_text("#!/bin/sh\nls -l /proc/self/fd | grep -q schedule.lock\n")
    program.chmod(0o700)
    monkeypatch.setattr("passend.schedule.sys.executable", str(program))
    with ExitStack() as held:
        assert _take_lock(settings, held)
        assert start_process(settings)(["rank"]) == 0


def test_a_lock_is_held_as_long_as_what_inherited_it_lives(tmp_path):
    with hold_lock(tmp_path / "slot", inherited=True):
        survivor = subprocess.Popen(["sleep", "60"], close_fds=False)
    with survivor, hold_lock(tmp_path / "slot") as is_free:
        survivor.kill()
        assert not is_free
    with hold_lock(tmp_path / "slot") as is_free:
        assert is_free


def test_of_two_schedulers_on_the_same_data_one_works_and_the_other_waits(settings):
    with ExitStack() as first, ExitStack() as second:
        assert [_take_lock(settings, first), _take_lock(settings, second)] == [True, False]
        first.close()
        assert _take_lock(settings, second)


def test_a_run_whose_scheduler_gives_signs_of_life_is_nobody_elses_however_long_it_takes(database: Database):
    with database.session() as session:
        claim = claim_run(session, "crawl a", due=NOON, now=NOON)
        assert claim is not None
        keep_alive(session, [claim.id], now=NOON + timedelta(hours=5))
    with database.reading() as session:
        assert unfinished_claims(session, NOON + timedelta(hours=4)) == []
        assert [row.job for row in unfinished_claims(session, NOON + timedelta(hours=5))] == ["crawl a"]


def test_signs_of_life_are_given_as_long_as_the_process_runs(database: Database):
    def alive_at() -> datetime | None:
        with database.reading() as session:
            (row,) = unfinished_claims(session, datetime.max.replace(tzinfo=UTC))
            return row.alive_at

    with database.session() as session:
        claim = claim_run(session, "crawl a", due=NOON, now=NOON)
    assert claim is not None
    assert claim.id is not None
    with _signs_of_life(database, [claim.id], every=timedelta(milliseconds=10)):
        until = time.monotonic() + 5.0
        while alive_at() is None and time.monotonic() < until:
            time.sleep(0.01)
    assert alive_at() is not None


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)  # SQLite is one machine: its file lock holds there
def test_a_crawl_on_another_machine_that_outlives_its_scheduler_is_waited_for(database: Database, settings):
    with database.session() as session:
        claim_run(session, "crawl a", due=NOON, now=NOON)
    with hold_name(database, crawl_name("a")):
        assert give_up_unfinished(settings, database, now=NOON + SILENT_FOR) == []
    assert give_up_unfinished(settings, database, now=NOON + SILENT_FOR) == ["crawl a"]
