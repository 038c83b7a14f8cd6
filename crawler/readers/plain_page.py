"""A page without data for machines: title, employer, place, pay and hours from its words."""

import re
import tomllib
from collections.abc import Iterator
from importlib.resources import files
from typing import NoReturn
from urllib.parse import urlsplit

from crawler.document import Document
from crawler.normalise.hours import find_hours
from crawler.normalise.place import parse_place
from crawler.normalise.text import PlainText, count_words, has_words
from crawler.normalise.wage_fields import find_salary
from crawler.raw_posting import RawPlace, RawPosting
from crawler.reader import Reader
from crawler.readers.labels import read_labels
from crawler.readers.main_text import find_main_text
from crawler.readers.page_words import PageWords
from crawler.readers.vocabulary import ROLE
from dossier.errors import Refused

_I = re.IGNORECASE
MIN_TEXT = 350
MIN_SIGNS = 4
MIN_PHRASES = 2
MIN_LINKS = 5
MANY_LINKS = 8
_ANY_PAGE = re.compile(r"^(?:https?:/)?/")
_LIST_TITLE = re.compile(
    r"\b(?:vacatures|vacature-overzicht|vacancies|all jobs|job listings?|jobs in|(?:onze|alle|"
        r"openstaande|onze openstaande) (?:vacatures|functies|banen)|"
    r"werken bij|open positions|job openings|search results|zoekresultaten|nabídka práce|"
        r"current openings|banen)\b", _I)  # fmt: skip
_JOB_PATH = re.compile(
    r"/(?:vacatures?|vacanc(?:y|ies)|jobs?|job-?detail|jobdetail|career[s]?|functie[s]?|werken-?bij|"
        r"baan|rpd|fp|nabidka|node|positions?|openings?|"
    r"offerte?|view)(?:/|-)[\w%-]{4,}|[?&](?:jobid|job|vacature|vacancyid|jk|id)=\w{3,}|/rc/clk|"
        r"/pagead/")  # fmt: skip
"""Addresses are searched in small letters, in which a choice of many words is found several times faster."""
_NO_TITLE = re.compile(
    r"^(?:cookies?|inloggen|zoeken|menu|solliciteer|filters?|contact|home|welkom|browser)\b|cookies|verouderd", _I
)
_PHRASES = {
    name: tuple(phrases)
    for name, phrases in tomllib.loads(files("crawler.readers").joinpath("plain_page.toml").read_text("utf-8")).items()
}
_CAREER_NAME = re.compile(
    r"(?:werken (?:bij|voor|aan)|werkenbij|jobs? (?:bij|at)|careers? at|vacatures? bij)\s*[-–|:]?\s*(.{2,60})", _I
)
_SEEKS = re.compile(
    r"^(?:[Hh]et|[Dd]e|[Bb]ij|[Vv]oor)?\s*"
    r"([A-ZÀ-Ý0-9][\w&'’.()-]*(?:\s(?:[A-ZÀ-Ý0-9&][\w&'’.()-]*|van|de|der|den|en|het|voor|te|aan)){0,6}?)"
    r"(?:\sin\s(?P<place>[A-ZÀ-Ý][\w'’-]+(?:\s[A-ZÀ-Ý][\w'’-]+)?))?"
    r"\s(?:zoekt|zoeken|is op zoek naar|is looking for|is hiring)\b"
)
_GENERIC = re.compile(
    r"vacature|vacatur|jobs?\b|careers?|\bbanen\b|werken bij|portal|home\b|nabídka|linkedin|indeed", _I
)
_SITE_NAME = re.compile(r"(.+)\s([|–—·-])\s(.+)$")
_TAIL = re.compile(r"^\s*(?:[-–—|·:•]|\bbij\b|\bat\b|@)\s*(.+)$", _I)


def _read(document: Document) -> Iterator[RawPosting]:
    page = PageWords(document)
    heading = _heading(page)
    if heading is not None and _LIST_TITLE.search(heading[0]):
        _refuse(page, document, is_list=True)
    title, text = (heading[0], page.text_from(heading[1])) if heading else ("", "")
    if not _is_vacancy(document, page, title, text):
        title, text = _second_opinion(document, page, title)
        if not _is_vacancy(document, page, title, text):
            _refuse(page, document, is_list=heading is None and bool(_LIST_TITLE.search(page.title)))
    yield _posting(page, title, text, document.address)


def _is_vacancy(document: Document, page: PageWords, title: str, text: str) -> bool:
    if not title or len(text) < MIN_TEXT:
        return False
    is_one_of_many = not any(level == "h1" for level, _, _ in page.headings) and len(page.links(_JOB_PATH)) > MANY_LINKS
    return not is_one_of_many and _count_signs(document, page, title, text) >= MIN_SIGNS


def _second_opinion(document: Document, page: PageWords, title: str) -> tuple[str, str]:
    """Title and main text of a page without a heading above its text, where its words do look like a vacancy."""
    names = (page.metas.get("og:title", ""), page.title)
    title = title or next((name for name in (_without_site(name) for name in names) if 3 <= len(name) <= 200), "")
    if not title or _LIST_TITLE.search(title) or len(page.links(_JOB_PATH)) > MANY_LINKS:
        return "", ""
    if count_words(page.markup.text(), _PHRASES["sections"]) < MIN_PHRASES:
        return "", ""
    return title, find_main_text(document)


def _without_site(name: str) -> str:
    """The title of a page without the name of the site behind it; a dash may well belong to the vacancy."""
    match = _SITE_NAME.match(name)
    is_site = match and (match[2] != "-" or _GENERIC.search(match[3]) or _CAREER_NAME.search(match[3]))
    return match[1].strip() if match and is_site else name.strip()


