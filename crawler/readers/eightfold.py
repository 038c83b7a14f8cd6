"""The positions of Eightfold: `{company}.eightfold.ai/api/apply/v2/jobs?domain=…`, pages with `start` and `num`."""

from urllib.parse import parse_qs, urlencode, urlsplit

from crawler.document import Document
from crawler.readers.json_form import JsonForm, at, place_texts


def _next_requests(document: Document) -> list[str]:
    total, jobs = at(document.data, "count"), FORM.find_jobs(document)
    if not document.url or not jobs or not isinstance(total, int):
        return []
    parts = urlsplit(document.url)
    query = {name: values[0] for name, values in parse_qs(parts.query).items()}
    start = int(query["start"]) if query.get("start", "").isdigit() else 0
    if start + len(jobs) >= total:
        return []
    return [parts._replace(query=urlencode(query | {"start": str(start + len(jobs))})).geturl()]


FORM = JsonForm(
    name="eightfold",
    jobs=("positions", "data.positions"),
    marks=("canonicalPositionUrl", "name"),
    fields={
        "title": "posting_name|name",
        "identifier": "id",
        "url": "canonicalPositionUrl",
        "description": "job_description",
        "places": lambda job: place_texts(job.get("locations") or job.get("location")),
        "remote": lambda job: job.get("work_location_option") == "remote",
        "employment_type": "type",
        "date_posted": "t_create|t_update",
        "industry": "department|business_unit",
    },
    next_requests=_next_requests,
)
READER = FORM.reader()
