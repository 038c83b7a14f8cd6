"""Job postings in microdata: `itemscope`, `itemtype`, `itemprop`."""

from collections.abc import Iterator
from typing import Any

import lxml.html
from lxml import etree

from crawler.document import Document
from crawler.raw_posting import RawPosting
from crawler.reader import Reader
from crawler.readers.job_posting import read_job_posting

_MAX_DEPTH = 30
_LINKS = {"a": "href", "link": "href", "area": "href", "img": "src", "audio": "src", "embed": "src", "iframe": "src",
          "source": "src", "video": "src", "object": "data"}  # fmt: skip
_MARKUP_PROPERTIES = frozenset(
    [
        "description",
        "responsibilities",
        "qualifications",
        "skills",
        "jobbenefits",
        "incentives",
        "experiencerequirements",
    ]
)


def _recognises(document: Document) -> bool:
    return document.kind == "html" and document.mentions("JobPosting") and document.mentions("itemtype")


def _read(document: Document) -> Iterator[RawPosting]:
    for element in document.html.xpath("//*[@itemscope][contains(@itemtype, 'JobPosting')]"):
        if "itemprop" not in element.attrib or not element.xpath("ancestor::*[contains(@itemtype, 'JobPosting')]"):
            yield read_job_posting(read_item(element, document.url), "microdata")


def read_item(element: lxml.html.HtmlElement, base: str | None = None, depth: int = 0) -> dict[str, Any]:
    """One item with its properties, in the form that JSON-LD would have."""
    node: dict[str, Any] = {"@type": element.get("itemtype", "").split()}
    if element.get("itemid"):
        node["@id"] = element.get("itemid")
    if depth >= _MAX_DEPTH:
        return node
    for child in _roots(element):
        _collect(child, node, base, depth)
    return node


def _roots(element: lxml.html.HtmlElement) -> list[lxml.html.HtmlElement]:
    """The children, and the elements elsewhere in the page that `itemref` names."""
    elsewhere = []
    for name in (element.get("itemref") or "").split():
        found = element.getroottree().getroot().get_element_by_id(name, None)
        elsewhere += [found] if found is not None and element not in found.iterdescendants() else []
    return [child for child in element if isinstance(child.tag, str)] + elsewhere


def _collect(element: lxml.html.HtmlElement, node: dict[str, Any], base: str | None, depth: int) -> None:
    stack = [element]
    while stack:
        current = stack.pop()
        names = (current.get("itemprop") or "").split()
        is_item = "itemscope" in current.attrib
        if names:
            value = read_item(current, base, depth + 1) if is_item else _value(current, names)
            for name in names:
                _add(node, name.rstrip("/").rsplit("/", 1)[-1], value)
        if not is_item:
            stack.extend(child for child in reversed(current) if isinstance(child.tag, str))


def _add(node: dict[str, Any], name: str, value: Any) -> None:
    if value in ("", None):
        return
    known = node.get(name)
    node[name] = value if known is None else [*known, value] if isinstance(known, list) else [known, value]


def _value(element: lxml.html.HtmlElement, names: list[str]) -> str:
    if "content" in element.attrib:
        return str(element.get("content"))
    if element.tag in _LINKS and element.get(_LINKS[element.tag]):
        return str(element.get(_LINKS[element.tag])).strip()
    if element.tag in ("data", "meter") and element.get("value"):
        return str(element.get("value"))
    if element.tag == "time" and element.get("datetime"):
        return str(element.get("datetime"))
    if any(name.lower() in _MARKUP_PROPERTIES for name in names):
        return etree.tostring(element, encoding="unicode", method="html", with_tail=False)
    return " ".join(element.text_content().split())


READER = Reader("microdata", _recognises, _read, order=45, kinds=("html",))
