"""A document as fetched or saved: bytes with what is known about them, decoded once and only when asked."""

import codecs
import html
import re
import zlib
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import lxml.html
from lxml import etree

from crawler.charset import decode_with, is_known, is_wide, says_utf8
from crawler.json_text import read_json
from crawler.landmarks import JOB_POSTING, Landmarks, find_landmarks
from dossier.errors import Refused

MAX_BYTES = 24 * 1024 * 1024
MAX_TAGS = 300_000
"""A page for people has some thousands; each tag of a page costs 700 bytes of memory."""
MAX_ATTRIBUTES = 5_000
"""libxml2 compares each attribute of an element with all before it: 40,000 cost minutes."""
_HTML_NAMES = frozenset((
    "html", "head", "body", "div", "span", "p", "a", "h1", "h2", "h3", "ul", "ol", "li", "table", "tr", "td",
    "script", "style", "meta", "title", "link", "section", "article", "main", "header", "footer", "nav", "form",
    "template", "noscript", "iframe", "b", "i", "br", "img",
))  # fmt: skip
# An answer in a call (JSONP), behind a guard against scripts, given to a variable, or written as one long string.
_JSON_WRAPPER = re.compile(
    rb"""(?:\)\]\}'?,?\s*|(?:for\s*\(;;\)|while\s*\((?:1|true)\))\s*;?\s*|/\*.{0,40}?\*/\s*)?
    (?:(?:(?:var|let|const)\s+)?[A-Za-z_$][\w$.]*\s*(?:=|\()\s*)?(?=[\[{])|"(?=[\[{]\s*(?:\\"|[\[{]))""",
    re.VERBOSE,
)
_LONG_TAG = re.compile(r"<[A-Za-z][^<>]{10000,}")
_TAG_NAME = re.compile(r"<([A-Za-z][\w.:-]*)")
_DOCTYPE = re.compile(r"<!DOCTYPE\s*([\w:]*)[^\[>]*(?:\[.*?\]\s*)?>", re.DOTALL | re.IGNORECASE)
_SPACE = re.compile(r"[\s\x00\ufeff]*")
_OPEN_TAG = re.compile(r"<([A-Za-z][\w.:-]*)\s+(?=<)")  # as in "<jobs <job>", which real feeds contain
CODE_START = 1_000
_INNER_BYTES = bytes(range(0x80, 0xC0))  # of a character of which the beginning was cut off
_HREF = re.compile(r"\bhref\s*=\s*[\"']([^\"']+)", re.IGNORECASE)
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>", re.IGNORECASE)
_XML_ENCODING = re.compile(r"\s*<\?xml\b[^>]*?\bencoding\s*=\s*[\"']([^\"'<>]*)")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


