"""The feed of Arbeitnow: `www.arbeitnow.com/api/job-board-api`, pages with `links.next`."""

from crawler.document import Document
from crawler.readers.json_form import JsonForm, at, place_texts


def _next_requests(document: Document) -> list[str]:
    following = at(document.data, "links.next")
    return [following] if isinstance(following, str) else []


FORM = JsonForm(
    name="arbeitnow",
    jobs=("data",),
    marks=("job_types", "company_name", "slug"),
    fields={
        "title": "title",
        "identifier": "slug",
        "url": "url",
        "employer": "company_name",
        "description": "description",
        "places": lambda job: place_texts(job.get("location")),
        "remote": lambda job: job.get("remote") is True,
        "employment_type": "job_types",
        "date_posted": "created_at",
        "industry": "tags.0",
    },
    next_requests=_next_requests,
)
READER = FORM.reader()
