"""The one spider: from the start of a source, over its listings, to every vacancy."""

from collections.abc import AsyncIterator, Iterable, Iterator
from typing import Any, Literal

import scrapy
from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import CannotResolveHostError, DontCloseSpider
from scrapy.http import Request, Response
from twisted.python.failure import Failure

from crawler.absence import asked_address, leads_away, pages_to_look_at
from crawler.address import authority, check_url
from crawler.document import Document
from crawler.links import NO_LINKS, Links, canonical
from crawler.page import Reading, read_answer, what_to_send
from crawler.page_read import address_of, page_of
from crawler.pipelines import StorePipeline
from crawler.refusal import explain
from crawler.revisiting import plain_header
from crawler.run import Run, run_of
from dossier.errors import Refused
from dossier.model.posting import VacancyIn

Role = Literal["start", "page", "vacancy"]
MOST_BARREN = 3
"""Listing pages in a row without anything new, before a chain of pages is left."""
MOST_SITEMAPS = 50
MOST_DEEP = 250
"""Pages behind one another; a list of twenty vacancies a page is then five thousand long."""
ANSWERS = frozenset([*range(100, 300), *range(304, 307), *range(309, 1000)])
"""Every status but the redirects comes to the spider, so that each is counted with its page."""


class VacancySpider(scrapy.Spider):
    """Every source is read by this class; what differs between sources stands in their TOML and in the readers."""

    def __init__(self, run: Run, **kwargs: Any) -> None:
        super().__init__(run.source.name, **kwargs)
        self.run, self.source, self.store = run, run.source, StorePipeline(run)
        self.own_hosts = {_bare(authority(url)) for url in self.source.start}
        self.other_hosts = {_bare(host.lower()) for host in self.source.hosts}
        self.sitemaps = 0
        self.looked = False

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> "VacancySpider":
        spider = cls(run_of(crawler), *args, **kwargs)
        spider._set_crawler(crawler)
        crawler.signals.connect(spider.note_fault, signal=signals.spider_error)
        crawler.signals.connect(spider.look_again, signal=signals.spider_idle)
        crawler.signals.connect(spider.store.close, signal=signals.spider_closed)
        return spider

    async def start(self) -> AsyncIterator[Any]:
        for url in self.source.start:
            for request in self._ask([url], "vacancy" if self.run.looking else "start"):
                yield request

    def look_again(self) -> None:
        """When all is read: a look at the pages of vacancies that the lists no longer name."""
        if self.looked:
            return
        self.looked = True
        requests = list(self._ask(pages_to_look_at(self.run), "vacancy"))
        assert self.crawler.engine is not None
        for request in requests:
            self.crawler.engine.crawl(request)
        if requests:
            raise DontCloseSpider

    def read_page(self, response: Response, role: Role, barren: int) -> list[Request]:
        """Keep what one answer gives; answers what to ask next.

        What was read goes straight to the store: Scrapy's way for items costs time on every page, and nobody listens.
        """
        if response.status != 200:
            self._read_fault(response, role)
            return []
        document = Document(response.body, url=address_of(response), media_type=plain_header(response, "Content-Type"))
        page = page_of(response, self.source.name)
        reading = read_answer(document, self.source, page.kept.fetched_at.date(), leads_on=role != "vacancy")
        if role == "vacancy" and leads_away(response, reading, self.run.lists):
            reading.closed, reading.vacancies = "GONE", []
        elif role == "vacancy" and reading.is_listing:
            role = "page"  # what looked like a vacancy is a category: its links count
        is_fresh = any(vacancy.id not in self.run.seen_ids for vacancy in reading.vacancies)
        depth = response.meta.get("depth", 0)
        requests = list(self._follow(self._wanted(reading, role), role, barren, fresh=is_fresh, depth=depth))
        page.vacancies = self._own_vacancies(reading, response.url, role)
        page.closed = reading.closed if role == "vacancy" else None
        page.is_listing = role != "vacancy" and not self._stands_alone(reading) and _may_be_teaser(reading)
        self.store.add(page)
        if reading.vacancies or role == "vacancy" or not reading.links.any():
            self._refuse_document(response.url, role, reading)
        return requests

    def _own_vacancies(self, reading: Reading, url: str, role: Role) -> list[VacancyIn]:
        """The vacancies to keep of this page: not the teaser of a page that comes, and no shorter telling."""
        own = []
        leads_on = role != "vacancy" and bool(reading.links.vacancies)
        for vacancy in reading.vacancies:
            if leads_on and not vacancy.description:
                continue  # a line of a list: the page with its text comes
            elsewhere = vacancy.url is not None and canonical(vacancy.url) != canonical(url)
            is_teaser = role != "vacancy" and elsewhere and canonical(vacancy.url or "") in self.run.asked
            if not is_teaser and len(vacancy.description) > self.run.seen_ids.get(vacancy.id, -1):
                self.run.seen_ids[vacancy.id] = len(vacancy.description)
                own.append(vacancy)
        return own

    def _stands_alone(self, reading: Reading) -> bool:
        """Is a page that was not found as a vacancy the page of one all the same? Then its text may become shorter."""
        return len(reading.vacancies) == 1 and (self.run.pasted or not reading.links.vacancies)

    def _wanted(self, reading: Reading, role: Role) -> Links:
        links = reading.links
        is_pasted_page = self.run.pasted and role == "start" and reading.vacancies and reading.is_html
        if role == "vacancy" or self.run.looking or is_pasted_page:
            return NO_LINKS
        room = max(MOST_SITEMAPS - self.sitemaps, 0)
        self.sitemaps += min(len(links.sitemaps), room)
        self.run.skipped += max(len(links.sitemaps) - room, 0)
        vacancies = links.others if self.run.pasted and not links.vacancies else links.vacancies
        return Links(vacancies, [*links.sitemaps[:room], *links.pages], [])

    def _follow(self, links: Links, role: Role, barren: int, *, fresh: bool, depth: int) -> Iterator[Request]:
        if depth >= MOST_DEEP:
            self.run.skipped += len(links.vacancies) + len(links.pages)
            return
        found = list(self._ask(links.vacancies, "vacancy", depth=depth + 1))
        yield from found
        left = 0 if found or fresh or role == "start" else barren + 1
        if left < MOST_BARREN:
            yield from self._ask(links.pages, "page", left, depth=depth + 1)

    def _ask(self, urls: Iterable[str], role: Role, barren: int = 0, *, depth: int = 0) -> Iterator[Request]:
        """Requests for addresses of this source that were not asked for yet, within its limit."""
        for url in urls:
            address = canonical(url) if role == "vacancy" else url
            if address in self.run.asked or not self._is_own(url):
                continue
            if len(self.run.asked) >= self.source.max_pages:
                self.run.skipped += 1
                continue
            self.run.asked.add(address)
            if role != "vacancy":
                self.run.lists.add(address)
            try:
                check_url(address, loopback=self.run.loopback)
                yield self._request(address, role, barren, depth)
            except (Refused, ValueError) as error:
                self._note_fault_at(address, role, *explain(error))

    def _request(self, address: str, role: Role, barren: int, depth: int) -> Request:
        body = what_to_send(address)
        return Request(
            address,
            method="GET" if body is None else "POST",
            body=body or b"",
            headers=None if body is None else {"Content-Type": "application/json", "Accept": "application/json"},
            callback=self.read_page,
            errback=self.note_failure,
            cb_kwargs={"role": role, "barren": barren},
            priority=10 if role == "vacancy" else 0,
            dont_filter=True,
            meta={"handle_httpstatus_list": ANSWERS, "depth": depth},
        )

    def _is_own(self, url: str) -> bool:
        name = _bare(authority(url))
        return name in self.own_hosts or name.partition(":")[0] in self.other_hosts

    def _read_fault(self, response: Response, role: Role) -> None:
        self.run.failed.add(asked_address(response))
        led_nowhere = "" if response.status in ANSWERS else " zonder bruikbaar doel"
        self._note_fault_at(response.url, role, "status", f"antwoord {response.status}{led_nowhere}")
        if response.status in {404, 410}:
            page = page_of(response, self.source.name)
            page.closed = "GONE"
            self.store.add(page)

    def _refuse_document(self, url: str, role: Role, reading: Reading) -> None:
        for refusal in reading.refusals:
            self.run.refuse(url, refusal.code, reading.wall or refusal.detail)
        if reading.wall:
            self.run.walls[reading.wall] += 1
            self.run.failed.add(url)
        self.run.listing_faults += role != "vacancy" and not reading.vacancies

    def _note_fault_at(self, url: str, role: Role, code: str, detail: str) -> None:
        self.run.refuse(url, code, detail)
        self.run.failed.add(url)
        self.run.listing_faults += role != "vacancy"

    def note_failure(self, failure: Failure) -> None:
        """A request that gave no answer: refused on its way, timed out, broken off."""
        request: Request = failure.request  # type: ignore[attr-defined]
        code, detail = explain(failure.value)
        if isinstance(failure.value, CannotResolveHostError):
            detail = _why_not_resolved(request.url) or detail
        self.run.failed.update(request.meta.get("redirect_urls", []))
        self._note_fault_at(request.url, request.cb_kwargs["role"], code, detail)

    def note_fault(self, failure: Failure, response: Response, spider: scrapy.Spider) -> None:
        """A page that a reader stumbled over: it is coded like any other, and the run goes on."""
        role: Role = response.request.cb_kwargs["role"] if response.request else "vacancy"
        self._note_fault_at(response.url, role, *explain(failure.value))


def _may_be_teaser(reading: Reading) -> bool:
    return reading.is_html or bool(reading.links.vacancies)


def _bare(name: str) -> str:
    return name.removeprefix("www.")


def _why_not_resolved(url: str) -> str | None:
    from twisted.internet import reactor

    refused: dict[str, str] = getattr(reactor.nameResolver, "refused", {})
    return refused.get(authority(url).rpartition(":")[0])
