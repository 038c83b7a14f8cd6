"""Bytes to text, in the order that browsers use: BOM, server, page, UTF-8, windows-1252."""

import codecs
import re
from collections.abc import Iterator

_CHARSET = re.compile(rb"""[ce](?:harset|ncoding)\s*=\s*["']?\s*([\w.:-]+)""")
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_BROWSER_NAMES = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252"}
_NOT_HERE = frozenset({"utf-7", "utf7", "idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined"})


def decode(content: bytes, media_type: str | None = None) -> str:
    """The text of a page; never raises, a byte that fits nowhere becomes U+FFFD."""
    return decode_with(content, media_type)[0]


def decode_with(content: bytes, media_type: str | None = None) -> tuple[str, str]:
    """The text of a page, and the name of the encoding by which it was read."""
    for bom, name in _BOMS:
        if content.startswith(bom):
            return content[len(bom) :].decode(name, "replace"), name
    if (guess := _wide(content)) is not None:
        return content.decode(guess, "replace"), guess
    for label in _all_labels(content, media_type):
        try:
            return content.decode(label), label
        except (UnicodeDecodeError, LookupError):
            continue
    try:
        return content.decode(), "utf-8"
    except UnicodeDecodeError as error:
        # A few bad bytes in a page that is otherwise UTF-8 are damage; many mean windows-1252.
        is_damaged = any(byte >= 0xC2 for byte in content[: error.start]) or _looks_utf8(content)
        name = "utf-8" if is_damaged else "cp1252"
        return content.decode(name, "replace"), name


def is_wide(content: bytes) -> bool:
    """Whether a character takes two bytes, so that even ASCII is not itself."""
    return content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or _wide(content) is not None


def says_utf8(content: bytes, media_type: str | None = None) -> bool:
    """Whether UTF-8 is what the page would be tried in first."""
    return content.startswith(codecs.BOM_UTF8) or next(_all_labels(content, media_type), "utf-8") == "utf-8"


def is_known(name: str) -> bool:
    """Whether there is such a character set."""
    try:
        codecs.lookup(name)
    except LookupError:
        return False
    return True


def _all_labels(content: bytes, media_type: str | None) -> Iterator[str]:
    yield from _labels((media_type or "").encode("ascii", "ignore"))
    yield from _labels(content[:4096])


def _labels(text: bytes) -> Iterator[str]:
    """The character sets that a header or the first bytes of a page name, as Python knows them."""
    lowered = text.lower()
    places = [place for name in (b"charset", b"encoding") if (place := lowered.find(name)) >= 0]
    for match in _CHARSET.finditer(lowered, min(places)) if places else ():
        name = match[1].decode("ascii", "ignore")
        try:
            name = codecs.lookup(_BROWSER_NAMES.get(name, name)).name
        except LookupError:
            continue
        if name in _NOT_HERE or name.startswith(("utf-16", "utf-32")) or not _is_text_codec(name):
            continue  # a page whose label could be read in ASCII is not UTF-16
        if name == "cp1252":
            yield "utf-8"  # UTF-8 that says latin-1 is common; the reverse fails
        yield name


def _is_text_codec(name: str) -> bool:
    return bool(getattr(codecs.lookup(name), "_is_text_encoding", True))


def _wide(content: bytes) -> str | None:
    """UTF-16 without a BOM shows as every second byte zero."""
    start = content[:64]
    if len(start) < 16 or b"\x00" not in start:
        return None
    half = len(start) // 2
    if start[1::2].count(0) > half * 0.8 and start[::2].count(0) == 0:
        return "utf-16-le"
    if start[::2].count(0) > half * 0.8 and start[1::2].count(0) == 0:
        return "utf-16-be"
    return None


def _looks_utf8(content: bytes) -> bool:
    text = content.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    return sum(char > "\x7f" for char in text) > 2 * bad
