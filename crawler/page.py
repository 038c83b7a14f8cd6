"""One answer of a site, read: which vacancies it shows, where it leads, and whether it says it is closed."""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal
from urllib.parse import urlsplit

from crawler.document import Document
from crawler.expiry import says_gone
from crawler.extract import Refusal, extract_document
from crawler.links import NO_LINKS, Links, choose_pages, find_links
from crawler.reader import Reader
from crawler.readers import READERS
from crawler.readers.sitemap import read_sitemap
from crawler.source import AUTO, Source
from crawler.time_limit import limit_cpu
from crawler.wall import find_wall
from dossier.errors import Refused
from dossier.model.posting import VacancyIn

MOST_CPU_SECONDS = 10.0
"""An ordinary page costs a hundredth of a second."""
SITEMAP = "sitemap"
_POSTING = [reader for reader in READERS.values() if reader.post is not Reader.post]
Closed = Literal["GONE", "EXPIRED"]


@dataclass
class Reading:
    """What was read; `links` are sorted and not yet judged by the limits of the source."""

    is_html: bool = False
    vacancies: list[VacancyIn] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    links: Links = NO_LINKS
    closed: Closed | None = None
    """The page says that what stood here is closed."""
    wall: str | None = None
    """What the site shows instead of vacancies."""

    @property
    def is_listing(self) -> bool:
        return not self.vacancies and any(refusal.code == "listing" for refusal in self.refusals)


def read_answer(document: Document, source: Source, on: date, *, leads_on: bool = True) -> Reading:
    """Read a document within a limit of processor time; a document that cannot be read is refused, with its code.

    The links of a vacancy page are not looked for (`leads_on`), unless it turns out to be a list.
    """
    with limit_cpu(MOST_CPU_SECONDS):
        outcome = extract_document(document, source=source.name, on=on)
        reading = Reading(
            is_html=_is_html(document),
            vacancies=[item for item in outcome if isinstance(item, VacancyIn)],
            refusals=[item for item in outcome if isinstance(item, Refusal)],
        )
        if leads_on or reading.is_listing:
            reading.links = _links_of(document, source)
        if not reading.vacancies:
            reading.closed = _closed(document, reading)
            reading.wall = find_wall(document.text) if reading.is_html and not reading.closed else None
    return reading


def _links_of(document: Document, source: Source) -> Links:
    """What a document leads to, whatever its format."""
    try:
        if document.kind == "html":
            return find_links(document.html, document.url or "", source.follow)
        reader = next((reader for reader in _readers(source) if reader.recognises(document)), None)
        if reader is None:
            return NO_LINKS
        if reader.name == SITEMAP:
            return _sitemap_links(document, source)
        return _answer_links(reader.next_requests(document), document.url or "")
    except Refused:
        return NO_LINKS


def _readers(source: Source) -> list[Reader]:
    return list(READERS.values()) if source.reader == AUTO else [READERS[source.reader], READERS[SITEMAP]]


def _answer_links(urls: list[str], own: str) -> Links:
    """What an answer of a platform leads to: its own address with other parameters is the rest of the same list."""
    here = urlsplit(own)[:3]
    return Links(
        [url for url in urls if urlsplit(url)[:3] != here], [url for url in urls if urlsplit(url)[:3] == here], []
    )


def what_to_send(url: str) -> bytes | None:
    """The body for an address of a platform that only answers to POST; None = it is asked the ordinary way."""
    return next((body for reader in _POSTING if (body := reader.post(url)) is not None), None)


def _sitemap_links(document: Document, source: Source) -> Links:
    """The pages of a sitemap worth asking for; the others only show that it could be read."""
    named = read_sitemap(document.body, document.url)
    return Links(choose_pages(named.pages, source.follow), [], named.pages, named.sitemaps)


def _closed(document: Document, reading: Reading) -> Closed | None:
    if reading.is_html and says_gone(document.text):
        return "GONE"
    return "EXPIRED" if any(refusal.code == "expired" for refusal in reading.refusals) else None


def _is_html(document: Document) -> bool:
    try:
        return document.kind == "html"
    except Refused:  # a body that cannot be unpacked is of no kind
        return False
