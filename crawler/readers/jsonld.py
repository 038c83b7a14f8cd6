"""Job postings in JSON-LD blocks of a page, also where the block is not quite JSON."""

import html
import json
import re
from collections.abc import Iterator
from typing import Any

import json_repair

from crawler.document import Document
from crawler.normalise.text import PlainText, clean_text, plain_text
from crawler.raw_posting import RawPosting
from crawler.reader import Reader
from crawler.readers.job_posting import find_nodes, read_job_posting, type_names
from crawler.readers.page_words import PageWords
from dossier.errors import Refused

_IS_LD = re.compile(rb"""type\s*=\s*["']?\s*application/(?:ld(?:\+|&\#43;|&\#x2B;)json|json\+ld)""", re.IGNORECASE)
_MAY_MATTER = re.compile(rb"[jJ]ob[pP]osting|JOBPOSTING|[iI]tem[lL]ist")  # a block about the site itself is passed over
_WRAPPERS = re.compile(
    r"^\s*(?:\ufeff|<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/|<!\[CDATA\[|(?:var|let|const)\s+[\w$.]+\s*=|window\.[\w$.]+\s*=)\s*"
)
_TAILS = re.compile(r"\s*(?:-->|//\s*\]\]>|/\*\s*\]\]>\s*\*/|\]\]>|;|//\s*)\s*$")
_JS_COMMENT = re.compile(r'("(?:[^"\\]|\\.)*")|/\*.*?\*/|//[^\n]*', re.DOTALL)
_TRAILING_COMMA = re.compile(r'("(?:[^"\\]|\\.)*")|,(?=\s*[}\]])', re.DOTALL)
_MAX_REPAIR = 100_000
_TEASER = 2_000
_MOST_FILLED = 5  # a page of one vacancy has its text; a page of many has teasers of all
_REPAIRED = "JSON-LD hersteld: kapotte JSON, waarden kunnen afwijken"
_DECODER = json.JSONDecoder(strict=False, parse_constant=lambda _: None)


def find_blocks(document: Document) -> list[str]:
    """The content of every JSON-LD script; a template or noscript around it is looked through, a comment is not."""
    content = document.ascii
    return [
        _whole(document, begin, end)
        for opening, begin, end in document.codes
        if (b"json" in (tag := content[opening:begin]) or b"JSON" in tag)
        and _IS_LD.search(content, opening, begin)
        and _MAY_MATTER.search(content, begin, end)
        and not _is_in_comment(content, opening)
    ]


def _is_in_comment(content: bytes, place: int) -> bool:
    """A comment hides a script, unless the comment itself stands inside an earlier script."""
    comment = content.rfind(b"<!--", 0, place)
    if comment < 0 or content.find(b"-->", comment, place) >= 0:
        return False
    script = content.rfind(b"<script", 0, comment)
    return content.find(b"-->", place) >= 0 and not (script >= 0 and content.find(b"</script", script, comment) < 0)


def _whole(document: Document, begin: int, end: int) -> str:
    """The block, also where a `</script>` inside a string ended it too early."""
    block, length = document.piece(begin, end).strip(), len(document.ascii)
    if block[:1] in ("{", "[") and block[-1] not in "}];>" and length - begin < _MAX_REPAIR:
        rest = document.piece(begin, length)
        try:
            start = rest.index(block[0])
            _, stop = _DECODER.raw_decode(rest, start)
        except (ValueError, RecursionError):
            return block
        return rest[start:stop]
    return block


def read_block(block: str) -> tuple[list[Any], list[str]]:
    """The values of one block and what had to be done to read them; an unreadable block gives no values."""
    text = _unwrap(block)
    values = _decode_all(text)
    if values is not None:
        return values, []
    for repair, note in _REPAIRS:
        repaired = repair(text).strip()
        if repaired and repaired != text and (values := _decode_all(repaired)) is not None:
            return values, [f"JSON-LD hersteld: {note}"]
    return _last_resort(text)


