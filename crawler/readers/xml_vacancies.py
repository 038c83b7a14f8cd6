"""Vacancies in an XML feed of a form that is not known: `<job>`, `<vacancy>`, `<position>`, `<offer>`, `<item>`."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from lxml import etree

from crawler.document import Document
from crawler.raw_posting import RawPosting
from crawler.reader import Reader
from crawler.readers.vocabulary import is_job, read_fields
from crawler.readers.xml_form import local_name, to_object
from dossier.errors import Refused

_CLOSED = frozenset({"closed", "inactive", "draft", "gesloten", "filled", "on hold", "expired"})
_DEEPEST, _MOST_PARENTS, _MOST_NAMES = 5, 60, 12
_FEEDS = frozenset({"rss", "feed", "RDF", "urlset", "sitemapindex"})


def _children(element: etree._Element) -> list[etree._Element]:
    return [child for child in element if isinstance(child.tag, str)]


def _items(document: Document) -> list[dict[str, Any]]:
    """The objects of the element name that occurs most among the children of the root, or of a list inside it."""
    root = document.root
    parents = [root]
    for _ in range(_DEEPEST):
        for parent in parents:
            names = Counter(local_name(child) for child in _children(parent))
            for name, _count in names.most_common(_MOST_NAMES):
                items = [to_object(child) for child in _children(parent) if local_name(child) == name]
                jobs = [item for item in items if isinstance(item, dict) and is_job(item)]
                if jobs and len(jobs) * 2 >= len(items):
                    return jobs
        parents = [child for parent in parents for child in _children(parent) if len(child)]
        if len(parents) > _MOST_PARENTS:
            break
    whole = to_object(root)
    return [whole] if isinstance(whole, dict) and is_job(whole) else []


def _recognises(document: Document) -> bool:
    return document.kind == "xml" and local_name(document.root) not in _FEEDS


def _read(document: Document) -> Iterator[RawPosting]:
    items = _items(document)
    open_items = [item for item in items if str(item.get("status") or "").strip().lower() not in _CLOSED]
    if items and not open_items:
        raise Refused("expired", "alle vacatures in de feed zijn gesloten")
    for item in open_items:
        yield read_fields(item, "xml_vacancies")


READER = Reader("xml_vacancies", _recognises, _read, order=80, kinds=("xml",))
