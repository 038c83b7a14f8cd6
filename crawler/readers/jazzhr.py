"""The XML feed of JazzHR: `app.jazz.co/feeds/export/jobs/{company}`, all jobs in one answer, closed ones among them."""

from collections.abc import Iterator

from crawler.document import Document
from crawler.raw_posting import RawPlace, RawPosting
from crawler.reader import Reader
from crawler.readers.xml_form import elements, local_name, text_at
from dossier.errors import Refused


def _recognises(document: Document) -> bool:
    return document.kind == "xml" and local_name(document.root) == "jobs" and "JazzHR" in document.text[:2000]


def _read(document: Document) -> Iterator[RawPosting]:
    company = next((child.text for child in document.root if local_name(child) == "company"), None)
    jobs = elements(document.root, "job")
    alive = [job for job in jobs if (text_at(job, "status") or "Open").lower() == "open"]
    if jobs and not alive:
        raise Refused("expired", "alle vacatures in de feed zijn gesloten")
    for job in alive:
        yield RawPosting(
            title=text_at(job, "title"),
            reader="jazzhr",
            identifier=text_at(job, "id"),
            url=text_at(job, "url"),
            employer=company,
            description=text_at(job, "description") or "",
            places=[RawPlace(*(text_at(job, name) for name in ("city", "postalcode", "state", "country")))],
            employment_type=text_at(job, "type"),
            industry=text_at(job, "department"),
        )


READER = Reader("jazzhr", _recognises, _read, kinds=("xml",))
