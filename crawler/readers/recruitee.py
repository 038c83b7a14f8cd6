"""The public offers of Recruitee: `{company}.recruitee.com/api/offers/`, all in one answer."""

from typing import Any

from crawler.raw_posting import RawPlace
from crawler.readers.json_form import JsonForm, at, objects, salary_range, sections


def _places(offer: dict[str, Any]) -> list[RawPlace]:
    fields = ("city", "postal_code", "state", "country_code", "name")
    places = [RawPlace(*(item.get(name) for name in fields)) for item in objects(offer.get("locations"))]
    if any(place.locality or place.text for place in places):
        return places
    return [RawPlace(*(offer.get(name) for name in ("city", "postal_code", "state_name", "country_code", "location")))]


_AMOUNTS = ("min", "max", "period", "currency")
FORM = JsonForm(
    name="recruitee",
    jobs=("offers", "offer"),
    marks=("careers_url", "slug"),
    wanted=lambda offer: offer.get("status", "published") == "published",
    fields={
        "title": "title",
        "identifier": "id",
        "url": "careers_url",
        "apply_url": "careers_apply_url",
        "employer": "company_name",
        "description": lambda offer: sections(
            offer.get("description"), offer.get("requirements"), offer.get("highlight")
        ),
        "places": _places,
        "remote": lambda offer: offer.get("remote") is True,
        "salary": lambda offer: salary_range(*(at(offer, f"salary.{name}") for name in _AMOUNTS)),
        "hours_min": "min_hours_per_week|min_hours",
        "hours_max": "max_hours_per_week|max_hours",
        "education": "education_code",
        "employment_type": "employment_type_code",
        "date_posted": "published_at",
        "valid_through": "close_at",
        "industry": "department",
    },
)
READER = FORM.reader()