def _refuse(page: PageWords, document: Document, *, is_list: bool) -> NoReturn:
    """A list of references to vacancies, or a page about something else."""
    links = page.links(_JOB_PATH) - {document.url or ""}
    is_list = is_list or bool(_LIST_TITLE.search(" ".join(page.first_lines)[:1_500]))
    if len(links) >= (1 if is_list else MIN_LINKS) or (is_list and len(page.links(_ANY_PAGE)) >= MANY_LINKS):
        raise Refused("listing", f"{len(links)} verwijzingen naar vacatures")
    raise Refused("no_vacancy", "geen gegevens over een vacature en te weinig woorden die erop wijzen")


def _heading(page: PageWords) -> tuple[str, int] | None:
    """The words and place of the heading that names the page: an h1, or what the title of the page repeats."""
    names = f"{page.metas.get('og:title', '')} | {page.title}".casefold()
    best: tuple[float, str, int] | None = None
    for rank, (level, words, place) in enumerate(page.headings):
        points = (
            2.0 * (words.casefold() in names)
            + 1.5 * (level != "h2" or not page.title)
            + 0.5 * (rank == 0)
            - 0.05 * rank
            - 0.5
        )
        if points > 0:
            folded = words.casefold()
            points -= 2.5 * bool(_LIST_TITLE.search(words)) + 1.5 * (
                bool(_NO_TITLE.search(words)) or any(name in folded for name in _PHRASES["sections"])
            )
        if best is None or points > best[0]:
            best = (points, words, place)
    if best is not None and best[0] > 0:
        return best[1:]
    named = read_labels(page.first_lines[:8]).get("title")
    if named:
        return named, 0
    listed = next((heading for heading in page.headings if heading[0] == "h1" and _LIST_TITLE.search(heading[1])), None)
    return listed[1:] if listed else None


def _count_signs(document: Document, page: PageWords, title: str, text: str) -> int:
    """How much on the page only a vacancy has; one word more or less decides nothing."""
    address = document.address or page.metas.get("og:url") or ""
    signs = 2 * bool(_JOB_PATH.search(urlsplit(address).path.lower() + "/") or "vacature" in address) + bool(
        ROLE.search(title)
    )
    signs += min(count_words(text, _PHRASES["sections"]), 4) + (len(text) > 1_500) + (len(text) > 3_000)
    if signs < MIN_SIGNS:
        signs += 2 * has_words(page.body, _PHRASES["apply"])
    return signs if signs >= MIN_SIGNS else signs + (find_hours(text) is not None) + (find_salary(text) is not None)


def _posting(page: PageWords, title: str, text: str, address: str | None) -> RawPosting:
    lines = text.split("\n")
    labels = read_labels(lines)
    title, employer, place = _employer(title, page, lines, labels.get("employer"))
    pay = labels.get("salary_text")
    return RawPosting(
        title=title,
        reader="plain_page",
        identifier=labels.get("identifier"),
        url=page.metas.get("og:url") if address is None else address,
        employer=employer,
        description=PlainText(text),
        places=_places(labels.get("place") or place, lines),
        salary_text=pay if pay and find_salary(f"salaris: {pay}") else None,
        hours_text=labels.get("hours_text"),
        education=labels.get("education"),
        employment_type=labels.get("employment_type"),
        date_posted=labels.get("date_posted")
        or page.metas.get("article:published_time")
        or page.metas.get("datepublished"),
        valid_through=labels.get("valid_through"),
        industry=labels.get("industry"),
        warnings=["gelezen uit de tekst van de pagina, zonder gegevens voor machines"],
    )


def _employer(
    title: str, page: PageWords, lines: list[str], labelled: str | None
) -> tuple[str, str | None, str | None]:
    """Title, employer and perhaps place: from a label, "X zoekt een …", the page title, or the name of the site."""
    seeks = next((match for line in lines[:60] if len(line) < 400 and (match := _SEEKS.search(line))), None)
    place = seeks["place"] if seeks else None
    if match := re.fullmatch(r"([^:]{2,60}):\s+(.{3,})", title):
        repeated = any(words == match[2] for _, words, _ in page.headings)
        if repeated or (seeks and seeks[1].casefold() == match[1].casefold()):
            return match[2], labelled or match[1], place
    return title, labelled or _named_employer(title, page) or (seeks[1] if seeks else None), place


def _named_employer(title: str, page: PageWords) -> str | None:
    """What stands behind the title of the vacancy in the title of the page, unless that is the name of a job site."""
    names = [name for name in (page.title, page.metas.get("og:title")) if name]
    tails = [tail[1] for name in names if name.startswith(title) and (tail := _TAIL.match(name[len(title) :]))]
    site = page.metas.get("og:site_name")
    career = next((match for name in [*tails, site or ""] if (match := _CAREER_NAME.search(name))), None)
    if career:
        return career[1].strip(" -–|")
    behind = next((re.split(r"\s[|–—·]\s", name)[0].strip() for name in tails), None)
    return behind if behind and not _GENERIC.search(behind) and behind != site else None


def _places(labelled: str | None, lines: list[str]) -> list[RawPlace]:
    if labelled:
        return [RawPlace(text=labelled)]
    for line in lines[:25]:
        for piece in re.split(r"\s[|•·]\s|\s-\s|,\s", line.removeprefix("- ")):
            if 2 < len(piece) < 40 and piece[:1].isupper():
                place = parse_place(piece.strip())
                if place.lat is not None and place.place and place.place.casefold() in piece.casefold():
                    return [RawPlace(text=piece.strip())]
    return []


READER = Reader("plain_page", lambda document: document.kind == "html", _read, order=90, kinds=("html",))
