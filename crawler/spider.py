"""The one spider: from the start of a source, over its listings, to every vacancy."""

from collections.abc import AsyncIterator, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any, Literal

import scrapy
from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import CannotResolveHostError
from scrapy.http import Request, Response
from twisted.python.failure import Failure

from crawler.address import authority, check_url
from crawler.document import Document
from crawler.expiry import says_gone
from crawler.extract import Refusal, extract_document
from crawler.links import Links, canonical, choose_pages, find_links
from crawler.readers import READERS
from crawler.readers.sitemap import read_sitemap
from crawler.refusal import explain
from crawler.run import Run, run_of
from crawler.snapshot import META, Kept
from crawler.source import AUTO
from crawler.time_limit import limit_cpu
from dossier.errors import Refused
from dossier.model.posting import VacancyIn

Role = Literal["start", "page", "vacancy"]
MOST_BARREN = 3
"""Listing pages in a row without anything new, before a chain of pages is left."""
MOST_SITEMAPS = 50
MOST_CPU_SECONDS = 10.0
"""An ordinary page costs a hundredth of a second."""
SITEMAP = "sitemap"


@dataclass
class PageRead:
    """What one answer gave: goes to the pipeline, with where it is kept."""

    url: str
    status: int
    media_type: str
    kept: Kept
    seen_at: datetime
    """Now; the page itself may have been kept earlier, when it did not change since."""
    body_sha256: str
    etag: str | None = None
    last_modified: str | None = None
    vacancies: list[VacancyIn] = field(default_factory=list)
    closed: Literal["GONE", "EXPIRED"] | None = None
    """The page says that what stood here is closed."""


