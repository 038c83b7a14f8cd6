"""In the place of what Scrapy writes and counts for every page: the record of the run keeps what matters."""

from typing import Any

from scrapy.http import Request, Response
from scrapy.logformatter import LogFormatter, LogFormatterResult
from scrapy.spiders import Spider
from scrapy.statscollectors import DummyStatsCollector


class QuietFormatter(LogFormatter):
    """No line for an answer that came: only warnings are kept, and a line that nobody reads is made all the same."""

    def crawled(self, request: Request, response: Response, spider: Spider) -> LogFormatterResult | None:  # type: ignore[override]
        return None


class NoStats(DummyStatsCollector):
    """Counts nothing, without the look-up by which Scrapy finds old ways of calling it, thirty times a page."""

    def __getattribute__(self, name: str) -> Any:
        return object.__getattribute__(self, name)
