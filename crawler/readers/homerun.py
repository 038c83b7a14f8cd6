"""The Atom feed of Homerun: `feed.homerun.co/{company}`, all vacancies in one answer."""

from collections.abc import Iterator

from lxml import etree

from crawler.document import Document
from crawler.raw_posting import RawPlace, RawPosting
from crawler.reader import Reader
from crawler.readers.xml_form import elements, local_name, text_at


def _recognises(document: Document) -> bool:
    return (
        document.kind == "xml"
        and local_name(document.root) == "feed"
        and "homerun.co" in f"{document.url} {document.text[:200_000]}"
    )


def _child(entry: etree._Element, *names: str) -> etree._Element | None:
    return next(
        (child for name in names for child in entry if isinstance(child.tag, str) and local_name(child) == name), None
    )


def _read(document: Document) -> Iterator[RawPosting]:
    employer = text_at(document.root, "title")
    for entry in elements(document.root, "entry"):
        link = _child(entry, "link")
        location = _child(entry, "location")
        yield RawPosting(
            title=text_at(_child(entry, "title"), "title"),
            reader="homerun",
            identifier=text_at(_child(entry, "id"), "id"),
            url=link.get("href") if link is not None else None,
            employer=text_at(_child(entry, "author"), "name") or employer,
            description=text_at(_child(entry, "description", "content", "summary"), "description", "content", "summary")
            or "",
            places=_places(location),
            salary_text=text_at(_child(entry, "salary_indication"), "salary_indication"),
            employment_type=text_at(_child(entry, "type"), "name", "type"),
            date_posted=text_at(_child(entry, "published", "updated"), "published", "updated"),
            industry=text_at(_child(entry, "department"), "name", "department"),
        )


def _places(location: etree._Element | None) -> list[RawPlace]:
    if location is None:
        return []
    city, name = text_at(location, "city"), text_at(location, "name") or (location.text or "").strip() or None
    return [
        RawPlace(city, text_at(location, "postal_code", "postalcode", "zip"), None, text_at(location, "country"), name)
    ]


READER = Reader("homerun", _recognises, _read, kinds=("xml",))
