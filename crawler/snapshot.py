"""Keeps every answer byte for byte before anything reads it."""

from dataclasses import dataclass
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Self
from urllib.parse import urlsplit

from scrapy.crawler import Crawler
from scrapy.http import Request, Response

from crawler.download import TLS
from crawler.run import Run, run_of
from dossier.storage.snapshots import Slice
from dossier.storage.warc import Exchange

META = "passend_snapshot"


@dataclass(frozen=True)
class Kept:
    """Where an answer was kept, and when it came."""

    slice: Slice
    fetched_at: datetime


class SnapshotMiddleware:
    """Nearest to the wire (priority 950): sees the body as sent, still encoded, before any other component."""

    def __init__(self, run: Run) -> None:
        self.run = run

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(run_of(crawler))

    def process_response(self, request: Request, response: Response) -> Response:
        now = datetime.now(UTC)
        address = None if response.ip_address is None else str(response.ip_address)
        exchange = Exchange(
            response.url,
            now,
            _request_head(request),
            _response_head(response),
            response.body,
            address=address,
            request_body=request.body,
            tls=request.meta.get(TLS),
        )
        request.meta[META] = Kept(self.run.warc.append(exchange), now)
        self.run.count_status(response.status)
        return response


def _request_head(request: Request) -> bytes:
    parts = urlsplit(request.url)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    lines = [f"{request.method} {target} HTTP/1.1", f"Host: {parts.netloc}"]
    if request.body:
        lines.append(f"Content-Length: {len(request.body)}")
    return "\r\n".join(lines).encode() + b"\r\n" + _headers(request) + b"\r\n"


def _response_head(response: Response) -> bytes:
    try:
        phrase = HTTPStatus(response.status).phrase
    except ValueError:
        phrase = "Unknown"
    return f"{response.protocol or 'HTTP/1.1'} {response.status} {phrase}\r\n".encode() + _headers(response) + b"\r\n"


def _headers(message: Request | Response) -> bytes:
    block = message.headers.to_string()
    return block + b"\r\n" if block else b""
