"""A page as gzip with one hole in it: packed once, and sent to each reader with the token of that request."""

import zlib
from dataclasses import dataclass
from secrets import token_bytes

LEVEL = 6
NEVER_IN_TEXT = bytes([0xC0, 0xC1, *range(0xF5, 0x100)])
"""Bytes that UTF-8 does not have, so that nothing on a page is taken for a piece of a token."""
WINDOW = 32_768
LONGEST_STORED = 0xFFFF


@dataclass(frozen=True)
class Packed:
    """Deflate data (RFC 1951) before and after the first token; the tokens that follow are references to that one."""

    before: bytes
    after: bytes

    def fill(self, token: bytes) -> bytes:
        """The whole with this token, as long as the one that it was packed for, in a block that is stored as it is."""
        size = len(token)
        stored = b"\x00" + size.to_bytes(2, "little") + (LONGEST_STORED - size).to_bytes(2, "little") + token
        return self.before + stored + self.after


def pack(parts: list[bytes], length: int) -> Packed | None:
    """The parts of a page with tokens of this length between; None where that cannot be done, which is tried."""
    if len(parts) < 2 or not 0 < length <= LONGEST_STORED:
        return None
    mark, other = _make_mark(length), token_bytes(length)
    first = zlib.compressobj(LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    before = first.compress(parts[0]) + first.flush(zlib.Z_SYNC_FLUSH)
    known = (parts[0] + mark)[-WINDOW:]
    second = zlib.compressobj(LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS, zdict=known)
    packed = Packed(before, second.compress(mark.join(parts[1:])) + second.flush())
    is_right = zlib.decompress(packed.fill(other), -zlib.MAX_WBITS) == other.join(parts)
    return packed if is_right else None


def _make_mark(length: int) -> bytes:
    """No three signs of it come twice for a long while, so that it is only like itself."""
    size = len(NEVER_IN_TEXT)
    return bytes(
        NEVER_IN_TEXT[(place * place + place // size * 5 + place // size**2) % size] for place in range(length)
    )
