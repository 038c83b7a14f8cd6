"""The public jobs of Workable: `apply.workable.com/api/v1/widget/accounts/{account}?details=true`, one answer."""

from typing import Any
from urllib.parse import urlsplit

from crawler.document import Document
from crawler.raw_posting import RawPlace
from crawler.readers.json_form import JsonForm, objects, sections


def _places(job: dict[str, Any]) -> list[RawPlace]:
    items = (
        [item for item in objects(job.get("locations")) if not item.get("hidden")]
        or objects(job.get("location"))
        or [job]
    )
    return [RawPlace(item.get("city"), None, item.get("region") or item.get("state"),
                     item.get("countryCode") or item.get("country_code") or item.get("country"), item.get("country"))
            for item in items]  # fmt: skip


def _next_requests(document: Document) -> list[str]:
    jobs = FORM.find_jobs(document)
    if not document.url or not jobs or any("description" in job for job in jobs):
        return []
    return [urlsplit(document.url)._replace(query="details=true").geturl()]


FORM = JsonForm(
    name="workable",
    jobs=("jobs", "results", ""),
    marks=("shortcode", "title"),
    root_fields={"employer": "name"},
    fields={
        "title": "title",
        "identifier": "shortcode",
        "url": "url|shortlink",
        "apply_url": "application_url",
        "description": lambda job: sections(job.get("description"), job.get("requirements"), job.get("benefits")),
        "places": _places,
        "remote": lambda job: job.get("telecommuting") is True or job.get("remote") is True,
        "education": "education",
        "employment_type": "employment_type|type",
        "date_posted": "published_on|published|created_at",
        "industry": "industry|department",
    },
    next_requests=_next_requests,
)
READER = FORM.reader()
