"""A source that gives less than it should is called broken, with the reason."""

from datetime import UTC, date, datetime

import pytest

from crawler.health import describe_sources, judge_run
from crawler.source import Source
from dossier.model.vacancy import CrawlRun
from dossier.storage.crawls import end_run, start_run

NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)


def run(items=0, *, statuses=None, refused=None, robots="gelezen"):
    answers = {"200": items + 1} if statuses is None else statuses
    return CrawlRun(source="mulder", started=NOW, new=items, statuses=answers, refused=refused or {}, robots=robots)


@pytest.mark.parametrize(
    ("now", "earlier", "expected"),
    [
        (run(20), [], ("ok", None)),
        (run(20), [run(40)], ("ok", None)),
        (run(5), [], ("ok", None)),
        (run(4), [], ("broken", "4 vacatures, minder dan het minimum van 5")),
        (run(19), [run(40)], ("broken", "19 vacatures, minder dan de helft van het gewone aantal (40)")),
        (run(19), [run(40), run(30), run(20)], ("ok", None)),
        (run(0), [], ("broken", "geen enkele vacature gevonden (1 antwoorden)")),
        (run(0, statuses={"500": 3}, refused={"status": 3}), [], ("broken", "alleen fouten (status 3)")),
        (run(0, statuses={}, refused={"timeout": 1}), [], ("broken", "alleen fouten (timeout 1)")),
        (
            run(0, statuses={"200": 1}, refused={"robots": 1}),
            [],
            ("broken", "robots.txt laat het niet toe (gelezen)"),
        ),
    ],
)
def test_a_run_is_judged_by_its_minimum_and_by_what_is_usual(now, earlier, expected):
    assert judge_run(now, 5, earlier) == expected


def test_a_source_without_a_minimum_may_be_empty():
    assert judge_run(run(0), 0, []) == ("ok", None)


def test_a_source_is_described_with_its_last_run_or_without(database):
    sources = [
        Source(
            name=name,
            start=["https://mulder.example/"],
            permission="Eigen vacatures.",
            permission_date=date(2026, 1, 1),
        )
        for name in ("mulder", "kramer")
    ]
    with database.session() as session:
        first = start_run(session, "mulder", NOW)
        end_run(session, first.id, state="broken", reason="alleen fouten", ended=NOW)
        mulder, kramer = describe_sources(session, sources)
    assert mulder == {
        "source": "mulder",
        "reader": "auto",
        "start": ["https://mulder.example/"],
        "enabled": True,
        "every": "1 day",
        "last_run": "2026-11-21T09:30:00Z",
        "state": "broken",
        "reason": "alleen fouten",
        "vacancies": 0,
    }
    assert (kramer["last_run"], kramer["state"]) == (None, None)
