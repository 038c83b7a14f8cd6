"""The careers list of BambooHR: `{company}.bamboohr.com/careers/list`, each job has its text apart."""

from typing import Any
from urllib.parse import urlsplit

from crawler.document import Document
from crawler.raw_posting import RawPlace
from crawler.readers.json_form import JsonForm, at


def _places(job: dict[str, Any]) -> list[RawPlace]:
    names = [[f"location.{name}", f"atsLocation.{name}"] for name in ("city", "postalCode", "state", "country")]
    city, postcode, state, country = (at(job, "|".join(pair)) for pair in names)
    return [RawPlace(city, postcode, state, country if isinstance(country, str) else None)] if city or state else []


def _next_requests(document: Document) -> list[str]:
    parts = urlsplit(document.url or "")
    if not parts.hostname or parts.path.endswith("/detail"):
        return []
    return [
        f"{parts.scheme}://{parts.netloc}/careers/{job['id']}/detail" for job in FORM.find_jobs(document) if "id" in job
    ]


FORM = JsonForm(
    name="bamboohr",
    jobs=("result", "result.jobOpening", "jobOpening"),
    marks=("jobOpeningName",),
    fields={
        "title": "jobOpeningName",
        "identifier": lambda job: (
            at(job, "id") or str(at(job, "jobOpeningShareUrl") or "").rstrip("/").rsplit("/", 1)[-1] or None
        ),
        "url": "jobOpeningShareUrl",
        "description": "description",
        "places": _places,
        "remote": lambda job: job.get("isRemote") is True or job.get("locationType") == "1",
        "salary_text": "compensation",
        "employment_type": "employmentStatusLabel|employmentType",
        "date_posted": "datePosted",
        "industry": "departmentLabel",
    },
    next_requests=_next_requests,
)
READER = FORM.reader()
