"""The public offers of Recruitee: `{company}.recruitee.com/api/offers/`."""

from collections.abc import Iterator
from typing import Any

from crawler.document import Document
from crawler.raw_posting import RawPlace, RawPosting, RawSalary
from crawler.reader import Reader


def _recognises(document: Document) -> bool:
    return (
        document.kind == "json"
        and ('"offers"' in document.text[:2000] or '"offer"' in document.text[:200])
        and '"careers_url"' in document.text
    )


def _offers(document: Document) -> list[dict[str, Any]]:
    data = document.data
    offers = data.get("offers") or [data.get("offer")] if isinstance(data, dict) else []
    return [offer for offer in offers if isinstance(offer, dict)]


def _read(document: Document) -> Iterator[RawPosting]:
    for offer in _offers(document):
        if offer.get("status") not in (None, "published"):
            continue
        salary = offer.get("salary") if isinstance(offer.get("salary"), dict) else {}
        yield RawPosting(
            title=offer.get("title"),
            reader="recruitee",
            identifier=offer.get("id"),
            url=offer.get("careers_url"),
            apply_url=offer.get("careers_apply_url"),
            employer=offer.get("company_name"),
            description="".join(
                f"<div>{part}</div>" for part in (offer.get("description"), offer.get("requirements")) if part
            ),
            places=_places(offer),
            remote=offer.get("remote") is True,
            salary=RawSalary(salary.get("min"), salary.get("max"), salary.get("period"), salary.get("currency"))
            if salary and (salary.get("min") or salary.get("max"))
            else None,
            hours_min=offer.get("min_hours_per_week") or offer.get("min_hours"),
            hours_max=offer.get("max_hours_per_week") or offer.get("max_hours"),
            education=offer.get("education_code"),
            employment_type=[offer.get("employment_type_code")],
            date_posted=offer.get("published_at"),
            valid_through=offer.get("close_at"),
            industry=offer.get("department"),
        )


def _places(offer: dict[str, Any]) -> list[RawPlace]:
    places = [RawPlace(item.get("city"), item.get("postal_code"), item.get("state"), item.get("country_code"), item.get("name"))
              for item in offer.get("locations") or [] if isinstance(item, dict)]  # fmt: skip
    if places or not (offer.get("city") or offer.get("location")):
        return places
    return [
        RawPlace(
            offer.get("city"),
            offer.get("postal_code"),
            offer.get("state_name"),
            offer.get("country_code"),
            offer.get("location"),
        )
    ]


READER = Reader("recruitee", _recognises, _read)
