"""Asks for robots.txt before anything else of a site, and keeps to it."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Self

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import StopDownload
from scrapy.http import Request, Response
from scrapy.http.request import NO_CALLBACK

from crawler.address import site
from crawler.refusal import DOWNLOAD_FAULTS, RefusedRequest, explain
from crawler.revisiting import visit_of
from crawler.robots import MAX_BYTES, Robots, read_robots
from crawler.run import run_of
from crawler.snapshot import META

OWN_REQUEST = "passend_robots"


class RobotsMiddleware:
    """In the place of Scrapy's own, which lets a site be crawled when its robots.txt answers 500 or nothing."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler, self.pauses = crawler, run_of(crawler).pauses
        self.agent = crawler.settings["USER_AGENT"]
        self._sites: dict[str, asyncio.Future[Robots]] = {}
        self._received: dict[str, int] = {}
        self._under_way = 0

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        if request.meta.get(OWN_REQUEST):
            return
        robots = await self._robots_of(request)
        if not robots.allows(request.url):
            raise RefusedRequest(robots.code, "robots.txt verbiedt dit adres" if robots.open else robots.verdict)

    async def _robots_of(self, request: Request) -> Robots:
        key = site(request.url)
        if key not in self._sites:
            self._sites[key] = asyncio.get_running_loop().create_future()
            robots = Robots("robots.txt is onbereikbaar", open=False)
            try:
                robots = await self._ask(key)
            finally:  # whoever waits for the same file must go on, whatever happened here
                self._sites[key].set_result(robots)
                self._note(key, robots)
        return await self._sites[key]

    async def _ask(self, key: str) -> Robots:
        request = Request(
            f"{key}/robots.txt",
            priority=1000,
            callback=NO_CALLBACK,
            headers={"Accept-Encoding": "identity"},
            meta={OWN_REQUEST: True, "download_slot": key},
        )
        assert self.crawler.engine is not None
        try:
            with self._watching():
                response = await self.crawler.engine.download_async(request)
        except DOWNLOAD_FAULTS as error:
            code, detail = explain(error)
            return Robots(f"robots.txt is onbereikbaar: {detail}", open=False, code=code)
        run = run_of(self.crawler)
        if visit := visit_of(response, run.source.name, response.meta[META]):
            run.robots_pages.append(visit)
        return self._judge(response)

    @contextmanager
    def _watching(self) -> Iterator[None]:
        """Listens to what comes in only while a robots.txt does: else every piece of every page is told."""
        self._under_way += 1
        self.crawler.signals.connect(self.stop_when_long, signal=signals.bytes_received)
        try:
            yield
        finally:
            self._under_way -= 1
            if not self._under_way:
                self.crawler.signals.disconnect(self.stop_when_long, signal=signals.bytes_received)
                self._received.clear()

    def _judge(self, response: Response) -> Robots:
        if response.status == 200:
            return read_robots(response.body, self.agent)
        # 429 is a client error, but one that says "not now": stricter than RFC 9309 2.3.1.3, which allows all.
        if 400 <= response.status < 500 and response.status != 429:
            return Robots(f"geen robots.txt ({response.status})")
        return Robots(f"robots.txt is onbereikbaar ({response.status})", open=False)

    def _note(self, key: str, robots: Robots) -> None:
        if robots.delay is not None:
            self.pauses.lengthen(key, robots.delay)
        run_of(self.crawler).note_robots(key, robots.verdict)

    def stop_when_long(self, data: bytes, request: Request) -> None:
        """The first half megabyte of a robots.txt counts; the rest is not fetched."""
        if request.meta.get(OWN_REQUEST):
            self._received[request.url] = self._received.get(request.url, 0) + len(data)
            if self._received[request.url] > MAX_BYTES:
                raise StopDownload(fail=False)
