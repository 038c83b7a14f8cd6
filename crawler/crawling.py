"""Crawls sources, or one address that a person pasted; reports what came of it and never fails as a whole."""

import json
import threading
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from time import sleep
from typing import Any

from sqlmodel import Session

from crawler.address import check_form, check_url, loopback_authorities
from crawler.duplicates import join_copies
from crawler.expiry import expire_vacancies
from crawler.process import Outcome, Progress, run_source
from crawler.source import Source
from dossier.errors import Refused
from dossier.settings import Settings
from dossier.storage.crawls import refusals_of, report_of
from dossier.storage.database import Database, open_database
from dossier.storage.snapshots import snapshots_of
from dossier.storage.vacancies import as_posting, get_vacancy, last_pages, shortlisted_unseen

AT_ONCE = 2
PASTED = "geplakt"
MOST_PASTED_PAGES = 40
MOST_PASTED_MINUTES = 5
GROUND = "Eén adres, door een mens opgegeven; robots.txt van de site wordt gevolgd."


def crawl_sources(
    settings: Settings, sources: Iterable[Source], *, progress: Progress | None = None
) -> list[dict[str, Any]]:
    """Crawl every source and report per source, in the order given; a run that fails is reported, never raised."""
    wanted = list(sources)
    database = open_database(settings)
    tell = _one_at_a_time(progress)
    try:
        with ThreadPoolExecutor(max_workers=AT_ONCE) as pool:
            done = pool.map(lambda group: _crawl_group(settings, database, group, tell), _by_host(wanted))
            reports = {name: report for group in done for name, report in group.items()}
        _tidy(database)
    finally:
        database.close()
    return [reports[source.name] for source in wanted]


def look_at_shortlists(
    settings: Settings, sources: Iterable[Source], *, since: datetime, progress: Progress | None = None
) -> list[dict[str, Any]]:
    """Look again at every open vacancy on a shortlist that was not seen since then: before the coach sees it.

    A source that no longer stands in the folder, or is off, is left alone: its ground has fallen away.
    """
    known = {source.name: source for source in [*sources, _pasted_source()] if source.enabled and not source.fault}
    database = open_database(settings)
    tell = _one_at_a_time(progress)
    reports = []
    try:
        with database.reading() as session:
            wanted = shortlisted_unseen(session, since)
            pages = {name: last_pages(session, name) for name in wanted if name in known}
        for name, own in pages.items():
            urls = list(dict.fromkeys(own[key] for key in wanted[name] if key in own))
            if urls:
                source = known[name]
                room = {"max_pages": max(len(urls), source.max_pages), "max_minutes": max(60, source.max_minutes)}
                source = source.model_copy(update={"start": urls, **room})
                reports.append(report_of(run_source(settings, database, source, progress=tell, looking=True).run))
        _tidy(database)
    finally:
        database.close()
    return reports


def _crawl_group(settings: Settings, database: Database, group: list[Source], tell: Progress) -> dict[str, Any]:
    reports = {}
    for number, source in enumerate(group):
        if number:
            sleep(0.0 if settings.loopback_crawl else settings.crawl_delay_seconds)
        reports[source.name] = report_of(run_source(settings, database, source, progress=tell).run)
    return reports


def _by_host(sources: list[Source]) -> list[list[Source]]:
    """Sources that share a host run one after another: a host gets one request at a time, also from us together."""
    groups: list[tuple[set[str], list[Source]]] = []
    for source in sources:
        names = source.host_names()
        touching = [group for group in groups if group[0] & names]
        members = [member for group in touching for member in group[1]]
        merged = (names.union(*(group[0] for group in touching)), [*members, source])
        groups = [*(group for group in groups if group not in touching), merged]
    return [members for _, members in groups]


def _tidy(database: Database) -> None:
    """After a crawl: close what has passed its day, and join the copies of one job."""
    now = datetime.now(UTC)
    with database.session() as session:
        expire_vacancies(session, today=now.date(), now=now)
        join_copies(session)


def _one_at_a_time(progress: Progress | None) -> Progress:
    lock = threading.Lock()

    def tell(line: str) -> None:
        if progress is not None:
            with lock:
                progress(line)

    return tell


def add_url(
    settings: Settings,
    url: str,
    out: Path | None = None,
    *,
    progress: Progress | None = None,
    most_pages: int = MOST_PASTED_PAGES,
) -> dict[str, Any]:
    """One pasted address to snapshot and vacancy: the first line, or why there is none; `out` gets every line."""
    lines = _add(settings, url.strip(), _one_at_a_time(progress), most_pages)
    if out is not None:
        kept = (json.dumps(line, ensure_ascii=False) for line in lines if "error" not in line)
        out.write_text("".join(f"{line}\n" for line in kept), encoding="utf-8")
    return lines[0]


def _add(settings: Settings, url: str, tell: Progress, most_pages: int) -> list[dict[str, Any]]:
    try:
        check_form(url)
        check_url(url, loopback=loopback_authorities(settings, [url]))
    except Refused as refusal:
        return [{"path": url, "error": refusal.code, "detail": refusal.detail}]
    source = _pasted_source(url, most_pages)
    database = open_database(settings)
    try:
        outcome = run_source(settings, database, source, progress=tell, pasted=True)
        _tidy(database)
        with database.reading() as session:
            return _lines_of(session, outcome, url)
    finally:
        database.close()


def _pasted_source(url: str = "https://geplakt.example/", most_pages: int = MOST_PASTED_PAGES) -> Source:
    """An address that somebody pasted, as a source of its own."""
    return Source(
        name=PASTED,
        start=[url],
        permission=GROUND,
        permission_date=datetime.now(UTC).date(),
        min_items=0,
        max_pages=most_pages,
        max_minutes=MOST_PASTED_MINUTES,
    )


def _lines_of(session: Session, outcome: Outcome, url: str) -> list[dict[str, Any]]:
    lines = []
    for vacancy_id in outcome.vacancies:
        kept = get_vacancy(session, vacancy_id)
        seen = {"snapshot": snapshots_of(session, vacancy_id)[-1].id, "last_seen": kept.last_seen.isoformat()}
        lines.append({"path": url, **as_posting(kept).model_dump(mode="json"), **seen})
    if lines:
        return lines
    assert outcome.run.id is not None
    refusals = refusals_of(session, outcome.run.id)
    if refusals:
        return [{"path": url, "error": refusals[0].code, "detail": refusals[0].detail}]
    return [{"path": url, "error": "no_vacancy", "detail": outcome.run.reason or "geen vacature gevonden"}]
