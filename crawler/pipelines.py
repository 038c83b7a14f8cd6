"""Writes what was read: bytes safe on disk first, then snapshot and vacancies in one transaction per batch."""

import logging
from time import monotonic

from sqlalchemy.exc import OperationalError, SQLAlchemyError
from sqlmodel import Session

from crawler.page_read import PageRead
from crawler.run import Run
from dossier.model.posting import VacancyIn
from dossier.model.vacancy import Closing
from dossier.storage.crawls import add_refusals, save_tally
from dossier.storage.sightings import Sighting, write_sightings
from dossier.storage.snapshots import PageRow
from dossier.storage.vacancies import addresses_of, as_posting, find_vacancy, mark_closed
from dossier.storage.visits import save_visits

log = logging.getLogger(__name__)
BATCH_PAGES = 100
LAST_TRIES = 3


class StorePipeline:
    """Commits in batches; a batch that finds the database busy is kept for the next try.

    A kill costs at most the last batch: it is read again in the next run.
    """

    def __init__(self, run: Run) -> None:
        self.run = run
        self.waiting: list[PageRead] = []
        self.last_commit = monotonic()

    def add(self, page: PageRead) -> None:
        self.waiting.append(page)
        self.run.unwritten = len(self.waiting)
        if len(self.waiting) >= BATCH_PAGES or monotonic() - self.last_commit >= self.run.store.where.pause:
            self.write_batch()

    def close(self) -> None:
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
                self._write_pages(session, pages)
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

    def _write_pages(self, session: Session, pages: list[PageRead]) -> None:
        """In the order of reading: a page that is about what was read before it waits until that is written."""
        waiting: dict[str, Sighting] = {}
        for page in pages:
            if page.closed is not None or any(posting.id in waiting for posting in page.vacancies):
                self._write_sightings(session, waiting)
            if page.closed is not None:
                self.run.tally.gone += self._close_vacancies(session, page)
            row = _snapshot(page)
            for posting in page.vacancies:
                is_teaser = page.is_listing or not posting.description
                kept = _as_kept(session, posting) if is_teaser else posting
                waiting[posting.id] = Sighting(kept, page.seen_at, row)
        self._write_sightings(session, waiting)

    def _write_sightings(self, session: Session, waiting: dict[str, Sighting]) -> None:
        changes = write_sightings(session, list(waiting.values()))
        for vacancy_id, change in zip(waiting, changes, strict=True):
            if self.run.changes.get(vacancy_id, "same") == "same":
                self.run.changes[vacancy_id] = change
        waiting.clear()

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


def _as_kept(session: Session, teaser: VacancyIn) -> VacancyIn:
    """A teaser on a listing never takes the place of the longer text that its own page gave."""
    kept = find_vacancy(session, teaser.id)
    if kept is None or len(kept.description) <= len(teaser.description):
        return teaser
    return as_posting(kept)


def _snapshot(page: PageRead) -> PageRow:
    return {
        "url": page.url,
        "fetched_at": page.kept.fetched_at,
        "status": page.status,
        "media_type": page.media_type or None,
        "body_sha256": page.body_sha256,
        **vars(page.kept.slice),
    }
