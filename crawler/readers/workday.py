"""The job search of Workday: `{host}/wday/cxs/{tenant}/{site}/jobs` gives a list, each job has its text apart."""

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from crawler.document import Document
from crawler.raw_posting import RawPlace, RawPosting
from crawler.reader import Reader
from crawler.readers.job_posting import find_with_key
from crawler.readers.json_form import at, objects, texts

PAGE_SIZE = 20
"""The most that the platform gives at once."""
_LIST = re.compile(r"/wday/cxs/[^/]+/[^/]+/jobs")
_COUNT = re.compile(r"\d+ locations?", re.IGNORECASE)
_NUMBER = re.compile(r"_([\w-]*\d[\w-]*)$")


def _recognises(document: Document) -> bool:
    return document.kind == "json" and (document.mentions("jobPostings") or document.mentions("jobPostingInfo"))


def _read(document: Document) -> Iterator[RawPosting]:
    for answer in find_with_key(document.data, "jobPostingInfo"):
        yield _detail(answer["jobPostingInfo"], answer)
    if document.mentions("jobPostingInfo"):
        return
    for answer in find_with_key(document.data, "jobPostings"):
        for job in objects(answer["jobPostings"]):
            yield _listed(job, document)


def _detail(info: Any, answer: dict[str, Any]) -> RawPosting:
    number = at(info, "jobReqId") or _number(at(info, "externalUrl"))
    return RawPosting(
        title=at(info, "title"),
        reader="workday",
        identifier=number or at(info, "id|externalUrl"),
        url=at(info, "externalUrl"),
        employer=at(answer, "hiringOrganization.name"),
        description=at(info, "jobDescription") or "",
        places=[RawPlace(text=text) for text in texts(at(info, "location")) + texts(at(info, "additionalLocations"))],
        remote=str(at(info, "remoteType") or "").lower() in ("remote", "fully remote"),
        employment_type=at(info, "timeType"),
        date_posted=at(info, "startDate|postedOn"),
        valid_through=at(info, "endDate"),
    )


def _listed(job: dict[str, Any], document: Document) -> RawPosting:
    path = str(job.get("externalPath") or "")
    location = job.get("locationsText")
    return RawPosting(
        title=job.get("title"),
        reader="workday",
        identifier=_number(path) or path,
        url=_page(path, document.url),
        places=[RawPlace(text=text) for text in texts(location) if not _COUNT.fullmatch(text.strip())],
        date_posted=job.get("postedOn"),
    )


def _number(path: Any) -> str | None:
    match = _NUMBER.search(path) if isinstance(path, str) else None
    return match[1] if match else None


def _page(path: str, url: str | None) -> str | None:
    """The page for people: `{host}/{site}{path}`."""
    match = re.match(r"(https?://[^/]+)/wday/cxs/[^/]+/([^/]+)/jobs", url or "")
    return f"{match[1]}/{match[2]}{path}" if match and path else None


def _next_requests(document: Document) -> list[str]:
    """The text of every job in the list, and the next page of the list."""
    base = re.match(r"(https?://[^/]+/wday/cxs/[^/]+/[^/]+)/jobs", document.url or "")
    if not base:
        return []
    jobs = [
        base[1] + job["externalPath"]
        for job in objects(at(document.data, "jobPostings"))
        if isinstance(job.get("externalPath"), str)
    ]
    return jobs + _next_page(document, len(jobs))


def _next_page(document: Document, jobs: int) -> list[str]:
    """The address of the next page, when this one is full; only the first page tells how many jobs there are."""
    asked = parse_qs(urlsplit(document.url or "").fragment)
    offset, total = _offset(asked) + jobs, at(document.data, "total")
    is_last = isinstance(total, int) and 0 < total <= offset
    if jobs < PAGE_SIZE or is_last:
        return []
    return [urlsplit(document.url or "")._replace(fragment=urlencode(asked | {"offset": offset}, doseq=True)).geturl()]


def _offset(asked: dict[str, list[str]]) -> int:
    text = asked.get("offset", ["0"])[0]
    return int(text) if text.isascii() and text.isdigit() else 0


def _post(url: str) -> bytes | None:
    """The list answers to POST only; behind # stand the offset, search words, and the filters of the platform."""
    parts = urlsplit(url)
    if not _LIST.fullmatch(parts.path):
        return None
    asked = parse_qs(parts.fragment)
    filters = {name: values for name, values in asked.items() if name not in ("offset", "searchText")}
    words = asked.get("searchText", [""])[0]
    body = {"appliedFacets": filters, "limit": PAGE_SIZE, "offset": _offset(asked), "searchText": words}
    return json.dumps(body).encode()


READER = Reader("workday", _recognises, _read, _next_requests, kinds=("json",), post=_post)
