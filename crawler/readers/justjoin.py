"""The offers of justjoin.it and rocketjobs.pl, which share one form."""

from typing import Any

from crawler.raw_posting import RawPlace
from crawler.readers.json_form import JsonForm, at, objects, salary_range


def _salary(job: dict[str, Any]) -> Any:
    types = [item for item in objects(job.get("employmentTypes")) if item.get("from") or item.get("to")]
    original = next((item for item in types if item.get("currencySource") == "original"), None)
    return salary_range(*(at(original, name) for name in ("from", "to", "unit", "currency"))) if original else None


def _places(job: dict[str, Any]) -> list[RawPlace]:
    cities = [item.get("city") for item in objects(job.get("locations"))] or [job.get("city")]
    return [RawPlace(locality=city) for city in cities if city]


FORM = JsonForm(
    name="justjoin",
    jobs=("data", ""),
    marks=("slug", "workplaceType", "companyName"),
    fields={
        "title": "title",
        "identifier": "guid",
        "apply_url": "applyUrl",
        "employer": "companyName",
        "description": "body",
        "places": _places,
        "remote": lambda job: job.get("workplaceType") == "remote",
        "salary": _salary,
        "employment_type": lambda job: [job.get("workingTime"), at(job, "employmentTypes.0.type")],
        "date_posted": "publishedAt",
        "valid_through": "expiredAt",
        "industry": "category.key",
    },
)
READER = FORM.reader()
