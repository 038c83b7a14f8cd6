"""RSS and Atom feeds of vacancies, with the fields that job boards add to them."""

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from crawler.document import Document
from crawler.raw_posting import RawPosting
from crawler.reader import Reader
from crawler.readers.vocabulary import ROLE, fields_of, read_fields
from crawler.readers.xml_form import local_name, text_at, to_object
from dossier.errors import Refused

_JOBS = re.compile(
    r"job|vacatur|vacanc|career|carri|werkenbij|werken-bij|recruit|stelle|emploi|positions?\b|"
        r"openings?\b|\bwerk\b|baan|banen",
    re.IGNORECASE)  # fmt: skip
_COMPANY_TITLE = re.compile(r"([^:]{2,80}):\s+(.+)")
_DETAILS = ("Vacancy", "vacancy", "job", "Job")


def _recognises(document: Document) -> bool:
    return document.kind == "xml" and local_name(document.root) in ("rss", "feed", "RDF", "channel")


def _entries(document: Document) -> list[etree._Element]:
    return [
        item for item in document.root.iter() if isinstance(item.tag, str) and local_name(item) in ("item", "entry")
    ]


def _read(document: Document) -> Iterator[RawPosting]:
    entries = _entries(document)
    if not entries:
        raise Refused("no_vacancy", "feed zonder berichten")
    if not _is_about_jobs(document, entries):
        raise Refused("no_vacancy", "feed zonder vacatures")
    for entry in entries:
        yield _posting(entry, document)


def _is_about_jobs(document: Document, entries: list[etree._Element]) -> bool:
    """A feed of news has the same form; its addresses, its name or its extra fields tell the difference."""
    head = [element for element in document.root.iter() if isinstance(element.tag, str)][:12]
    about = " ".join([document.url or "", *(f"{element.text or ''} {element.get('href') or ''}" for element in head)])
    links = [_link(entry) or "" for entry in entries]
    if sum(bool(_JOBS.search(link)) for link in links) * 2 >= len(links) or _JOBS.search(about):
        return True
    titles = [text_at(entry, "title") or "" for entry in entries]
    if sum(bool(ROLE.search(title)) for title in titles) * 2 > len(titles):
        return True
    told = [fields_of(item) for entry in entries[:10] if isinstance(item := to_object(entry), dict)]
    return any({"employer", "employment_type", "salary_min", "place"} & fields.keys() for fields in told)


def _posting(entry: etree._Element, document: Document) -> RawPosting:
    item = to_object(entry)
    item = item if isinstance(item, dict) else {"title": item}
    item = _unfold(item)
    posting = read_fields(item, "feed")
    posting.title = _first(item.get("title")) or posting.title
    posting.url = _link(entry) or posting.url
    posting.description = _longest(item) or posting.description
    posting.identifier = posting.identifier or posting.url
    if posting.employer is None and isinstance(author := item.get("author"), dict):
        posting.employer = author.get("name")
    if "weworkremotely.com" in str(posting.url) and (match := _COMPANY_TITLE.fullmatch(str(posting.title))):
        posting.employer, posting.title = match[1], match[2]
    posting.remote = str(item.get("remoteStatus") or "").lower() == "fully"
    return posting


def _unfold(item: dict[str, Any]) -> dict[str, Any]:
    """Details in an object of their own (`<content><Vacancy>…`), or a level deeper (`<locations><location>`)."""
    flat = dict(item)
    for value in item.values():
        inner = next(
            (value[name] for name in _DETAILS if isinstance(value, dict) and isinstance(value.get(name), dict)), None
        )
        flat |= inner or {}
    for plural, singular in (("locations", "location"), ("cities", "city")):
        if isinstance(flat.get(plural), dict) and singular in flat[plural]:
            flat[plural] = flat[plural][singular]
    return flat


def _first(value: Any) -> Any:
    return next((item for item in value if isinstance(item, str)), None) if isinstance(value, list) else value


def _link(entry: etree._Element) -> str | None:
    """The page of the item: an Atom link for people, an RSS link, or a guid that is an address."""
    links = [child for child in entry if isinstance(child.tag, str) and local_name(child) == "link"]
    links.sort(key=lambda link: link.get("rel", "alternate") != "alternate")
    candidates = [link.get("href") or (link.text or "").strip() for link in links]
    candidates += [
        (child.text or "").strip()
        for child in entry
        if isinstance(child.tag, str) and local_name(child) in ("guid", "id")
    ]
    return next((address for address in candidates if address.startswith(("http://", "https://"))), None)


def _longest(item: dict[str, Any]) -> str | None:
    """The fullest of the texts that an item carries; feeds repeat a summary beside the whole."""
    names = ("description", "encoded", "content", "summary", "Advert_text", "jobAdvert")
    found = [text for name in names if isinstance(text := _first(item.get(name)), str)]
    extra = [
        text
        for name in ("examplesofduties", "qualifications", "supplementalinformation")
        if isinstance(text := item.get(name), str)
    ]
    best = max(found, key=len, default=None)
    return "".join(f"<div>{part}</div>" for part in [best, *extra] if part) if extra else best


READER = Reader("feed", _recognises, _read, order=60, kinds=("xml",))
