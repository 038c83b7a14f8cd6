"""The public job board of Greenhouse: `boards-api.greenhouse.io/v1/boards/{board}/jobs?content=true`."""

from collections.abc import Iterator
from typing import Any

from crawler.document import Document
from crawler.raw_posting import RawPlace, RawPosting
from crawler.reader import Reader


def _jobs(document: Document) -> list[dict[str, Any]]:
    data = document.data
    jobs = data.get("jobs") if isinstance(data, dict) and "jobs" in data else [data]
    return [job for job in jobs if isinstance(job, dict) and "absolute_url" in job] if isinstance(jobs, list) else []


def _recognises(document: Document) -> bool:
    return document.kind == "json" and '"absolute_url"' in document.text and '"internal_job_id"' in document.text


def _read(document: Document) -> Iterator[RawPosting]:
    for job in _jobs(document):
        location = job.get("location")
        departments = [item.get("name") for item in job.get("departments") or [] if isinstance(item, dict)]
        yield RawPosting(
            title=job.get("title"),
            reader="greenhouse",
            identifier=job.get("id"),
            url=job.get("absolute_url"),
            employer=job.get("company_name"),
            description=job.get("content") or "",
            places=[RawPlace(text=location.get("name"))] if isinstance(location, dict) and location.get("name") else [],
            date_posted=job.get("first_published") or job.get("updated_at"),
            valid_through=job.get("application_deadline"),
            industry=next((name for name in departments if name), None),
            language=job.get("language"),
        )


READER = Reader("greenhouse", _recognises, _read)
