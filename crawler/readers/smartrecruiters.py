"""The public postings of SmartRecruiters: `api.smartrecruiters.com/v1/companies/{company}/postings`, details apart."""

from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from crawler.document import Document
from crawler.raw_posting import RawPlace
from crawler.readers.json_form import JsonForm, at, section, sections

_SECTIONS = ("companyDescription", "jobDescription", "qualifications", "additionalInformation")


def _description(job: dict[str, Any]) -> str:
    found = at(job, "jobAd.sections") or {}
    return sections(*(section(at(found, f"{name}.title"), at(found, f"{name}.text")) for name in _SECTIONS))


def _places(job: dict[str, Any]) -> list[RawPlace]:
    place = job.get("location") or {}
    return [
        RawPlace(
            at(place, "city"),
            at(place, "postalCode"),
            at(place, "region"),
            at(place, "country"),
            at(place, "fullLocation"),
        )
    ]


def _address(job: dict[str, Any]) -> str | None:
    company = at(job, "company.identifier")
    return job.get("postingUrl") or (
        f"https://jobs.smartrecruiters.com/{company}/{job['id']}" if company and "id" in job else None
    )


def _next_requests(document: Document) -> list[str]:
    """The text of every posting in the list, and the next page of it."""
    jobs = FORM.find_jobs(document)
    details = [job["ref"] for job in jobs if isinstance(job.get("ref"), str) and "jobAd" not in job]
    total, offset = at(document.data, "totalFound"), at(document.data, "offset") or 0
    if document.url and jobs and isinstance(total, int) and isinstance(offset, int) and offset + len(jobs) < total:
        parts = urlsplit(document.url)
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        details.append(parts._replace(query=urlencode(query | {"offset": str(offset + len(jobs))})).geturl())
    return details


FORM = JsonForm(
    name="smartrecruiters",
    jobs=("content", ""),
    marks=("name", "releasedDate"),
    fields={
        "title": "name",
        "identifier": "id",
        "url": _address,
        "apply_url": "applyUrl",
        "employer": "company.name",
        "description": _description,
        "places": _places,
        "remote": lambda job: at(job, "location.remote") is True,
        "employment_type": "typeOfEmployment.label|typeOfEmployment.id",
        "date_posted": "releasedDate",
        "industry": "industry.label|department.label",
        "language": "language.code",
    },
    next_requests=_next_requests,
)
READER = FORM.reader()
