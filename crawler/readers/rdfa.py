"""Job postings in RDFa: `typeof`, `property`, `vocab`."""

from collections.abc import Iterator
from typing import Any

from crawler.document import Document
from crawler.raw_posting import RawPosting
from crawler.reader import Reader
from crawler.readers.html_form import Element, markup_of
from crawler.readers.job_posting import read_job_posting

_MAX_DEPTH = 30
_MARKUP_PROPERTIES = frozenset(
    {"description", "responsibilities", "qualifications", "skills", "benefits", "incentives"}
)


def _recognises(document: Document) -> bool:
    return document.kind == "html" and document.mentions("JobPosting") and document.mentions("typeof")


def _read(document: Document) -> Iterator[RawPosting]:
    for element in document.html.xpath("//*[@typeof][contains(@typeof, 'JobPosting')]"):
        if not element.xpath("ancestor::*[contains(@typeof, 'JobPosting')]"):
            yield read_job_posting(_node(element), "rdfa")


def _node(element: Element, depth: int = 0) -> dict[str, Any]:
    node: dict[str, Any] = {"@type": element.get("typeof", "").split()}
    if element.get("resource"):
        node["@id"] = element.get("resource")
    stack = [child for child in reversed(element) if isinstance(child.tag, str)]
    while stack and depth < _MAX_DEPTH:
        current = stack.pop()
        is_node = "typeof" in current.attrib
        for name in (current.get("property") or "").split():
            _add(
                node,
                name.rsplit(":", 1)[-1].rsplit("/", 1)[-1],
                _node(current, depth + 1) if is_node else _value(current, name),
            )
        if not is_node:
            stack.extend(child for child in reversed(current) if isinstance(child.tag, str))
    return node


def _add(node: dict[str, Any], name: str, value: Any) -> None:
    if value not in ("", None):
        known = node.get(name)
        node[name] = value if known is None else [*known, value] if isinstance(known, list) else [known, value]


def _value(element: Element, name: str) -> str:
    for attribute in ("content", "datetime", "resource", "href", "src"):
        if element.get(attribute):
            return str(element.get(attribute)).strip()
    if name.rsplit(":", 1)[-1] in _MARKUP_PROPERTIES:
        return markup_of(element)
    return " ".join(element.text_content().split())


READER = Reader("rdfa", _recognises, _read, order=46, kinds=("html",))
