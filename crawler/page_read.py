"""What one answer gave, on its way to the database."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256

from scrapy.http import Response

from crawler.absence import asked_address
from crawler.page import Closed
from crawler.revisiting import plain_header, visit_of
from crawler.snapshot import META, Kept
from dossier.model.posting import VacancyIn
from dossier.storage.visits import Visit


@dataclass
class PageRead:
    """One answer, what it gave, and where it is kept."""

    url: str
    status: int
    media_type: str
    asked: str
    """The address as it was asked for, before any redirect."""
    kept: Kept
    seen_at: datetime
    """Now; the page itself may have been kept earlier, when it did not change since."""
    body_sha256: str
    visit: Visit | None = None
    """What to ask this page with next time."""
    vacancies: list[VacancyIn] = field(default_factory=list)
    closed: Closed | None = None
    is_listing: bool = False
    """A page for people that lists vacancies: what it says of one may be only the beginning."""


def page_of(response: Response, source: str) -> PageRead:
    """The answer as it came, with nothing read from it yet."""
    kept = response.meta[META]
    return PageRead(
        address_of(response),
        response.status,
        plain_header(response, "Content-Type") or "",
        asked_address(response),
        kept,
        datetime.now(UTC),
        sha256(response.body).hexdigest(),
        visit_of(response, source, kept),
    )


def address_of(response: Response) -> str:
    """The address as it was asked for; of a page of a list that was asked by POST, with what tells it apart."""
    request = response.request
    return request.url if request is not None and request.method == "POST" else response.url
