"""Writes what was read: bytes safe on disk first, then snapshot and vacancies in one transaction per batch."""

import logging
from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime
from functools import cache
from time import monotonic
from typing import Self

from scrapy.crawler import Crawler
from sqlalchemy.exc import OperationalError, SQLAlchemyError
from sqlmodel import Session

from crawler.run import Run, run_of
from crawler.spider import PageRead
from dossier.model.posting import VacancyIn
from dossier.model.vacancy import Closing, Snapshot
from dossier.storage.crawls import add_refusals, save_tally
from dossier.storage.snapshots import add_snapshot
from dossier.storage.vacancies import (
    addresses_of,
    as_posting,
    find_vacancy,
    mark_closed,
    upsert_vacancy,
)
from dossier.storage.visits import save_visits

log = logging.getLogger(__name__)
BATCH_PAGES = 25
LAST_TRIES = 3
BATCH_SECONDS = 2.0
"""A kill costs at most what was read in this time: it is read again in the next run."""


class StorePipeline:
    """Commits in batches; a batch that finds the database busy is kept for the next try."""

    def __init__(self, run: Run) -> None:
        self.run = run
        self.waiting: list[PageRead] = []
        self.last_commit = monotonic()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(run_of(crawler))

    def process_item(self, item: PageRead) -> PageRead:
        self.waiting.append(item)
        self.run.unwritten = len(self.waiting)
        if len(self.waiting) >= BATCH_PAGES or monotonic() - self.last_commit >= BATCH_SECONDS:
            self.write_batch()
        return item

    def close_spider(self) -> None:
        for _ in range(LAST_TRIES):
            self.write_batch()
            if not self.waiting:
                return

    def write_batch(self) -> None:
        """Everything read since the last commit; a page that cannot be written is refused, the rest is kept."""
        self.run.warc.sync()
        try:
            self._commit(self.waiting)
        except OperationalError as error:
            log.warning("De database is bezet, deze pagina's worden straks geschreven: %s", error)
            return
        except (SQLAlchemyError, ValueError):
            self._commit_one_by_one()
        self.waiting.clear()
        self.run.unwritten = 0
        self.last_commit = monotonic()

    def _commit_one_by_one(self) -> None:
        for page in self.waiting:
            try:
                self._commit([page])
            except (SQLAlchemyError, ValueError) as error:
                self.run.refuse(page.url, "malformed", f"kan niet worden bewaard: {type(error).__name__}")
        self._commit([])

    def _commit(self, pages: list[PageRead]) -> None:
        """One transaction; when it fails the counts go back to what the database holds."""
        refusals, changes, gone = list(self.run.refusals), dict(self.run.changes), self.run.tally.gone
        try:
            with self.run.database.session() as session:
                for page in pages:
                    self._write_page(session, page)
                save_visits(session, [*[page.visit for page in pages if page.visit], *self.run.robots_pages])
                add_refusals(session, self.run.run_id, refusals)
                self.run.count_changes()
                save_tally(session, self.run.run_id, self.run.tally)
        except (SQLAlchemyError, ValueError):
            self.run.changes, self.run.tally.gone = changes, gone
            self.run.count_changes()
            raise
        del self.run.refusals[: len(refusals)]
        self.run.robots_pages.clear()

    def _write_page(self, session: Session, page: PageRead) -> None:
        if page.closed is not None:
            self.run.tally.gone += self._close_vacancies(session, page)
        vacancies = [_as_kept(session, posting, page) for posting in page.vacancies]
        snapshot_id = cache(lambda: add_snapshot(session, _snapshot(page)))  # only when something on it is new
        for posting in vacancies:
            self._write_vacancy(session, posting, page.seen_at, snapshot_id)

    def _write_vacancy(
        self, session: Session, posting: VacancyIn, seen_at: datetime, snapshot_id: Callable[[], int]
    ) -> None:
        change = upsert_vacancy(session, posting, seen_at, snapshot_id)
        before = self.run.changes.get(posting.id, "same")
        self.run.changes[posting.id] = change if before == "same" else before

    def _close_vacancies(self, session: Session, page: PageRead) -> int:
        """The vacancies that stood at an address that now says they are closed."""
        known = addresses_of(session, self.run.source.name)
        lists = set() if page.status != 200 else self.run.lists  # led to a list: the list itself is not closed
        here = {page.asked, page.url} - lists
        closed = [vacancy_id for vacancy_id, urls in known.items() if here & urls]
        assert page.closed is not None
        return mark_closed(session, closed, page.closed, page.seen_at, _how_closed(page))


def _how_closed(page: PageRead) -> Closing:
    """What told it: the status, the way to another page, or the words of the page."""
    if page.status != 200:
        return Closing.STATUS
    return Closing.REDIRECTED if page.asked != page.url else Closing.SAID


def _as_kept(session: Session, posting: VacancyIn, page: PageRead) -> VacancyIn:
    """A teaser on a listing never takes the place of the longer text that its own page gave."""
    if not page.is_listing and posting.description:
        return posting
    kept = find_vacancy(session, posting.id)
    if kept is None or len(kept.description) <= len(posting.description):
        return posting
    return as_posting(kept)


def _snapshot(page: PageRead) -> Snapshot:
    return Snapshot(
        url=page.url,
        fetched_at=page.kept.fetched_at,
        status=page.status,
        media_type=page.media_type or None,
        body_sha256=page.body_sha256,
        **asdict(page.kept.slice),
    )
