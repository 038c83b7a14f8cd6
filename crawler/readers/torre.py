"""The opportunities of Torre, a board for work at a distance."""

from typing import Any

from crawler.readers.json_form import JsonForm, at, place_texts, salary_range

_AMOUNTS = ("minAmount", "maxAmount", "periodicity", "currency")


def _salary(job: dict[str, Any]) -> Any:
    if at(job, "compensation.visible") is not True:
        return None
    return salary_range(*(at(job, f"compensation.data.{name}") for name in _AMOUNTS))


FORM = JsonForm(
    name="torre",
    jobs=("results",),
    marks=("objective", "organizations"),
    wanted=lambda job: job.get("status") in (None, "open"),
    fields={
        "title": "objective",
        "identifier": "id",
        "url": lambda job: (
            f"https://torre.ai/post/{job['id']}-{job.get('slug') or ''}".rstrip("-") if "id" in job else None
        ),
        "apply_url": "externalApplicationUrl",
        "employer": "organizations.0.name",
        "description": "tagline",
        "places": lambda job: place_texts(job.get("locations")),
        "remote": lambda job: job.get("remote") is True,
        "salary": _salary,
        "employment_type": "commitment|type",
        "date_posted": "created",
        "valid_through": "deadline",
    },
)
READER = FORM.reader()
