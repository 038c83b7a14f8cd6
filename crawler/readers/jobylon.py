"""The job widget of Jobylon: a page whose script holds all jobs of a company, without their texts."""

from collections.abc import Iterator

from ahocorasick_rs import BytesAhoCorasick, MatchKind

from crawler.document import Document
from crawler.raw_posting import RawPosting
from crawler.reader import Reader
from crawler.readers.json_form import at, objects, place_texts
from crawler.readers.page_state import assigned_value

_VARIABLE = "JBL.embed_v2['jobs']"
_SIGN = BytesAhoCorasick([_VARIABLE.encode()], matchkind=MatchKind.LeftmostFirst)


def _read(document: Document) -> Iterator[RawPosting]:
    for job in objects(assigned_value(document.text, _VARIABLE)):
        summary = at(job, "summary")
        yield RawPosting(
            title=job.get("title"),
            reader="jobylon",
            identifier=job.get("id"),
            url=f"https://emp.jobylon.com{job['url']}" if str(job.get("url")).startswith("/") else job.get("url"),
            employer=job.get("company"),
            description=summary if summary != "None" else "",
            places=place_texts(job.get("locations") or job.get("locations_text")),
            employment_type=job.get("employment_type"),
            date_posted=job.get("published_date"),
            valid_through=job.get("to_date"),
            industry=job.get("function"),
        )


READER = Reader(
    "jobylon",
    lambda document: document.kind == "html" and bool(_SIGN.find_matches_as_indexes(document.ascii[:100_000])),
    _read,
    order=42,
    kinds=("html",),
)
