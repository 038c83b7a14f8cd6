"""Vacancies in a JSON answer of a form that is not known: read by the names of its fields."""

from collections.abc import Iterator

from crawler.document import Document
from crawler.raw_posting import RawPosting
from crawler.reader import Reader
from crawler.readers.vocabulary import find_jobs, read_fields


def _read(document: Document) -> Iterator[RawPosting]:
    for item in find_jobs(document.data):
        yield read_fields(item, "json_vacancies")


READER = Reader("json_vacancies", lambda document: document.kind == "json", _read, order=80, kinds=("json",))
