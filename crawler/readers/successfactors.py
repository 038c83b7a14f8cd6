"""The XML listing of SAP SuccessFactors: `…/career?company=…&career_ns=job_listing_summary&resultType=XML`."""

import re
from collections.abc import Iterator

from lxml import etree

from crawler.document import Document
from crawler.raw_posting import RawPlace, RawPosting
from crawler.reader import Reader
from crawler.readers.xml_form import elements, local_name, text_at

_FACET = re.compile(r"m?(?:filter|field)\d+$")
_TOKEN = re.compile(r"\[\[\w+\]\]")


def _recognises(document: Document) -> bool:
    return document.kind == "xml" and local_name(document.root) == "Job-Listing"


def _read(document: Document) -> Iterator[RawPosting]:
    for job in elements(document.root, "Job"):
        facets = _facets(job)
        country, place = (
            _facet(facets, "country|land"),
            _facet(facets, "location|city|locatie|plaats", "country|land|flex"),
        )
        yield RawPosting(
            title=text_at(job, "JobTitle", "jobTitle"),
            reader="successfactors",
            identifier=text_at(job, "ReqId", "reqId"),
            url=_page(document.url, text_at(job, "ReqId", "reqId")),
            description=text_at(job, "Job-Description", "jobDescription") or "",
            places=[RawPlace(country=country, text=place)] if place or country else [],
            employment_type=_facet(facets, "employment|dienstverband|contract"),
            date_posted=_american(text_at(job, "Posted-Date", "postedDate")),
            industry=_facet(facets, "function|category|work area|department|vakgebied"),
        )


def _facets(job: etree._Element) -> list[tuple[str, str]]:
    """Each tenant names its own facets; what was not filled in still holds the token of the template."""
    found = [
        (text_at(item, "label") or "", text_at(item, "value") or "") for item in job if _FACET.match(local_name(item))
    ]
    return [(label.lower(), value) for label, value in found if label and value and not _TOKEN.search(value)]


def _facet(facets: list[tuple[str, str]], wanted: str, unwanted: str = r"^$") -> str | None:
    return next((value for label, value in facets if re.search(wanted, label) and not re.search(unwanted, label)), None)


def _american(text: str | None) -> str | None:
    """The listing writes month/day/year, whatever the language of the site."""
    match = re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4})", text or "")
    return f"{match[3]}-{match[1]:0>2}-{match[2]:0>2}" if match else text


def _page(url: str | None, number: str | None) -> str | None:
    match = re.match(r"(https?://[^/]+/career)\?.*?\bcompany=([^&]+)", url or "")
    return (
        f"{match[1]}?company={match[2]}&career_ns=job_listing&career_job_req_id={number}" if match and number else None
    )


READER = Reader("successfactors", _recognises, _read, kinds=("xml",))
