"""What became of a vacancy that is not where it was: looked at once more, then probably closed, then closed."""

from collections.abc import Collection
from datetime import UTC, datetime
from urllib.parse import urlsplit

from scrapy.http import Response
from sqlmodel import Session

from crawler.page import Reading
from crawler.run import Run
from dossier.storage.vacancies import addresses_of, last_pages, mark_absent

MOST_LOOKS = 100
"""Pages that left the listing and are looked at in one run; the others wait for the next."""


def pages_to_look_at(run: Run) -> list[str]:
    """The pages of open vacancies that the listing no longer names: a list may be cut short, their page knows."""
    if run.pasted or run.looking or not run.is_whole():
        return []
    with run.database.reading() as session:
        pages, missing = last_pages(session, run.source.name), _missing(session, run)
    if len(missing) * 2 > len(pages):  # that is a broken listing, not a hundred closed vacancies
        return []
    wanted = dict.fromkeys(pages[key] for key in sorted(missing) if key in pages)
    return [url for url in wanted if url not in run.asked][:MOST_LOOKS]


def close_absent(session: Session, run: Run) -> int:
    """Open vacancies that a whole, good run did not see: the first time probably closed, the second time closed."""
    missing = _missing(session, run)
    if run.looking:
        pages = last_pages(session, run.source.name)
        missing = {key for key in missing if pages.get(key) in run.asked}
    return mark_absent(session, sorted(missing), datetime.now(UTC))


def _missing(session: Session, run: Run) -> set[str]:
    """Of what could not be fetched or was not allowed nothing is known: that is not missing."""
    known = addresses_of(session, run.source.name)
    return {key for key, urls in known.items() if key not in run.seen_ids and not urls & run.failed}


def asked_address(response: Response) -> str:
    """Where the way to this answer began, before any redirect."""
    first: str = next(iter(response.meta.get("redirect_urls", [])), response.url)
    return first


def leads_away(response: Response, reading: Reading, lists: Collection[str]) -> bool:
    """Was a vacancy asked for, and a list or the front page of the site given? Then the vacancy is closed."""
    if asked_address(response) == response.url:
        return False
    is_front = urlsplit(response.url).path in {"", "/"} and not reading.vacancies
    return is_front or reading.is_listing or response.url in lists
