"""Whether a run was good: a source that gives less than it should is called broken, with the reason."""

from collections.abc import Iterable
from statistics import median
from typing import Any

from sqlmodel import Session

from crawler.source import Source
from dossier.model.vacancy import CrawlRun
from dossier.storage.crawls import BROKEN, OK, latest_runs, report_of
from dossier.storage.vacancies import count_per_source

USUAL_RUNS = 5


PAGE_FAULTS = frozenset(["address", "status", "timeout", "too_large"])
"""No answer to read at all; the other codes say that an answer was read and held no vacancy."""


def judge_run(
    run: CrawlRun, min_items: int, earlier: list[CrawlRun], wall: str | None = None
) -> tuple[str, str | None]:
    """The state of a run that came to its end, and why it is broken; `earlier` are the good runs before it."""
    state, why = _judge(run, min_items, earlier)
    return (state, f"{why}; {wall}") if state == BROKEN and wall else (state, why)


def _judge(run: CrawlRun, min_items: int, earlier: list[CrawlRun]) -> tuple[str, str | None]:
    items = items_of(run)
    usual = [items_of(past) for past in earlier[:USUAL_RUNS]]
    if items == 0 and min_items > 0:
        return BROKEN, _why_nothing(run)
    if items < min_items:
        return BROKEN, f"{items} vacatures, minder dan het minimum van {min_items}"
    if usual and items * 2 < median(usual):
        return BROKEN, f"{items} vacatures, minder dan de helft van het gewone aantal ({median(usual):g})"
    return OK, None


def items_of(run: CrawlRun) -> int:
    return run.new + run.changed + run.same


def _why_nothing(run: CrawlRun) -> str:
    answers, codes = sum(run.statuses.values()), set(run.refused)
    refused = ", ".join(f"{code} {number}" for code, number in sorted(run.refused.items()))
    if "robots" in codes and codes <= PAGE_FAULTS | {"robots"}:
        return f"robots.txt laat het niet toe ({run.robots or 'niet gelezen'})"
    if answers == 0 or (codes and codes <= PAGE_FAULTS):
        return f"alleen fouten ({refused or 'geen antwoord'})"
    return f"geen enkele vacature gevonden ({refused or f'{answers} antwoorden'})"


def describe_sources(session: Session, sources: Iterable[Source]) -> list[dict[str, Any]]:
    """Every source with its last run and health, as `passend sources --json` prints it."""
    runs, counts = latest_runs(session), count_per_source(session)
    return [_described(source, runs.get(source.name), counts.get(source.name, 0)) for source in sources]


def _described(source: Source, run: CrawlRun | None, vacancies: int) -> dict[str, Any]:
    report = {} if run is None else report_of(run)
    return {
        "source": source.name,
        "reader": source.reader,
        "start": list(source.start),
        "enabled": source.enabled,
        "every": source.every,
        "last_run": report.get("ended") or report.get("started"),
        "state": BROKEN if source.fault else report.get("state"),
        "reason": source.fault or report.get("reason"),
        "vacancies": vacancies,
    }
