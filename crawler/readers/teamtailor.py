"""The public JSON feed of Teamtailor: `{company}.teamtailor.com/jobs.json`, pages with `next_url`."""

from collections.abc import Iterator
from typing import Any

from crawler.document import Document
from crawler.raw_posting import RawPosting
from crawler.reader import Reader
from crawler.readers.job_posting import find_with_key, read_job_posting
from crawler.readers.json_form import at, objects


def _recognises(document: Document) -> bool:
    return document.kind == "json" and document.mentions("_jobposting")


def _read(document: Document) -> Iterator[RawPosting]:
    for feed, item in _items(document):
        node = item.get("_jobposting")
        posting = read_job_posting(node if isinstance(node, dict) else {}, "teamtailor")
        posting.title = posting.title or item.get("title")
        posting.url = item.get("url") or posting.url
        posting.employer = posting.employer or at(feed, "title")
        posting.description = item.get("content_html") or posting.description
        posting.date_posted = posting.date_posted or item.get("date_published")
        yield posting


def _items(document: Document) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """The items with the feed that they stand in; several pages may stand in one document."""
    for feed in find_with_key(document.data, "items"):
        yield from ((feed, item) for item in objects(feed["items"]) if "_jobposting" in item)


def _next_requests(document: Document) -> list[str]:
    following = at(document.data, "next_url")
    return [following] if isinstance(following, str) else []


READER = Reader("teamtailor", _recognises, _read, _next_requests, kinds=("json",))
