"""A page that is packed once opens with the token of every request, and says nothing of it by its length."""

import zlib
from secrets import token_urlsafe

import pytest

from webui.packed_page import NEVER_IN_TEXT, pack

TEXT = "Magazijnmedewerker in Zeist – € 2.650 per maand. " * 40


@pytest.mark.parametrize(
    "texts", [["", ""], [TEXT] * 120, [f"{TEXT}{number}" for number in range(70)], ["a" * 257, "a" * 255, "b"]]
)
@pytest.mark.parametrize("length", [1, 3, 91, 300])
def test_each_token_stands_where_it_belongs(texts, length):
    parts = [text.encode() for text in texts]
    packed = pack(parts, length)
    if packed is None:
        assert length != 91
        return
    for token in (token_urlsafe(length)[:length].encode(), TEXT.encode()[:length], b"a" * length):
        assert zlib.decompress(packed.fill(token), -zlib.MAX_WBITS) == token.join(parts)
        assert len(packed.fill(token)) == len(packed.fill(b"x" * length))


def test_what_is_packed_is_hardly_longer_than_without_a_hole():
    parts = [f"{TEXT}{number}".encode() for number in range(100)]
    packed, token = pack(parts, 91), token_urlsafe(91)[:91].encode()
    assert packed is not None
    assert len(packed.fill(token)) < len(zlib.compress(token.join(parts))) + 400


FAR = [b"a", bytes(range(128)) * 400, b"b"]


@pytest.mark.parametrize(
    ("parts", "length"), [([], 91), ([b"geen gat"], 91), ([b"a", b"b"], 0), ([b"a", b"b"], 70_000), (FAR, 91)]
)
def test_what_has_no_hole_or_holes_out_of_sight_of_each_other_is_not_packed_so(parts, length):
    assert pack(parts, length) is None


def test_the_bytes_that_stand_for_a_token_are_in_no_text():
    for sign in NEVER_IN_TEXT:
        with pytest.raises(UnicodeDecodeError):
            bytes([sign]).decode()
