"""Undoes the content encoding of an answer, strictly and within limits: a cut-off body is not a page."""

import zlib
from typing import Self

from scrapy.crawler import Crawler
from scrapy.http import Request, Response, TextResponse
from scrapy.responsetypes import responsetypes

from crawler.refusal import RefusedRequest

ACCEPTED = "gzip, deflate"
MOST_LAYERS = 2
GZIP_MAGIC = b"\x1f\x8b"


class DecodingMiddleware:
    """In the place of Scrapy's own: that one accepts half a gzip body, brotli and any number of layers."""

    def __init__(self, max_size: int) -> None:
        self.max_size = max_size

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler.settings.getint("DOWNLOAD_MAXSIZE"))

    def process_response(self, request: Request, response: Response) -> Response:
        named = b",".join(response.headers.getlist("Content-Encoding")).decode("latin-1")
        encodings = [name.strip().lower() for name in named.split(",") if name.strip() not in ("", "identity")]
        if not encodings or not response.body:
            return response
        body = decoded(response.body, encodings, self.max_size)
        headers = response.headers.copy()
        del headers["Content-Encoding"]
        kind = responsetypes.from_args(headers=headers, url=response.url, body=body)
        extra = {"encoding": None} if issubclass(kind, TextResponse) else {}
        return response.replace(cls=kind, headers=headers, body=body, **extra)


def decoded(body: bytes, encodings: list[str], max_size: int) -> bytes:
    """The body without its encodings, last applied first; refuses bombs, damage and what was not asked for."""
    if len(encodings) > MOST_LAYERS:
        raise RefusedRequest("unsupported", f"{len(encodings)} lagen compressie")
    for encoding in reversed(encodings):
        if encoding not in {"gzip", "x-gzip", "deflate"}:
            raise RefusedRequest("unsupported", f"compressie {encoding[:20]!r} is niet gevraagd")
        body = _unpacked(body, encoding, max_size)
    return body


def _unpacked(body: bytes, encoding: str, max_size: int) -> bytes:
    # The second byte tells a zlib header from a bare deflate stream, which some servers send (RFC 9110 8.4.1.2).
    is_zlib = body[0] & 15 == 8 and int.from_bytes(body[:2]) % 31 == 0
    window = 31 if encoding != "deflate" else 15 if is_zlib else -15
    plain, rest = _one_member(body, window, encoding, max_size)
    while rest.startswith(GZIP_MAGIC) and window == 31:  # several members one after another are one body (RFC 1952 2.2)
        more, rest = _one_member(rest, window, encoding, max_size - len(plain))
        plain += more
    return plain


def _one_member(body: bytes, window: int, encoding: str, room: int) -> tuple[bytes, bytes]:
    """One compressed stream, and what comes after it."""
    unpacker = zlib.decompressobj(wbits=window)
    try:
        plain = unpacker.decompress(body, room + 1)
    except zlib.error as error:
        raise RefusedRequest("malformed", f"{encoding}: {error}") from error
    if len(plain) > room:
        raise RefusedRequest("too_large", "meer bytes dan toegestaan na uitpakken")
    if not unpacker.eof:
        raise RefusedRequest("malformed", f"{encoding}: afgebroken")
    return plain, unpacker.unused_data