@dataclass(frozen=True)
class Document:
    """What was fetched or read: nothing is parsed before a reader asks for it."""

    content: bytes
    url: str | None = None
    media_type: str | None = None
    path: str | None = None

    @cached_property
    def body(self) -> bytes:
        """The content without gzip; refuses what is too large, before and after unpacking."""
        content = _unpack(self.content) if self.content[:2] == b"\x1f\x8b" else self.content
        if len(content) > MAX_BYTES:
            raise Refused("too_large", f"meer dan {MAX_BYTES // 1024 // 1024} MB")
        return _drop_headers(content)

    @cached_property
    def text(self) -> str:
        return self._decoded[0]

    @cached_property
    def _decoded(self) -> tuple[str, str]:
        return decode_with(self.body, self.media_type)

    @cached_property
    def ascii(self) -> bytes:
        """The content in an encoding that keeps ASCII as it is: bytes are searched ten times faster than text."""
        return self.text.encode("utf-8", "replace") if is_wide(self.body) else self.body

    @cached_property
    def _is_utf8(self) -> bool:
        return self.ascii is not self.body or says_utf8(self.body, self.media_type)

    def piece(self, start: int, end: int) -> str:
        """A stretch of `ascii` as text; the rest of the page is decoded only where its encoding is in doubt."""
        return self.decode(self.ascii[max(start, 0) : end])

    def decode(self, part: bytes) -> str:
        """Some bytes of `ascii` as text."""
        if self._is_utf8:
            try:
                return codecs.utf_8_decode(part.lstrip(_INNER_BYTES), "strict", False)[0]
            except UnicodeDecodeError:
                pass
        return part.decode("utf-8" if self.ascii is not self.body else self._decoded[1], "replace")

    @cached_property
    def kind(self) -> str:
        """What the content itself looks like: empty, json, xml, html, csv or text; labels of servers lie."""
        head = self.ascii[:65536].removeprefix(codecs.BOM_UTF8)
        start = head[:4096].lstrip(b" \t\r\n\x00")
        if not start:
            return "empty"
        if start[0] in b"{[" or _JSON_WRAPPER.match(start):
            return "json"
        if first := _first_name(head[:2048].decode("latin-1")) or _first_name(head.decode("latin-1")):
            return "html" if first in _HTML_NAMES else "xml"
        if b"<html" in head.lower() or "html" in (self.media_type or ""):
            return "html"
        if "csv" in (self.media_type or "") or (self.path or "").lower().endswith(".csv"):
            return "csv"
        return "text"

    @cached_property
    def address(self) -> str | None:
        """Where the document was fetched; for a page from a file the address that the page itself names."""
        return self.url or (self.canonical if self.kind == "html" else None)

    @cached_property
    def canonical(self) -> str | None:
        """The address that a page gives itself."""
        place = self.ascii.find(b"canonical")
        opening, end = self.ascii.rfind(b"<", 0, max(place, 0)), self.ascii.find(b">", place)
        tag = self.piece(opening, end) if 0 <= opening < place < end else ""
        href = _HREF.search(tag) if tag[:5].lower() == "<link" else None
        return html.unescape(href[1]) if href else None

    def mentions(self, words: str) -> bool:
        """Whether the content has some ASCII words; remembered, because many readers ask the same of a large page."""
        if words not in self._mentioned:
            self._mentioned[words] = words.encode("ascii") in self.ascii
        return self._mentioned[words]

    @cached_property
    def _mentioned(self) -> dict[str, bool]:
        return {JOB_POSTING.decode(): JOB_POSTING in self.landmarks.first}

    @cached_property
    def landmarks(self) -> Landmarks:
        """Where scripts and drawings stand, and the first heading."""
        return find_landmarks(self.ascii)

    @property
    def codes(self) -> list[tuple[int, int, int]]:
        """Every script, style and drawing: where its tag opens, its content begins and ends; most of a page is this."""
        return self.landmarks.codes

    @cached_property
    def code_starts(self) -> bytes:
        """How every script begins: its tag, and what it sets first."""
        content = self.ascii
        return b"\n".join(
            [
                content[opening : min(begin + CODE_START, end)]
                for opening, begin, end in self.codes
                if content[opening + 1 : opening + 3].lower() == b"sc"  # and no drawing, of which there are most
            ]
        )

    def without_codes(self, start: int, stop: int | None = None) -> bytes:
        """A stretch of the content without scripts, styles and drawings."""
        content, kept = self.ascii, []
        stop = len(content) if stop is None else min(stop, len(content))
        for opening, _, end in self.codes:
            if opening >= stop:
                break
            if opening >= start:
                kept.append(content[start:opening])
            if end >= start:
                start = content.find(b">", end) + 1 or len(content)
        return b" ".join([*kept, content[start:stop]])

    @cached_property
    def shown(self) -> bytes:
        """The content without scripts, styles and drawings."""
        return self.without_codes(0)

    @cached_property
    def data(self) -> Any:
        """The JSON value of the document, a list where there are several; raises Refused where it is broken."""
        try:
            return read_json(self.text)
        except (ValueError, RecursionError) as error:
            raise Refused("malformed", f"JSON: {error}"[:200]) from error

    @cached_property
    def root(self) -> etree._Element:
        """The XML root, read without DTD, entities or network, and repaired where it is not well-formed."""
        root, _ = self._parsed
        if root is None:
            raise Refused("malformed", "XML: geen element gevonden")
        return root

    @property
    def faults(self) -> list[str]:
        """What was wrong with the XML, for the record."""
        return self._parsed[1]

    @cached_property
    def html(self) -> lxml.html.HtmlElement:
        """The tree of a page; refuses what no page for people is, because the parser would choke on it."""
        if self.text.count("<") > MAX_TAGS:
            raise Refused("too_large", f"meer dan {MAX_TAGS} keer '<'")
        if any(len(tag[0].split()) > MAX_ATTRIBUTES for tag in _LONG_TAG.finditer(self.text)):
            raise Refused("too_large", f"een element met meer dan {MAX_ATTRIBUTES} attributen")
        text = _CONTROL.sub(" ", _XML_DECLARATION.sub("", self.text))
        try:
            return lxml.html.document_fromstring(text.encode(), parser=lxml.html.HTMLParser(encoding="utf-8"))
        except (etree.ParserError, ValueError) as error:
            raise Refused("malformed", f"HTML: {error}"[:200]) from error

    @cached_property
    def _parsed(self) -> tuple[etree._Element | None, list[str]]:
        text = _XML_DECLARATION.sub("", self.text.lstrip("\ufeff\x00"), count=1)
        faults = ["DTD genegeerd"] if "<!DOCTYPE" in text[:65536].upper() else []
        if (named := _XML_ENCODING.match(self.text)) and not is_known(named[1]):
            faults.append(f"onbekende tekenset {named[1][:40]}")
        text = _CONTROL.sub("", _DOCTYPE.sub("", text, count=1)).strip()
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, recover=True, remove_comments=True,
            remove_pis=True, encoding="utf-8",
        )  # fmt: skip
        try:
            root = etree.fromstring(text.encode("utf-8", "replace"), parser)
            if parser.error_log and _OPEN_TAG.search(text[:2000]):
                faults.append("een tag was niet gesloten")
                root = etree.fromstring(_OPEN_TAG.sub(r"<\1>", text, count=1).encode("utf-8", "replace"), parser)
        except etree.XMLSyntaxError as error:
            return None, [*faults, str(error)[:200]]
        return root, [*faults, *[entry.message for entry in list(parser.error_log)[:1]]]