class VacancySpider(scrapy.Spider):
    """Every source is read by this class; what differs between sources stands in their TOML and in the readers."""

    def __init__(self, run: Run, **kwargs: Any) -> None:
        super().__init__(run.source.name, **kwargs)
        self.run, self.source = run, run.source
        self.own_hosts = {_bare(authority(url)) for url in self.source.start}
        self.other_hosts = {_bare(host.lower()) for host in self.source.hosts}
        self.sitemaps = 0

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> "VacancySpider":
        spider = cls(run_of(crawler), *args, **kwargs)
        spider._set_crawler(crawler)
        crawler.signals.connect(spider.note_fault, signal=signals.spider_error)
        return spider

    async def start(self) -> AsyncIterator[Any]:
        for url in self.source.start:
            for request in self._ask([url], "start"):
                yield request

    def read_page(self, response: Response, role: Role, barren: int) -> Iterator[Any]:
        """Everything that one answer gives: vacancies for the pipeline, and what to ask next."""
        if response.status != 200:
            yield from self._read_fault(response, role)
            return
        document = Document(response.body, url=response.url, media_type=_media_type(response))
        kept: Kept = response.meta[META]
        with limit_cpu(MOST_CPU_SECONDS):
            outcome = extract_document(document, source=self.source.name, on=kept.fetched_at.date())
            links = self._links_of(document)
        vacancies = [item for item in outcome if isinstance(item, VacancyIn)]
        refusals = [item for item in outcome if isinstance(item, Refusal)]
        page = self._page(response)
        page.vacancies = vacancies
        if not vacancies and role == "vacancy":
            page.closed = _closed(refusals, document)
        yield page
        if role == "vacancy" and not vacancies and any(refusal.code == "listing" for refusal in refusals):
            role = "page"  # what looked like a vacancy is a category: its links count
        wanted = self._links_to_follow(links, document, role, vacancies)
        yield from self._follow(wanted, role, barren, self._is_fresh(vacancies))
        if vacancies or role == "vacancy" or not links.any():
            self._refuse_document(response.url, role, refusals, is_fault=not vacancies)

    def _is_fresh(self, vacancies: list[VacancyIn]) -> bool:
        """Did this page bring a vacancy that no earlier page of the run had?"""
        before = len(self.run.seen_ids)
        self.run.seen_ids.update((vacancy.id, None) for vacancy in vacancies)
        return len(self.run.seen_ids) > before

    def _links_to_follow(self, links: Links, document: Document, role: Role, vacancies: list[VacancyIn]) -> Links:
        if role == "vacancy" or (self.run.pasted and role == "start" and vacancies and _is_html(document)):
            return Links([], [], [])
        if self.run.pasted and not links.vacancies:
            return Links(links.others, links.pages, [])
        return Links(links.vacancies, links.pages, [])

    def _follow(self, links: Links, role: Role, barren: int, fresh: bool) -> Iterator[Request]:
        found = list(self._ask(links.vacancies, "vacancy"))
        yield from found
        left = 0 if found or fresh or role == "start" else barren + 1
        if left < MOST_BARREN:
            yield from self._ask(links.pages, "page", left)

    def _refuse_document(self, url: str, role: Role, refusals: list[Refusal], *, is_fault: bool) -> None:
        for refusal in refusals:
            self.run.refuse(url, refusal.code, refusal.detail)
        self.run.listing_faults += role != "vacancy" and is_fault

    def _links_of(self, document: Document) -> Links:
        """What a document leads to, whatever its format."""
        try:
            if document.kind == "html":
                return find_links(document.html, document.url or "", self.source.follow)
            reader = next((reader for reader in self._readers() if reader.recognises(document)), None)
            further = reader.next_requests(document) if reader else []
        except Refused:
            return Links([], [], [])
        if reader is None or reader.name != SITEMAP:
            return Links([], further, [])
        return self._sitemap_links(document, further)

    def _sitemap_links(self, document: Document, further: list[str]) -> Links:
        """The pages of a sitemap worth asking for; the others only show that it could be read."""
        sitemaps = read_sitemap(document.body, document.url).sitemaps
        pages = [url for url in further if url not in set(sitemaps)]
        room = max(MOST_SITEMAPS - self.sitemaps, 0)
        self.sitemaps += min(len(sitemaps), room)
        self.run.skipped += max(len(sitemaps) - room, 0)
        return Links(choose_pages(pages, self.source.follow), sitemaps[:room], pages)

    def _readers(self) -> Iterable[Any]:
        return READERS.values() if self.source.reader == AUTO else [READERS[self.source.reader], READERS[SITEMAP]]

    def _ask(self, urls: Iterable[str], role: Role, barren: int = 0) -> Iterator[Request]:
        """Requests for addresses of this source that were not asked for yet, within its limit."""
        for url in urls:
            address = canonical(url) if role == "vacancy" else url
            if address in self.run.asked or not self._is_own(url):
                continue
            if len(self.run.asked) >= self.source.max_pages:
                self.run.skipped += 1
                continue
            self.run.asked.add(address)
            try:
                check_url(address, loopback=self.run.loopback)
                yield Request(
                    address,
                    callback=self.read_page,
                    errback=self.note_failure,
                    cb_kwargs={"role": role, "barren": barren},
                    priority=10 if role == "vacancy" else 0,
                    dont_filter=True,
                    meta={"handle_httpstatus_all": False, "handle_httpstatus_list": _ANSWERS},
                )
            except (Refused, ValueError) as error:
                self._note_fault_at(address, role, *explain(error))

    def _is_own(self, url: str) -> bool:
        name = _bare(authority(url))
        return name in self.own_hosts or name.partition(":")[0] in self.other_hosts

    def _read_fault(self, response: Response, role: Role) -> Iterator[PageRead]:
        self._note_fault_at(response.url, role, "status", f"antwoord {response.status}")
        if response.status in {404, 410}:
            page = self._page(response)
            page.closed = "GONE"
            yield page

    def _page(self, response: Response) -> PageRead:
        kept: Kept = response.meta[META]
        return PageRead(
            response.url,
            response.status,
            _media_type(response),
            kept,
            datetime.now(UTC),
            sha256(response.body).hexdigest(),
            _header(response, "ETag"),
            _header(response, "Last-Modified"),
        )

    def _note_fault_at(self, url: str, role: Role, code: str, detail: str) -> None:
        self.run.refuse(url, code, detail)
        self.run.listing_faults += role != "vacancy"

    def note_failure(self, failure: Failure) -> None:
        """A request that gave no answer: refused on its way, timed out, broken off."""
        request: Request = failure.request  # type: ignore[attr-defined]
        code, detail = explain(failure.value)
        if isinstance(failure.value, CannotResolveHostError):
            detail = _why_not_resolved(request.url) or detail
        self._note_fault_at(request.url, request.cb_kwargs["role"], code, detail)

    def note_fault(self, failure: Failure, response: Response, spider: scrapy.Spider) -> None:
        """A page that a reader stumbled over: it is coded like any other, and the run goes on."""
        role: Role = response.request.cb_kwargs["role"] if response.request else "vacancy"
        self._note_fault_at(response.url, role, *explain(failure.value))


_ANSWERS = [*range(100, 300), *range(304, 307), *range(309, 1000)]
"""Every status but the redirects comes to the spider, so that each is counted with its page."""


def _closed(refusals: list[Refusal], document: Document) -> Literal["GONE", "EXPIRED"] | None:
    if _is_html(document) and says_gone(document.text):
        return "GONE"
    return "EXPIRED" if any(refusal.code == "expired" for refusal in refusals) else None


def _is_html(document: Document) -> bool:
    try:
        return document.kind == "html"
    except Refused:  # a body that cannot be unpacked is of no kind
        return False


def _header(response: Response, name: str) -> str | None:
    """A header short enough and plain enough to send back later."""
    value = (response.headers.get(name) or b"").decode("latin-1").strip()
    return value if value and len(value) <= 200 and value.isprintable() else None


def _media_type(response: Response) -> str:
    return _header(response, "Content-Type") or ""


def _bare(name: str) -> str:
    return name.removeprefix("www.")


def _why_not_resolved(url: str) -> str | None:
    from twisted.internet import reactor

    refused: dict[str, str] = getattr(reactor.nameResolver, "refused", {})
    return refused.get(authority(url).rpartition(":")[0])
