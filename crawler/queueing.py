"""One queue per site, one request at a time, and rest for a site that asks for it."""

from datetime import UTC, datetime
from typing import Self

from scrapy.core.downloader import Slot
from scrapy.crawler import Crawler
from scrapy.extensions.throttle import AutoThrottle
from scrapy.http import Request, Response

from crawler.address import authority, site
from crawler.politeness import retry_after
from crawler.refusal import RefusedRequest
from crawler.run import run_of

MOST_RETRIES = {429: 1, 503: 2}
LONGEST_WAIT = 60.0
LONGEST_WAIT_PASTED = 10.0
"""Somebody is waiting for the answer."""
FIRST_BACK_OFF = 5.0


class PoliteMiddleware:
    """One queue per site (scheme, name and port), and a busy site is asked again only after it said."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler, self.pauses = crawler, run_of(crawler).pauses
        self.longest = LONGEST_WAIT_PASTED if run_of(crawler).pasted else LONGEST_WAIT

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        key = site(request.url)
        request.meta["download_slot"] = key
        await self.pauses.wait(key)
        if reason := self.pauses.why_set_aside(key):
            raise RefusedRequest("status", reason)
        self.pauses.count(key)
        pause = self.pauses.of(key)
        assert self.crawler.engine is not None
        downloader = self.crawler.engine.downloader
        downloader.per_slot_settings[key] = {"delay": pause, "concurrency": 1, "jitter": 0}
        slot = downloader.slots.get(key)
        if slot is not None:
            slot.delay = max(slot.delay, pause)

    def process_response(self, request: Request, response: Response) -> Request | Response:
        if response.status not in MOST_RETRIES:
            return response
        key, tries = site(request.url), request.meta.get("passend_busy", 0)
        asked = retry_after(response.headers.get("Retry-After"), datetime.now(UTC))
        if tries >= MOST_RETRIES[response.status] or (asked or 0) > self.longest:
            self.pauses.set_aside(key, f"{response.status}: de site vraagt om rust")
            return response
        self.pauses.leave_alone(key, asked if asked is not None else FIRST_BACK_OFF * 2**tries)
        again = request.replace(dont_filter=True, priority=request.priority + 1)
        again.meta["passend_busy"] = tries + 1
        return again


class SiteThrottle(AutoThrottle):
    """AutoThrottle that never goes below the pause of the site, and leaves loopback alone."""

    def _adjust_delay(self, slot: Slot, latency: float, response: Response) -> None:
        pauses = run_of(self.crawler).pauses
        key = site(response.url)
        if authority(key) in pauses.loopback:
            return
        super()._adjust_delay(slot, latency, response)
        slot.delay = max(slot.delay, pauses.of(key))