def _first_name(text: str) -> str | None:
    """The name of the doctype or of the first element, past declarations and comments."""
    position = 0
    while True:
        position = _SPACE.match(text, position).end()  # type: ignore[union-attr]
        if text.startswith("<?", position):
            end, skip = text.find(">", position), 1
        elif text.startswith("<!--", position):
            end, skip = text.find("-->", position), 3
        elif doctype := _DOCTYPE.match(text, position):
            if doctype[1].lower() == "html":
                return "html"
            end, skip = doctype.end(), 0
        else:
            name = _TAG_NAME.match(text, position)
            return name[1].lower() if name else None
        if end < 0:
            return None
        position = end + skip


def _drop_headers(content: bytes) -> bytes:
    """A page that was saved with the headers of its answer begins after them."""
    if not content[:9].startswith(b"HTTP/1."):
        return content
    head, separator, rest = content.partition(b"\r\n\r\n")
    return rest if separator and len(head) < 16_384 else content.partition(b"\n\n")[2] or content


def _unpack(content: bytes) -> bytes:
    """One layer of gzip, never more than the limit."""
    unpacker = zlib.decompressobj(wbits=31)
    try:
        body = unpacker.decompress(content, MAX_BYTES + 1)
    except zlib.error as error:
        raise Refused("malformed", f"gzip: {error}") from error
    if not unpacker.eof and len(body) <= MAX_BYTES:
        raise Refused("malformed", "gzip: afgebroken")
    return body
