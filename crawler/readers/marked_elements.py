"""Elements of a page found by their class, without making a tree of it: for platforms whose classes are known."""

import re
from collections.abc import Iterator

from crawler.document import Document
from crawler.normalise.text import clean_text

_NAME = re.compile(rb"<([a-zA-Z][a-zA-Z0-9]*)")
_EDGE = b" \t\r\n\"'"
_LONGEST_TAG = 4_000


def markup_at(document: Document, name: str) -> Iterator[str]:
    """The markup of every element that has a class, in the order of the page."""
    content, wanted = document.ascii, name.encode("ascii")
    place = content.find(wanted)
    while place >= 0:
        after = place + len(wanted)
        opening = content.rfind(b"<", max(0, place - _LONGEST_TAG), place)
        tag = _NAME.match(content, opening) if opening >= 0 else None
        is_class = content[place - 1 : place] in _EDGE and content[after : after + 1] in _EDGE
        if tag and is_class and b"class=" in content[opening:place] and b">" not in content[opening:place]:
            yield document.piece(opening, end_of_element(content, opening, tag[1]))
        place = content.find(wanted, after)


def words_at(document: Document, *names: str) -> str | None:
    """The words of the first element with one of the classes, tried in the order given."""
    found = (clean_text(markup) for name in names for markup in markup_at(document, name))
    return next((words for words in found if words), None)


def end_of_element(content: bytes, start: int, name: bytes) -> int:
    """Where the element that opens at a place ends, elements of the same name inside it counted."""
    depth = 0
    for tag in re.compile(rb"<(/?)" + name + rb"\b[^<>]*>", re.IGNORECASE).finditer(content, start):
        depth += -1 if tag[1] else 1
        if depth <= 0:
            return tag.end()
    return len(content)
