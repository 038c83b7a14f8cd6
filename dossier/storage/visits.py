"""Pages as last fetched: what to ask a server with, and where the answer was kept."""

from collections.abc import Iterable

from sqlmodel import Session, select

from dossier.model.vacancy import Snapshot, VisitedPage


def visited_pages(session: Session, source: str) -> dict[str, VisitedPage]:
    """The pages of a source by address."""
    return {page.url: page for page in session.exec(select(VisitedPage).where(VisitedPage.source == source))}


def refers_to(session: Session, warc: str) -> bool:
    """Does anything refer to a WARC file: a snapshot, or a page that may be asked for again?"""
    queries = (select(Snapshot.id).where(Snapshot.warc == warc), select(VisitedPage.id).where(VisitedPage.warc == warc))
    return any(session.exec(query).first() is not None for query in queries)


def save_visits(session: Session, pages: Iterable[VisitedPage]) -> None:
    """Remember pages as just fetched, in the place of what was known of the same address."""
    for page in pages:
        query = select(VisitedPage).where(VisitedPage.source == page.source, VisitedPage.url == page.url)
        known = session.exec(query).first()
        if known is None:
            session.add(page)
            session.flush()
        else:
            known.sqlmodel_update(page.model_dump(exclude={"id"}))
