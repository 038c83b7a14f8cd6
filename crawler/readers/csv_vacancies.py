"""Vacancies in a CSV file, read by the names in its first line."""

import csv
import io
from collections.abc import Iterator

from crawler.document import Document
from crawler.raw_posting import RawPosting
from crawler.reader import Reader
from crawler.readers.vocabulary import is_job, read_fields

_MAX_FIELD = 200_000


def _rows(document: Document) -> list[dict[str, str]]:
    first, _, _ = document.text.partition("\n")
    separator = max(",;\t|", key=first.count)
    csv.field_size_limit(_MAX_FIELD)
    try:
        rows = list(csv.DictReader(io.StringIO(document.text.replace("\x00", "")), delimiter=separator))
    except csv.Error:
        return []
    return [
        {key: value for key, value in row.items() if isinstance(key, str) and isinstance(value, str)} for row in rows
    ]


def _recognises(document: Document) -> bool:
    return document.kind in ("csv", "text") and any(sign in document.text.partition("\n")[0] for sign in ",;\t")


def _read(document: Document) -> Iterator[RawPosting]:
    rows = _rows(document)
    jobs = [row for row in rows if is_job(row)]
    if len(jobs) * 2 > len(rows):
        for row in jobs:
            yield read_fields(row, "csv_vacancies")


READER = Reader("csv_vacancies", _recognises, _read, order=80, kinds=("csv", "text"))
