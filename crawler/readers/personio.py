"""The XML feed of Personio: `{company}.jobs.personio.de/xml`, all positions in one answer."""

from collections.abc import Iterator

from lxml import etree

from crawler.document import Document
from crawler.raw_posting import RawPlace, RawPosting
from crawler.reader import Reader
from crawler.readers.json_form import section, sections
from crawler.readers.xml_form import elements, local_name, text_at, text_of


def _recognises(document: Document) -> bool:
    return document.kind == "xml" and local_name(document.root) == "workzag-jobs"


def _child(position: etree._Element, name: str) -> str | None:
    found = next((child for child in position if isinstance(child.tag, str) and local_name(child) == name), None)
    return text_of(found) or None if found is not None else None


def _read(document: Document) -> Iterator[RawPosting]:
    for position in elements(document.root, "position"):
        parts = [
            section(text_at(part, "name"), text_at(part, "value")) for part in elements(position, "jobDescription")
        ]
        offices = [_child(position, "office"), *(office.text for office in elements(position, "office"))]
        yield RawPosting(
            title=_child(position, "name"),
            reader="personio",
            identifier=_child(position, "id"),
            url=_page(document.url, _child(position, "id")),
            employer=_child(position, "subcompany"),
            description=sections(*parts),
            places=[RawPlace(text=text) for text in dict.fromkeys(offices) if text],
            employment_type=[_child(position, "employmentType"), _child(position, "schedule")],
            date_posted=_child(position, "createdAt"),
            industry=_child(position, "recruitingCategory") or _child(position, "department"),
        )


def _page(url: str | None, number: str | None) -> str | None:
    return f"{url.split('/xml')[0]}/job/{number}" if url and number and "/xml" in url else None


READER = Reader("personio", _recognises, _read, kinds=("xml",))
