"""One source in a process of its own: whatever a page does to that process, a record of the run remains."""

import json
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from crawler.source import Source
from dossier.model.vacancy import CrawlRun
from dossier.process_apart import OURS, environment_without
from dossier.settings import Settings
from dossier.storage.crawls import BROKEN, RUNNING, end_run, get_run, look_name, start_run
from dossier.storage.database import Database

Progress = Callable[[str], None]
GRACE_SECONDS = 60
LAST_LINES = 50


NEEDED = ("s3_access_key", "s3_secret_key")


def secrets_of(settings: Settings) -> dict[str, str]:
    """What a crawl must know to keep its pages, and no more; it goes over standard input, where nobody else reads."""
    known = {name: getattr(settings, name) for name in NEEDED}
    return {name: value.get_secret_value() for name, value in known.items() if value is not None}


def settings_of(settings: Settings) -> dict[str, Any]:
    """What a crawl is told: its own way into the database where it has one, and then no other."""
    told = settings.model_dump(mode="json", exclude={"secret_key", "crawler_database_url"})
    return told | {"database_url": settings.crawler_database_url or settings.database_url}


@dataclass
class Outcome:
    """The record of a run, and the vacancies it read in the order of reading."""

    run: CrawlRun
    vacancies: list[str] = field(default_factory=list)


def run_source(
    settings: Settings,
    database: Database,
    source: Source,
    *,
    progress: Progress,
    pasted: bool = False,
    looking: bool = False,
) -> Outcome:
    """Crawl one source in a child process; a child that dies leaves a broken run, never an error here."""
    name = look_name(source.name) if looking else source.name
    with database.session() as session:
        run_id = start_run(session, name, datetime.now(UTC), kind=source.kind.value).id
    assert run_id is not None
    if source.fault is not None:
        return Outcome(_end(database, run_id, f"bronbestand: {source.fault}"))
    order = {
        "settings": settings_of(settings),
        "secrets": secrets_of(settings),
        "source": source.model_dump(mode="json"),
        "run_id": run_id,
        "pasted": pasted,
        "looking": looking,
    }
    vacancies: list[str] = []
    ending = _run_child(json.dumps(order), source.max_minutes * 60 + GRACE_SECONDS, progress, vacancies)
    return Outcome(_end(database, run_id, ending), vacancies)


def _end(database: Database, run_id: int, reason: str) -> CrawlRun:
    """The record of a run; broken for this reason when the run did not end itself."""
    with database.session() as session:
        run = get_run(session, run_id)
        if run.state == RUNNING:
            run = end_run(session, run_id, state=BROKEN, reason=reason, ended=datetime.now(UTC))
    return run


def _run_child(order: str, limit: float, progress: Progress, vacancies: list[str]) -> str:
    """Start the child, pass on what it tells, end it when it does not end itself; answers how it ended."""
    with subprocess.Popen(
        [sys.executable, "-m", "crawler.child"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        errors="replace",
        env=environment_without(OURS),  # the settings come as an order
        cwd=Path(__file__).parent.parent,
    ) as child:
        said: list[str] = []
        listener = threading.Thread(target=_collect, args=(child.stderr, said), daemon=True)
        ender = threading.Timer(limit, child.kill)
        listener.start()
        ender.start()
        try:
            _converse(child, order, progress, vacancies)
            code = child.wait()
        finally:
            child.kill()
            ender.cancel()
            listener.join()
    last = said[-1].strip()[:300] if said else ""
    return f"het crawlproces eindigde met code {code}" + (f": {last}" if last else "")


def _converse(child: subprocess.Popen[str], order: str, progress: Progress, vacancies: list[str]) -> None:
    """Hand over the order, then read the lines of JSON in which the child tells how far it is."""
    assert child.stdin is not None
    assert child.stdout is not None
    try:
        child.stdin.write(order)
        child.stdin.close()
    except BrokenPipeError:
        return
    for line in child.stdout:
        try:
            event: dict[str, Any] = json.loads(line)
        except json.JSONDecodeError:  # cut off by a kill
            continue
        if "say" in event:
            progress(event["say"])
        vacancies.extend(event.get("vacancies", []))


def _collect(stream: Any, lines: list[str]) -> None:
    """Keep the last of what the child says on standard error; its whole log may be long."""
    for line in stream:
        lines.append(line)
        del lines[:-LAST_LINES]