def _last_resort(text: str) -> tuple[list[Any], list[str]]:
    """json-repair invents what is missing, so it never sees a block that was cut off, and what it gives is marked."""
    if text[0] not in "{[":
        return [], ["JSON-LD: geen JSON"]
    if len(text) > _MAX_REPAIR or text.rstrip()[-1] not in "}]" or text.count("{") > 500:
        return [], ["JSON-LD: onleesbaar of afgebroken"]
    try:
        return [json_repair.loads(text, skip_json_loads=True)], [_REPAIRED]
    except (ValueError, RecursionError):
        return [], ["JSON-LD: onleesbaar"]


def _unwrap(block: str) -> str:
    text = block.strip("\ufeff \t\r\n\x00")
    if text[:1] in ("{", "[") and text[-1] in "}]":
        return text
    for pattern in (_WRAPPERS, _TAILS):
        previous = None
        while previous != text:
            previous, text = text, pattern.sub("", text, count=1)
    return text


def _decode_all(text: str) -> list[Any] | None:
    """All values that follow each other in the text, or None when any of it is not JSON."""
    values, position, end = [], 0, len(text)
    try:
        while position < end:
            value, position = _DECODER.raw_decode(text, position)
            values.append(value)
            while position < end and text[position] in " \t\r\n,;\ufeff":
                position += 1
    except (ValueError, RecursionError):
        return None
    return values


def _unescape(text: str) -> str:
    return html.unescape(text) if "&quot;" in text else text


def _drop_comments(text: str) -> str:
    return _JS_COMMENT.sub(lambda match: match[1] or "", text)


def _drop_commas(text: str) -> str:
    return _TRAILING_COMMA.sub(lambda match: match[1] or "", _drop_comments(text))


_REPAIRS = (
    (_unescape, "tekens waren als HTML gecodeerd"),
    (_drop_comments, "commentaar weggelaten"),
    (_drop_commas, "overbodige komma weggelaten"),
)


def _recognises(document: Document) -> bool:
    return document.kind == "html" or _is_bare(document)


def _is_bare(document: Document) -> bool:
    return document.kind == "json" and b"JobPosting" in document.ascii[:100_000]


def _read(document: Document) -> Iterator[RawPosting]:
    if document.kind == "json":
        for node in find_nodes(document.data):
            yield read_job_posting(node, "jsonld")
        return
    faults: list[str] = []
    has_list, count = False, 0
    for block in find_blocks(document):
        values, notes = read_block(block)
        faults += notes
        for node in find_nodes(values):
            posting = read_job_posting(node, "jsonld")
            posting.warnings += notes
            count += 1
            yield fill_from_page(posting, document) if count <= _MOST_FILLED and posting.title else posting
        has_list = has_list or ("temlist" in block.lower() and _is_list(values))
    if has_list:
        raise Refused("listing", "alleen verwijzingen naar vacatures")
    if faults:
        raise Refused("malformed", faults[0])


def fill_from_page(posting: RawPosting, document: Document) -> RawPosting:
    """Some sites give machines only the first words of a vacancy; the page itself has the rest."""
    told = plain_text(str(posting.description)) if len(str(posting.description)) < _TEASER else ""
    if (
        document.kind != "html"
        or not (told or not posting.description)
        or not (len(told) < 250 or told.endswith(("…", "...")))
    ):
        return posting
    text = PageWords(document).text_under(clean_text(posting.title))
    if len(text) > max(len(told) * 1.5, 400):
        posting.description = PlainText(text)
        posting.warnings.append("omschrijving uit de tekst van de pagina: de gegevens bevatten alleen het begin")
    return posting


def _is_list(values: list[Any]) -> bool:
    """An ItemList of addresses: the vacancies themselves stand on other pages."""
    for node in find_nodes(values, "itemlist"):
        elements = node.get("itemListElement")
        items = elements if isinstance(elements, list) else [elements]
        if any(isinstance(item, dict) and "listitem" in type_names(item) for item in items):
            return True
    return False


READER = Reader("jsonld", _recognises, _read, order=40, kinds=("html", "json"))
