"""Public pages of LinkedIn that a person saved: one posting, or a list of cards that refers to postings."""

import html
import re
from collections.abc import Iterator

from ahocorasick_rs import BytesAhoCorasick, MatchKind

from crawler.document import Document
from crawler.normalise.text import clean_text
from crawler.raw_posting import RawPlace, RawPosting
from crawler.reader import Reader
from crawler.readers.marked_elements import markup_at, words_at
from dossier.errors import Refused

_SIGNS = BytesAhoCorasick((b"linkedin", b"topcard"), matchkind=MatchKind.LeftmostFirst)
_NUMBER = re.compile(r"-(\d{6,})(?:[/?]|$)|/view/(\d{6,})")
_VIEW = re.compile(rb"<a\b[^<>]*?\bhref\s*=\s*[\"']([^\"'<>]*/jobs/view/[^\"'<>]*)")
_CLOSED = re.compile(rb"class=[\"'][^\"'<>]*closed-job")
_CARD = re.compile(rb"class=[\"'][^\"'<>]*-card__title")
_CRITERIA = ("description__job-criteria-item", "job-criteria__item")


def _recognises(document: Document) -> bool:
    return (
        document.kind == "html"
        and bool(_SIGNS.find_matches_as_indexes(document.ascii[:20_000]))
        and (document.mentions("topcard__title") or document.mentions("-card__title"))
    )


def _read(document: Document) -> Iterator[RawPosting]:
    title = words_at(document, "topcard__title", "top-card-layout__title")
    if title is None:
        raise Refused("listing", f"{len(_CARD.findall(document.ascii))} kaarten met een verwijzing")
    if _CLOSED.search(document.ascii):
        raise Refused("expired", "de pagina neemt geen sollicitaties meer aan")
    address, criteria = _address(document), _criteria(document)
    yield RawPosting(
        title=title,
        reader="linkedin",
        identifier=_number(address),
        url=address,
        employer=words_at(document, "topcard__org-name-link", "topcard__flavor"),
        description=next(markup_at(document, "show-more-less-html__markup"), ""),
        places=[RawPlace(text=place) for place in [_place(document)] if place],
        employment_type=_criterion(criteria, "employment type", "soort baan", "typ pracovního poměru"),
        date_posted=words_at(document, "posted-time-ago__text"),
        industry=_criterion(criteria, "industries", "bedrijfstakken"),
    )


def _place(document: Document) -> str | None:
    bullets = markup_at(document, "topcard__flavor--bullet")
    return next((clean_text(bullet) for bullet in bullets if "num-applicants" not in bullet.partition(">")[0]), None)


def _address(document: Document) -> str | None:
    link = document.canonical
    if not link and (view := _VIEW.search(document.ascii)):
        link = html.unescape(view[1].decode("ascii", "replace"))
    return link.split("?")[0] if link else None


def _number(address: str | None) -> str | None:
    match = _NUMBER.search(address or "")
    return match[1] or match[2] if match else None


def _criteria(document: Document) -> list[str]:
    items = (markup for name in _CRITERIA for markup in markup_at(document, name))
    return [clean_text(markup).removeprefix("- ") for markup in items]


def _criterion(criteria: list[str], *names: str) -> str | None:
    found = ((words, name) for words in criteria for name in names if words.lower().startswith(name))
    return next((words[len(name) :].strip() for words, name in found), None)


READER = Reader("linkedin", _recognises, _read, order=42, kinds=("html",), decides=True)
