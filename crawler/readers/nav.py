"""Advertisements of the Norwegian employment service, from its database and as sent in by partners."""

from typing import Any

from crawler.document import Document
from crawler.raw_posting import RawPlace
from crawler.readers.json_form import JsonForm, at, objects, sections

_STATES = (None, "ACTIVE")


def _places(ad: dict[str, Any]) -> list[RawPlace]:
    fields = ("city", "postalCode", "county", "country", "municipal")
    items = objects(ad.get("locationList")) or objects(ad.get("location"))
    return [RawPlace(*(item.get(name) for name in fields)) for item in items]


def _contact(ad: dict[str, Any]) -> dict[str, str | None] | None:
    person = next(iter(objects(ad.get("contactList"))), None)
    return {name: at(person, name) for name in ("name", "email", "phone")} if person else None


def _next_requests(document: Document) -> list[str]:
    number, last = at(document.data, "number"), at(document.data, "last")
    if not document.url or not isinstance(number, int) or last is not False or "page=" not in document.url:
        return []
    return [document.url.replace(f"page={number}", f"page={number + 1}")]


FORM = JsonForm(
    name="nav",
    jobs=("content", ""),
    marks=("title", "properties", "contactList"),
    fields={
        "title": "title",
        "identifier": "uuid|reference|id",
        "url": "properties.sourceurl",
        "apply_url": "properties.applicationurl",
        "employer": "properties.employer|businessName|employer.businessName|employer.name",
        "description": lambda ad: sections(
            at(ad, "properties.adtext|adText"), at(ad, "properties.employerdescription")
        ),
        "places": _places,
        "employment_type": lambda ad: [at(ad, "properties.engagementtype"), at(ad, "properties.extent")],
        "date_posted": "published",
        "valid_through": "expires",
        "industry": "properties.industry|categoryList.0.name",
        "contact": _contact,
    },
    next_requests=_next_requests,
)
READER = FORM.reader()
