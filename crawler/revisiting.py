"""Asks for a known page only when it changed; an unchanged page is read again from where it was kept."""

import logging
from typing import Self

from scrapy.crawler import Crawler
from scrapy.http import Request, Response
from scrapy.http.headers import Headers
from scrapy.responsetypes import responsetypes

from crawler.run import Run, run_of
from crawler.snapshot import META, Kept
from dossier.errors import EvidenceError
from dossier.model.vacancy import VisitedPage
from dossier.storage.snapshots import Slice
from dossier.storage.visits import Visit

log = logging.getLogger(__name__)
CONDITIONAL = "passend_conditional"
UNCHANGED = "unchanged"


def visit_of(response: Response, source: str, kept: Kept) -> Visit | None:
    """What to ask a page with next time; None when its server gave no marks."""
    etag, modified = plain_header(response, "ETag"), plain_header(response, "Last-Modified")
    is_plain = response.request is None or response.request.method == "GET"  # RFC 9110 13.1.2: only GET may get a 304
    if response.status != 200 or not is_plain or not (etag or modified):
        return None
    marks = {"etag": etag, "last_modified": modified, "fetched_at": kept.fetched_at}
    return {"source": source, "url": response.url, **marks, **vars(kept.slice)}


def plain_header(response: Response, name: str) -> str | None:
    """A header short enough and plain enough to keep, and to send back later."""
    value = (response.headers.get(name) or b"").decode("latin-1").strip()
    return value if value and len(value) <= 200 and value.isprintable() else None


class RevisitMiddleware:
    """Adds the marks of the last visit (RFC 9110 13.1), and turns a 304 into the page that was kept."""

    def __init__(self, run: Run) -> None:
        self.run = run

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(run_of(crawler))

    def process_request(self, request: Request) -> None:
        page = self.run.visited.get(request.url)
        if page is None or request.method != "GET" or request.meta.get(CONDITIONAL) is False:
            return
        request.meta[CONDITIONAL] = True
        if page.etag:
            request.headers.setdefault("If-None-Match", page.etag)
        if page.last_modified:
            request.headers.setdefault("If-Modified-Since", page.last_modified)

    def process_response(self, request: Request, response: Response) -> Request | Response:
        page = self.run.visited.get(request.url)
        if response.status != 304 or page is None or not request.meta.get(CONDITIONAL):
            return response
        try:
            return self._kept_page(request, page)
        except EvidenceError as error:  # without the bytes a 304 proves nothing: ask for the page itself
            log.warning("%s wordt opnieuw opgehaald: %s", request.url, error)
            again = request.replace(dont_filter=True)
            again.meta[CONDITIONAL] = False
            for name in ("If-None-Match", "If-Modified-Since"):
                again.headers.pop(name, None)
            return again

    def _kept_page(self, request: Request, page: VisitedPage) -> Response:
        where = Slice(page.warc, page.offset, page.length, page.sha256)
        answer = self.run.store.read_answer(where)
        headers = Headers([(name, value) for name, value in answer.headers if name.lower() != "content-encoding"])
        request.meta[META] = Kept(where, page.fetched_at)
        kind = responsetypes.from_args(headers=headers, url=request.url, body=answer.body)
        return kind(url=request.url, status=200, headers=headers, body=answer.body, request=request, flags=[UNCHANGED])
