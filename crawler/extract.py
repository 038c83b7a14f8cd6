"""Documents to vacancies, or to a refusal with a code: the work of `passend extract`."""

import html
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from crawler.collector import hold_collector
from crawler.document import MAX_BYTES, Document
from crawler.normalise.vacancy import make_vacancy
from crawler.platform import find_board
from crawler.raw_posting import RawPosting
from crawler.reader import Reader
from crawler.readers import READERS
from dossier.errors import Refused
from dossier.model.posting import VacancyIn


@dataclass(frozen=True)
class Refusal:
    """Why a document gave no vacancy: one of the codes of the doors, and what was seen."""

    code: str
    detail: str = ""


_LATEST_BODY, _VIEW_START = 20_000, 2_010
_SOURCE_VIEW = re.compile(rb"<body\b.{0,2000}?&lt;!doctype html", re.DOTALL | re.IGNORECASE)
_SHOWN_DATA = re.compile(rb"<body\b[^<>]*>\s*(?:<div[^<>]*>\s*</div>\s*)?<pre\b[^<>]*>\s*(?=[\[{])", re.IGNORECASE)
"""How a browser shows, and saves, an answer of data."""
_VIEW_MARKUP = re.compile(r"<[^<>]*>")
_MOST_ESCAPED = (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'))  # of a view nearly all; replaced one by one it is slow
# The most telling refusal of several readers is the one that is reported.
_WEIGHT = {code: weight for weight, code in enumerate(
    ("unsupported", "no_vacancy", "malformed", "listing", "expired", "empty", "too_large"))}  # fmt: skip


def extract_document(document: Document, *, source: str = "", on: date | None = None) -> list[VacancyIn | Refusal]:
    """Every vacancy of a document, each once, or the one reason why there is none; `on` is the day it was fetched."""
    with hold_collector():
        return _extract(document, source, on)


def _extract(document: Document, source: str, on: date | None) -> list[VacancyIn | Refusal]:
    refusals: list[Refusal] = []
    try:
        document = unwrap_source_view(document)
        if document.kind == "empty":
            return [Refusal("empty")]
        if document.kind == "json":
            _ = document.data  # broken JSON is refused once, not by every reader
        for reader in readers_of(document.kind):
            before = len(refusals)
            found = _read_with(reader, document, source, on, refusals)
            if found:
                return list(found)
            if len(refusals) > before and (refusals[-1].code == "expired" or reader.decides):
                return [refusals[-1]]  # a page that says it is closed is closed, whatever its data still say
    except Refused as refused:
        return [Refusal(refused.code, refused.detail)]
    if not refusals:
        known = document.kind in ("html", "json", "xml")
        return [Refusal("no_vacancy" if known else "unsupported", f"geen vacature gevonden ({document.kind})")]
    return [max(refusals, key=lambda refusal: _WEIGHT.get(refusal.code, 0))]


@cache
def readers_of(kind: str) -> tuple[Reader, ...]:
    """The readers that may recognise a kind of document, in the order in which they are asked."""
    return tuple(reader for reader in READERS.values() if not reader.kinds or kind in reader.kinds)


def unwrap_source_view(document: Document) -> Document:
    """The page inside a saved "view source", where every tag stands as text, or the data inside a saved answer."""
    body = document.landmarks.first.get(b"body") if document.kind == "html" else None
    if body is None or body > _LATEST_BODY:
        return document
    if (shown := _SHOWN_DATA.match(document.ascii, body)) and (end := document.ascii.find(b"</pre", shown.end())) > 0:
        data = html.unescape(document.piece(shown.end(), end))
        return Document(data.encode("utf-8", "replace"), document.url, "application/json", document.path)
    if document.ascii.find(b"&lt;!", body, body + _VIEW_START) < 0 or not _SOURCE_VIEW.match(document.ascii, body):
        return document
    source = _VIEW_MARKUP.sub("", document.piece(body, len(document.ascii)))
    for escaped, sign in _MOST_ESCAPED:
        source = source.replace(escaped, sign)
    return Document(
        html.unescape(source).encode("utf-8", "replace"), document.url, "text/html; charset=utf-8", document.path
    )


def _read_with(
    reader: Reader, document: Document, source: str, on: date | None, refusals: list[Refusal]
) -> list[VacancyIn]:
    found: dict[str, VacancyIn] = {}
    try:
        if not reader.recognises(document):
            return []
        for raw in reader.read(document):
            name_employer(raw, document)
            try:
                vacancy = make_vacancy(raw, document, source, on)
            except Refused as refused:
                refusals.append(Refusal(refused.code, refused.detail))
            else:
                found.setdefault(vacancy.id, vacancy)
    except Refused as refused:
        refusals.append(Refusal(refused.code, refused.detail))
    return list(found.values())


def name_employer(raw: RawPosting, document: Document) -> None:
    """Many a platform leaves the employer out of the answer: the board is the employer's, and its address names it."""
    for address in (raw.url, document.address) if not raw.employer else ():
        board = find_board(address) if isinstance(address, str) else None
        if board is not None and board.employer:
            raw.employer = board.employer
            raw.warnings.append(f"werkgever afgeleid van het adres van de vacaturesite op {board.platform.name}")
            return


def extract_paths(paths: Iterable[Path | str], base_url: str | None = None) -> Iterator[dict[str, Any]]:
    """The JSON lines of `passend extract`: one per vacancy, one per refused document; folders are walked in order."""
    for path in _walk(paths):
        for item in _extract_path(path, base_url):
            if isinstance(item, Refusal):
                yield {"path": str(path), "error": item.code, "detail": item.detail}
            else:
                yield {"path": str(path), **item.model_dump(mode="json")}


def _extract_path(path: Path, base_url: str | None) -> Sequence[VacancyIn | Refusal]:
    try:
        document = _open(path, base_url)
    except OSError as error:
        return [Refusal("unsupported", f"niet te lezen: {error.strerror or error}")]
    return extract_document(document)


def _walk(paths: Iterable[Path | str]) -> Iterator[Path]:
    for item in map(Path, paths):
        if item.is_dir():
            yield from sorted(path for path in item.rglob("*") if path.is_file())
        else:
            yield item


def _open(path: Path, base_url: str | None) -> Document:
    """Reads no more than the limit and one byte, so that a huge file costs nothing."""
    with path.open("rb") as file:
        return Document(file.read(MAX_BYTES + 1), url=base_url, path=str(path))
