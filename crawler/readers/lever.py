"""The public postings of Lever: `api.lever.co/v0/postings/{site}?mode=json`, pages with `skip` and `limit`."""

from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from crawler.document import Document
from crawler.readers.json_form import JsonForm, at, objects, place_texts, salary_range, section, sections


def _description(job: dict[str, Any]) -> str:
    lists = [section(item.get("text"), f"<ul>{item.get('content') or ''}</ul>") for item in objects(job.get("lists"))]
    first = job.get("description") or job.get("descriptionPlain")
    return sections(first, *lists, job.get("additional") or job.get("additionalPlain"), job.get("salaryDescription"))


def _next_requests(document: Document) -> list[str]:
    if not document.url or "limit=" not in document.url:
        return []
    parts = urlsplit(document.url)
    query = {name: values[0] for name, values in parse_qs(parts.query).items()}
    limit, skip = int(query.get("limit") or 0), int(query.get("skip") or 0)
    if not limit or len(FORM.find_jobs(document)) < limit:
        return []
    return [parts._replace(query=urlencode(query | {"skip": str(skip + limit)})).geturl()]


FORM = JsonForm(
    name="lever",
    jobs=("",),
    marks=("hostedUrl", "text"),
    fields={
        "title": "text",
        "identifier": "id",
        "url": "hostedUrl",
        "apply_url": "applyUrl",
        "description": _description,
        "places": lambda job: place_texts(at(job, "categories.allLocations|categories.location")),
        "remote": lambda job: job.get("workplaceType") == "remote",
        "salary": lambda job: salary_range(
            *(at(job, f"salaryRange.{name}") for name in ("min", "max", "interval", "currency"))
        ),
        "employment_type": "categories.commitment",
        "date_posted": "createdAt",
        "industry": "categories.department|categories.team",
    },
    next_requests=_next_requests,
)
READER = FORM.reader()
