"""Pages as last fetched: what to ask a server with, and where the answer was kept."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import insert
from sqlmodel import Session, col, select

from dossier.model.vacancy import Snapshot, VisitedPage

MOST_ASKED = 500
Visit = dict[str, Any]
"""A page as just fetched with the marks of its server, by the columns of `VisitedPage`."""


def visited_pages(session: Session, source: str) -> dict[str, VisitedPage]:
    """The pages of a source by address."""
    return {page.url: page for page in session.exec(select(VisitedPage).where(VisitedPage.source == source))}


def unreferred(session: Session, warcs: list[str]) -> set[str]:
    """The WARC files that nothing refers to: no snapshot, and no page that may be asked for again."""
    found = set(warcs)
    for start in range(0, len(warcs), MOST_ASKED):
        asked = warcs[start : start + MOST_ASKED]
        for column in (col(Snapshot.warc), col(VisitedPage.warc)):
            found.difference_update(session.scalars(select(column).where(column.in_(asked)).distinct()))
    return found


def save_visits(session: Session, visits: Iterable[Visit]) -> None:
    """Remember pages as just fetched, in the place of what was known of the same address."""
    wanted = {(visit["source"], visit["url"]): visit for visit in visits}
    named = {source for source, _ in wanted}, {url for _, url in wanted}
    query = select(VisitedPage).where(col(VisitedPage.source).in_(named[0]), col(VisitedPage.url).in_(named[1]))
    for known in session.exec(query) if wanted else ():
        for name, value in wanted.pop((known.source, known.url), {}).items():
            setattr(known, name, value)
    if wanted:
        session.connection().execute(insert(VisitedPage), list(wanted.values()))
