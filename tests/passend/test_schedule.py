from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from crawler.source import Source
from dossier.storage.database import Database
from passend.schedule import due_at, run_due

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
    assert run_due(database, [source("a"), source("b"), source("c", enabled=False)], starts, now=NOON) == ["a", "b"]
    assert starts.commands == [["crawl", "a"], ["crawl", "b"], ["rank", "--json"]]


def test_a_second_scheduler_at_the_same_moment_starts_nothing(database: Database):
    run_due(database, [source("a")], Starts(), now=NOON)
    second = Starts()
    assert run_due(database, [source("a")], second, now=NOON + timedelta(seconds=20)) == []
    assert second.commands == []


def test_the_next_day_it_runs_again(database: Database):
    run_due(database, [source("a")], Starts(), now=NOON)
    assert run_due(database, [source("a")], Starts(), now=NOON + DAY) == ["a"]
