"""Runs of the crawler: started, ended, what came of them, and what was refused."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, func, or_
from sqlmodel import Session, col, select

from dossier.errors import NotFoundError
from dossier.model.vacancy import CrawlRefusal, CrawlRun

RUNNING, OK, BROKEN = "running", "ok", "broken"
BUSY, CUT_SHORT = "er loopt al een crawl van deze bron", "afgebroken"
"""Why a run did not do its work, though nothing is wrong with its source."""


LOOK = ":shortlist"
PASTED = "geplakt"
"""Under this name stands what people pasted: an address that is gone says nothing of a source."""


def is_own_source(name: str) -> bool:
    """A source of the folder, which can be fetched by its name."""
    return name != PASTED and not name.endswith(LOOK)


def look_name(source: str) -> str:
    """The name under which looks at the shortlisted vacancies of a source are recorded: not usual for the source."""
    return source + LOOK


@dataclass
class Tally:
    """The counts of a run while it goes on."""

    requests: int = 0
    statuses: dict[str, int] = field(default_factory=dict)
    new: int = 0
    changed: int = 0
    same: int = 0
    gone: int = 0
    refused: dict[str, int] = field(default_factory=dict)
    robots: str | None = None


def start_run(session: Session, source: str, started: datetime, *, kind: str = "board") -> CrawlRun:
    run = CrawlRun(source=source, started=started, state=RUNNING, kind=kind)
    session.add(run)
    session.flush()
    return run


def get_run(session: Session, run_id: int) -> CrawlRun:
    run = session.get(CrawlRun, run_id)
    if run is None:
        raise NotFoundError(f"Crawl {run_id} bestaat niet.")
    return run


def save_tally(session: Session, run_id: int, tally: Tally) -> CrawlRun:
    """Write the counts so far, so that a killed run still shows how far it came."""
    run = get_run(session, run_id)
    run.requests, run.new, run.changed = tally.requests, tally.new, tally.changed
    run.same, run.gone, run.robots = tally.same, tally.gone, tally.robots
    run.statuses, run.refused = dict(sorted(tally.statuses.items())), dict(sorted(tally.refused.items()))
    session.add(run)
    return run


def add_refusals(session: Session, run_id: int, refusals: Iterable[tuple[str, str, str]]) -> None:
    """Keep each refused page or address: (url, code, detail)."""
    session.add_all(
        CrawlRefusal(run_id=run_id, url=_plain(url[:2083]), code=code, detail=_plain(detail[:500]))
        for url, code, detail in refusals
    )


def _plain(text: str) -> str:
    """Without what a database refuses: the refusal of a page must not fail because of that page."""
    return text.replace("\x00", "").encode("utf-8", "replace").decode()


def end_run(session: Session, run_id: int, *, state: str, reason: str | None, ended: datetime) -> CrawlRun:
    run = get_run(session, run_id)
    run.state, run.reason, run.ended = state, reason, ended
    session.add(run)
    session.flush()
    return run


def unfinished_runs(session: Session, source: str) -> list[CrawlRun]:
    """Runs that never ended; what they mean depends on whether their process still lives."""
    query = select(CrawlRun).where(CrawlRun.source == source, CrawlRun.state == RUNNING).order_by(col(CrawlRun.id))
    return list(session.exec(query))


def latest_runs(session: Session) -> dict[str, CrawlRun]:
    """The newest run of every source that ever ran; one that left the work to another tells nothing of its source."""
    newest = select(func.max(CrawlRun.id)).where(_not_because(BUSY)).group_by(col(CrawlRun.source))
    rows = session.exec(select(CrawlRun).where(col(CrawlRun.id).in_(newest)))
    return {run.source: run for run in sorted(rows, key=lambda run: run.source)}


def newest_run(session: Session, source: str) -> CrawlRun:
    """The last run of a source."""
    query = select(CrawlRun).where(CrawlRun.source == source).order_by(col(CrawlRun.id).desc()).limit(1)
    return session.exec(query).one()


def finished_since(session: Session, source: str, moment: datetime) -> CrawlRun | None:
    """A run of this source that began at that moment or later, and came to its end."""
    query = select(CrawlRun).where(CrawlRun.source == source, CrawlRun.started >= moment)
    ended = query.where(col(CrawlRun.ended).is_not(None), _not_because(BUSY, CUT_SHORT))
    return session.exec(ended.order_by(col(CrawlRun.id).desc())).first()


def _not_because(*reasons: str) -> ColumnElement[bool]:
    return or_(col(CrawlRun.reason).is_(None), col(CrawlRun.reason).not_in(reasons))


def past_runs(session: Session, source: str, limit: int = 5) -> list[CrawlRun]:
    """The newest good runs of a source: what is usual for it."""
    query = select(CrawlRun).where(CrawlRun.source == source, CrawlRun.state == OK)
    return list(session.exec(query.order_by(col(CrawlRun.id).desc()).limit(limit)))


def refusals_of(session: Session, run_id: int) -> list[CrawlRefusal]:
    query = select(CrawlRefusal).where(CrawlRefusal.run_id == run_id).order_by(col(CrawlRefusal.id))
    return list(session.exec(query))


def report_of(run: CrawlRun) -> dict[str, Any]:
    """One run as `passend crawl --json` prints it."""
    content = run.model_dump(mode="json", exclude={"id"})
    names = ("source", "state", "reason", "started", "ended", "requests", "statuses")
    counts = ("new", "changed", "same", "gone", "refused", "robots")
    return {name: content[name] for name in (*names, *counts)}
