"""Content encodings are undone strictly: no bomb, no half page."""

import gzip
import zlib

import pytest

from crawler.encoding import decoded
from crawler.refusal import RefusedRequest

PAGE = b"Bakkerij Mulder zoekt een broodbakker. " * 50
LIMIT = 1 << 20


def bare_deflate(content):
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(content) + packer.flush()


def squeeze(body: bytes) -> bytes:
    """gzip without the hour in it: the name of a test may not depend on when it is collected."""
    return gzip.compress(body, mtime=0)


@pytest.mark.parametrize(
    ("body", "encodings"),
    [
        (squeeze(PAGE), ["gzip"]),
        (squeeze(PAGE), ["x-gzip"]),
        (zlib.compress(PAGE), ["deflate"]),
        (bare_deflate(PAGE), ["deflate"]),
        (squeeze(squeeze(PAGE)), ["gzip", "gzip"]),
        (squeeze(PAGE[:100]) + squeeze(PAGE[100:]), ["gzip"]),
        (squeeze(PAGE) + b"\0\0\0", ["gzip"]),
    ],
)
def test_a_whole_body_comes_out(body, encodings):
    assert decoded(body, encodings, LIMIT) == PAGE


@pytest.mark.parametrize(
    ("body", "encodings", "code"),
    [
        (squeeze(bytes(LIMIT * 50)), ["gzip"], "too_large"),
        (squeeze(squeeze(bytes(LIMIT * 50))), ["gzip", "gzip"], "too_large"),
        (zlib.compress(bytes(LIMIT * 50)), ["deflate"], "too_large"),
        (squeeze(PAGE)[:-20], ["gzip"], "malformed"),
        (squeeze(PAGE)[:-6] + b"xxxxxx", ["gzip"], "malformed"),
        (PAGE, ["gzip"], "malformed"),
        (PAGE, ["deflate"], "malformed"),
        (PAGE, ["br"], "unsupported"),
        (PAGE, ["zstd"], "unsupported"),
        (PAGE, ["gzip"] * 200, "unsupported"),
    ],
)
def test_a_bomb_or_a_damaged_body_is_refused_with_its_code(body, encodings, code):
    with pytest.raises(RefusedRequest) as refusal:
        decoded(body, encodings, LIMIT)
    assert refusal.value.code == code
