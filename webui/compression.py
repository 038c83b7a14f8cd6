"""Pages and static files go over the line as gzip; why that is safe here stands in docs/decisions.md."""

import zlib
from functools import lru_cache
from secrets import randbelow, token_hex

from flask import Flask, Response, request

from webui.assets import STATIC_ENDPOINTS

KINDS = frozenset({
    "text/html",
    "text/css",
    "text/javascript",
    "application/javascript",
    "application/json",
    "application/problem+json",
    "image/svg+xml",
})  # fmt: skip
LEAST_BYTES = 600
"""Below this it costs more than it saves."""
MOST_NOISE = 100
"""Random bytes in the head of each page: two pages of one length in plain text differ on the line (BREACH)."""
HEAD = b"\x1f\x8b\x08%c\x00\x00\x00\x00\x00\xff"
NAMED, PLAIN = 8, 0


def gzip_body(body: bytes, *, noise: bytes = b"", level: int = 6) -> bytes:
    """A gzip member (RFC 1952) without a time; `noise` stands where the name of a file may stand."""
    packer = zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS)
    return _gzip(packer.compress(body) + packer.flush(), body, noise)


def gzip_packed(packed: bytes, body: bytes) -> bytes:
    """The same around a page that is packed already."""
    return _gzip(packed, body, random_noise())


def _gzip(packed: bytes, body: bytes, noise: bytes) -> bytes:
    tail = zlib.crc32(body).to_bytes(4, "little") + (len(body) & 0xFFFFFFFF).to_bytes(4, "little")
    name = noise + b"\x00" if noise else b""
    return HEAD % (NAMED if noise else PLAIN) + name + packed + tail


@lru_cache(maxsize=64)
def gzip_asset(body: bytes) -> bytes:
    return gzip_body(body, level=9)


def random_noise() -> bytes:
    return token_hex(MOST_NOISE // 2)[: 1 + randbelow(MOST_NOISE)].encode()


def may_compress(response: Response) -> bool:
    """Only what a GET shows: an address or a code that is shown once is the answer to a form, and stays as it is."""
    return (
        request.method == "GET"
        and response.status_code == 200
        and response.mimetype in KINDS
        and "Content-Encoding" not in response.headers
        and not response.headers.get("Content-Disposition", "").startswith("attachment")
    )


def compress(response: Response) -> Response:
    if not may_compress(response):
        return response
    response.vary.add("Accept-Encoding")
    if not request.accept_encodings["gzip"]:
        return response
    is_asset = request.endpoint in STATIC_ENDPOINTS
    response.direct_passthrough = False
    body = response.get_data()
    if is_asset:
        response.close()  # the file it was read from
    if len(body) < LEAST_BYTES:
        return response
    response.set_data(gzip_asset(body) if is_asset else gzip_body(body, noise=random_noise()))
    response.headers["Content-Encoding"] = "gzip"
    etag, _weak = response.get_etag()
    if etag:
        response.set_etag(etag, weak=True)  # the same content in other bytes
    return response


def register_compression(app: Flask) -> None:
    app.after_request(compress)
