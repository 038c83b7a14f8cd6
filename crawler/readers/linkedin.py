"""Public pages of LinkedIn that a person saved: one posting, or a list of cards that refers to postings."""

import re
from collections.abc import Iterator

from crawler.document import Document
from crawler.raw_posting import RawPlace, RawPosting
from crawler.reader import Reader
from crawler.readers.html_form import Element, by_class, first_words, markup_of
from dossier.errors import Refused

_CARDS = ("base-search-card", "base-card", "result-card", "job-result-card", "job-search-card")
_CLOSED = ("closed-job", "closed-job__flavor--closed")
_NUMBER = re.compile(r"-(\d{6,})(?:[/?]|$)|/view/(\d{6,})")


def _recognises(document: Document) -> bool:
    text = document.text
    return document.kind == "html" and ("topcard__title" in text or any(f"{card}__title" in text for card in _CARDS))


def _read(document: Document) -> Iterator[RawPosting]:
    root = document.html
    title = first_words(root, "topcard__title", "top-card-layout__title")
    if title is None:
        raise Refused("listing", f"{sum(len(by_class(root, f'{card}__title')) for card in _CARDS)} kaarten met een verwijzing")
    if by_class(root, *_CLOSED):
        raise Refused("expired", "de pagina neemt geen sollicitaties meer aan")
    if "ld+json" in document.text and "JobPosting" in document.text:
        return  # the page says it better itself
    bullets = by_class(root, "topcard__flavor--bullet")
    places = [" ".join(item.text_content().split()) for item in bullets if "num-applicants" not in (item.get("class") or "")]
    address = _address(root)
    yield RawPosting(
        title=title,
        reader="linkedin",
        identifier=_number(address),
        url=address,
        employer=first_words(root, "topcard__org-name-link", "topcard__flavor"),
        description=markup_of(next(iter(by_class(root, "show-more-less-html__markup", "description__text")), None)),
        places=[RawPlace(text=place) for place in places[:1]],
        employment_type=_criterion(root, "employment type", "soort baan", "typ pracovního poměru"),
        date_posted=first_words(root, "posted-time-ago__text"),
        industry=_criterion(root, "industries", "bedrijfstakken"),
    )


def _address(root: Element) -> str | None:
    links = root.xpath("//a[contains(@href, '/jobs/view/')]/@href")
    canonical = root.xpath("//link[@rel='canonical']/@href")
    return next((str(link).split("?")[0] for link in [*canonical, *links]), None)


def _number(address: str | None) -> str | None:
    match = _NUMBER.search(address or "")
    return match[1] or match[2] if match else None


def _criterion(root: Element, *names: str) -> str | None:
    for item in by_class(root, "job-criteria__item", "description__job-criteria-item"):
        words = " ".join(item.text_content().split())
        if name := next((name for name in names if words.lower().startswith(name)), None):
            return words[len(name) :].strip()
    return None


READER = Reader("linkedin", _recognises, _read)
