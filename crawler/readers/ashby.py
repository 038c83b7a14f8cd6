"""The public job board of Ashby: `api.ashbyhq.com/posting-api/job-board/{board}?includeCompensation=true`."""

from typing import Any

from crawler.raw_posting import RawPlace
from crawler.readers.json_form import JsonForm, at, objects


def _places(job: dict[str, Any]) -> list[RawPlace]:
    items = [job, *objects(job.get("secondaryLocations"))]
    address = "address.postalAddress."
    return [
        RawPlace(
            at(item, address + "addressLocality"),
            at(item, address + "postalCode"),
            at(item, address + "addressRegion"),
            at(item, address + "addressCountry"),
            item.get("location"),
        )
        for item in items
    ]


FORM = JsonForm(
    name="ashby",
    jobs=("jobs",),
    marks=("jobUrl", "publishedAt"),
    wanted=lambda job: job.get("isListed") is not False,
    fields={
        "title": "title",
        "identifier": "id",
        "url": "jobUrl",
        "apply_url": "applyUrl",
        "description": "descriptionHtml|descriptionPlain",
        "places": _places,
        "remote": lambda job: job.get("isRemote") is True,
        "salary_text": "compensation.scrapeableCompensationSalarySummary|compensation.compensationTierSummary",
        "employment_type": "employmentType",
        "date_posted": "publishedAt",
        "industry": "department",
    },
)
READER = FORM.reader()
