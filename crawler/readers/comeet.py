"""The public positions of Comeet: `www.comeet.co/careers-api/2.0/company/{uid}/positions?details=true`."""

from typing import Any

from crawler.raw_posting import RawPlace
from crawler.readers.json_form import JsonForm, at, objects, section, sections


def _description(job: dict[str, Any]) -> str:
    details = objects(job.get("details")) or objects(at(job, "custom_fields.details"))
    return sections(*(section(item.get("name"), item.get("value")) for item in details))


def _places(job: dict[str, Any]) -> list[RawPlace]:
    return [
        RawPlace(
            at(job, "location.city"),
            None,
            at(job, "location.state"),
            at(job, "location.country"),
            at(job, "location.name"),
        )
    ]


FORM = JsonForm(
    name="comeet",
    jobs=("", "positions"),
    marks=("uid", "name", "location"),
    wanted=lambda job: job.get("is_published") is not False and job.get("is_internal") is not True,
    fields={
        "title": "name",
        "identifier": "uid",
        "url": "url_active_page|url_comeet_hosted_page|url_detected_page",
        "employer": "company_name",
        "description": _description,
        "places": _places,
        "remote": lambda job: at(job, "location.is_remote") is True,
        "employment_type": "employment_type",
        "date_posted": "time_updated",
        "industry": "department",
    },
)
READER = FORM.reader()
