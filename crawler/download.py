"""The one place where a request goes over the wire: in the turn of its host."""

from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.crawler import Crawler
from scrapy.http import Request, Response

from crawler.run import run_of


class TurnHandler(HTTP11DownloadHandler):
    """Scrapy's own, after its queues and pauses; waiting for the turn counts as no time of the site."""

    lazy = True

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self.turns = run_of(crawler).turns

    async def download_request(self, request: Request) -> Response:
        async with self.turns.turn(request.url):
            return await super().download_request(request)
