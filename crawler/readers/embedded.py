"""Vacancies in the JSON that a page carries for its own scripts, in the form of a known platform or with full texts."""

import json
import re
from collections.abc import Iterator
from typing import Any

from crawler.document import Document
from crawler.raw_posting import RawPosting
from crawler.reader import Reader
from crawler.readers.page_state import assigned_value, has_script, json_scripts, revive
from crawler.readers.vocabulary import fields_of, find_jobs, read_fields

_MIN_DESCRIPTION = 200
_KEYS = (
    "escription", '"jobs"', '"positions"', '"offers"', '"vacatures"', '"vacancies"', '"jobPostings"', '"_jobposting"',
    '"objective"', '"adText"', '"adtext"', '"requisitionList"',
)  # fmt: skip
_VARIABLE = re.compile(r"(?:window\.)?(?:__[A-Z_]+_STATE__|COMPANY_POSITIONS_DATA|POSITION_DATA)(?=\s*=)")
_SIGNS = (b"_STATE__", b"POSITIONS_DATA", b"POSITION_DATA")


def _recognises(document: Document) -> bool:
    return document.kind == "html" and has_script(document, b"application/json", *_SIGNS)


def _states(document: Document) -> Iterator[tuple[Any, str]]:
    for value, words, is_nuxt in json_scripts(document):
        if any(key in words for key in _KEYS):
            yield (revive(value) if is_nuxt else value), words
    if has_script(document, *_SIGNS):
        for name in dict.fromkeys(match[0] for match in _VARIABLE.finditer(document.text)):
            if (value := assigned_value(document.text, name)) is not None:
                yield value, json.dumps(value)


def _read(document: Document) -> Iterator[RawPosting]:
    """The first state with vacancies counts; links with a title, as under a menu "vacatures", are none."""
    for state, words in _states(document):
        found = list(_known(words, document)) or [
            read_fields(job, "embedded")
            for job in find_jobs(state)
            if len(str(fields_of(job).get("description") or "")) >= _MIN_DESCRIPTION
        ]
        if found:
            yield from found
            return


def _known(words: str, document: Document) -> Iterator[RawPosting]:
    from crawler.readers import READERS  # the registry is complete only after this file was read

    answer = Document(words.encode("utf-8", "replace"), url=document.url)
    for reader in READERS.values():
        if reader.order < 40 and reader.recognises(answer):
            yield from reader.read(answer)
            return


READER = Reader("embedded", _recognises, _read, order=70, kinds=("html",))
