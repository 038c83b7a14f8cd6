"""Public pages of LinkedIn that a person saved: one posting, or a list of cards that refers to postings."""

import re
from collections.abc import Iterator

from crawler.document import Document
from crawler.raw_posting import RawPlace, RawPosting
from crawler.reader import Reader
from crawler.readers.html_form import Element, markup_of, words_of
from dossier.errors import Refused

_MARKED = (
    "//*[contains(@class, 'topcard') or contains(@class, '-card__title') or contains(@class, "
    "'show-more-less-html__markup')"
    " or contains(@class, 'closed-job') or contains(@class, 'job-criteria') or contains(@class, 'posted-time')]"
)
_NUMBER = re.compile(r"-(\d{6,})(?:[/?]|$)|/view/(\d{6,})")


def _recognises(document: Document) -> bool:
    is_theirs = b"linkedin" in document.ascii[:20_000] or b"topcard" in document.ascii[:20_000]
    return (
        document.kind == "html"
        and is_theirs
        and (document.mentions("topcard__title") or document.mentions("-card__title"))
    )


def _read(document: Document) -> Iterator[RawPosting]:
    root = document.html
    marked = [(element.get("class") or "", element) for element in root.xpath(_MARKED)]
    title = _words(marked, "topcard__title", "top-card-layout__title")
    if title is None:
        raise Refused("listing", f"{sum('-card__title' in name for name, _ in marked)} kaarten met een verwijzing")
    if any("closed-job" in name for name, _ in marked):
        raise Refused("expired", "de pagina neemt geen sollicitaties meer aan")
    bullets = [
        words_of(element)
        for name, element in marked
        if "topcard__flavor--bullet" in name and "num-applicants" not in name
    ]
    address = _address(root)
    yield RawPosting(
        title=title,
        reader="linkedin",
        identifier=_number(address),
        url=address,
        employer=_words(marked, "topcard__org-name-link", "topcard__flavor"),
        description=markup_of(next((item for name, item in marked if "show-more-less-html__markup" in name), None)),
        places=[RawPlace(text=place) for place in bullets[:1] if place],
        employment_type=_criterion(marked, "employment type", "soort baan", "typ pracovního poměru"),
        date_posted=_words(marked, "posted-time-ago__text"),
        industry=_criterion(marked, "industries", "bedrijfstakken"),
    )


def _words(marked: list[tuple[str, Element]], *names: str) -> str | None:
    """The words of the first element that has one of the class names, tried in the order given."""
    found = (words_of(element) for wanted in names for name, element in marked if wanted in name.split())
    return next((words for words in found if words), None)


def _address(root: Element) -> str | None:
    links = root.xpath("//link[@rel='canonical']/@href | //a[contains(@href, '/jobs/view/')]/@href")
    return next((str(link).split("?")[0] for link in links), None)


def _number(address: str | None) -> str | None:
    match = _NUMBER.search(address or "")
    return match[1] or match[2] if match else None


def _criterion(marked: list[tuple[str, Element]], *names: str) -> str | None:
    for words in (words_of(element) or "" for name, element in marked if "job-criteria" in name and "item" in name):
        if label := next((name for name in names if words.lower().startswith(name)), None):
            return words[len(label) :].strip()
    return None


READER = Reader("linkedin", _recognises, _read, order=42, kinds=("html",))
