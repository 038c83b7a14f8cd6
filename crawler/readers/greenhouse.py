"""The public job board of Greenhouse: `boards-api.greenhouse.io/v1/boards/{board}/jobs?content=true`, no pages."""

from urllib.parse import urlsplit

from crawler.document import Document
from crawler.readers.json_form import JsonForm, place_texts


def _next_requests(document: Document) -> list[str]:
    """A list without texts is asked for again with them; the board gives all jobs at once."""
    jobs = FORM.find_jobs(document)
    if not document.url or not jobs or any("content" in job for job in jobs):
        return []
    parts = urlsplit(document.url)
    return [parts._replace(query="content=true").geturl()]


FORM = JsonForm(
    name="greenhouse",
    jobs=("jobs", ""),
    marks=("absolute_url", "internal_job_id"),
    fields={
        "title": "title",
        "identifier": "id",
        "url": "absolute_url",
        "employer": "company_name",
        "description": "content",
        "places": lambda job: place_texts(job.get("location")),
        "date_posted": "first_published|updated_at",
        "valid_through": "application_deadline",
        "industry": "departments.0.name",
        "language": "language",
    },
    next_requests=_next_requests,
)
READER = FORM.reader()
