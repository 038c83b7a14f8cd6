"""A page without data for machines: title, employer, place, pay and hours from its words."""

import copy
import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from crawler.document import Document
from crawler.normalise.hours import find_hours
from crawler.normalise.place import parse_place
from crawler.normalise.text import plain_text
from crawler.normalise.wage_fields import find_salary
from crawler.raw_posting import RawPlace, RawPosting
from crawler.reader import Reader
from crawler.readers.html_form import Element, markup_of, meta, words_of
from crawler.readers.labels import read_labels
from crawler.readers.main_text import drop_boilerplate, main_element
from dossier.errors import Refused

_I = re.IGNORECASE
MIN_TEXT = 350
MIN_SIGNS = 4
MIN_LINKS = 5
_LIST_TITLE = re.compile(
    r"\b(?:vacatures|vacature-overzicht|vacancies|all jobs|job listings?|jobs in|(?:onze|alle|openstaande|onze openstaande) (?:vacatures|functies|banen)|"
    r"werken bij|open positions|job openings|search results|zoekresultaten|nabídka práce|current openings|banen)\b", _I)  # fmt: skip
_JOB_PATH = re.compile(
    r"/(?:vacatures?|vacanc(?:y|ies)|jobs?|job-?detail|jobdetail|career[s]?|functie[s]?|werken-?bij|baan|rpd|fp|nabidka|node|positions?|openings?|"
    r"offerte?|view)(?:/|-)[\w%-]{4,}|[?&](?:jobid|job|vacature|vacancyid|jk|id)=\w{3,}|/rc/clk|/pagead/", _I)  # fmt: skip
_APPLY = re.compile(
    r"solliciteer|sollicitatie|sollicitere|apply (?:now|for|online|on|here|before|by)|\bapply\b|register and apply|bewerb|"
    r"inscrib|postúlate|candidat|odpověd|reagovat|poslat životopis", _I)  # fmt: skip
_SECTIONS = re.compile(
    r"functie-?omschrijving|functie-?eisen|functie-?inhoud|wat (?:ga|doe) je|wat ga jij doen|(?:wat )?(?:wij|we) vragen|(?:wij|we) bieden|"
    r"wat bieden (?:wij|we)|wat krijg je|wie ben jij|wie zoeken (?:wij|we)|jouw profiel|jij bent|jij hebt|over de functie|(?:jouw|je) taken|"
    r"werkzaamheden|arbeidsvoorwaarden|wij zoeken|we zoeken|zijn (?:wij|we) op zoek|job description|job purpose|responsibilities|requirements|"
    r"qualifications|what you.ll|what we offer|about the role|about you|more information about this job|descripción de la oferta|requisitos|"
    r"responsabilidades|náplň práce|požadujeme|nabízíme|o que você|quem estamos", _I)  # fmt: skip
_ROLE = re.compile(r"\b(?:m/v|v/m|m/f|f/m|m/w|w/m|m/ž)(?:/[dxo])?\b|\(junior|\bstage\b|medewerker|manager|adviseur|developer|coördinator|assistent", _I)
_CAREER_NAME = re.compile(r"(?:werken (?:bij|voor|aan)|werkenbij|jobs? (?:bij|at)|careers? at|vacatures? bij)\s*[-–|:]?\s*(.{2,60})", _I)
_SEEKS = re.compile(
    r"^(?:het|de|bij|voor)?\s*([A-ZÀ-Ý0-9][\w&'’.()-]*(?:\s(?:[A-ZÀ-Ý0-9&][\w&'’.()-]*|van|de|der|den|en|het|voor|te|aan)){0,6}?)"
    r"(?:\sin\s(?P<place>[A-ZÀ-Ý][\w'’-]+(?:\s[A-ZÀ-Ý][\w'’-]+)?))?\s(?:zoekt|zoeken|is op zoek naar|is looking for|is hiring)\b", _I)  # fmt: skip
_GENERIC = re.compile(r"vacature|vacatur|jobs?\b|careers?|\bbanen\b|werken bij|portal|home\b|nabídka|linkedin|indeed", _I)
_TAIL = re.compile(r"^\s*(?:[-–—|·:•]|\bbij\b|\bat\b|@)\s*(.+)$", _I)


def _read(document: Document) -> Iterator[RawPosting]:
    whole = document.html
    links = _job_links(whole, document.url)
    root = copy.deepcopy(whole)
    drop_boilerplate(root)
    title = _title(root, whole)
    main = main_element(root)
    text = plain_text(markup_of(main))
    is_list = title is None or _LIST_TITLE.search(title) is not None
    if len(links) >= MIN_LINKS and (is_list or _is_mostly_links(main, text)):
        raise Refused("listing", f"{len(links)} verwijzingen naar vacatures")
    if title is None or is_list or len(text) < MIN_TEXT or _count_signs(document, whole, title, text) < MIN_SIGNS:
        raise Refused("no_vacancy", "geen gegevens over een vacature en te weinig woorden die erop wijzen")
    yield _posting(document, whole, root, title, text)


def _posting(document: Document, whole: Element, root: Element, title: str, text: str) -> RawPosting:
    body = root.find(".//body")
    lines = plain_text(markup_of(body if body is not None else root)).split("\n")
    labels = read_labels(lines)
    title, employer, place = _employer(title, whole, lines, labels.get("employer"))
    canonical = whole.xpath("//link[@rel='canonical']/@href")
    return RawPosting(
        title=title,
        reader="plain_page",
        identifier=labels.get("identifier"),
        url=next(iter(canonical), None) or meta(whole, "og:url"),
        employer=employer,
        description=text,
        places=_places(labels.get("place") or place, title, lines),
        salary_text=labels.get("salary_text") if find_salary(f"salaris: {labels.get('salary_text', '')}") else None,
        hours_text=labels.get("hours_text"),
        education=labels.get("education"),
        employment_type=labels.get("employment_type"),
        date_posted=labels.get("date_posted") or meta(whole, "article:published_time", "datePublished", "date"),
        valid_through=labels.get("valid_through"),
        industry=labels.get("industry"),
        warnings=["gelezen uit de tekst van de pagina, zonder gegevens voor machines"],
    )


def _title(root: Element, whole: Element) -> str | None:
    """The heading that the title of the page repeats; a heading that names a whole site or list comes last."""
    names = " | ".join(filter(None, (meta(whole, "og:title"), words_of(whole.find(".//title"))))).casefold()
    best: tuple[float, str] | None = None
    for rank, heading in enumerate([*root.iter("h1"), *root.iter("h2")][:12]):
        words = words_of(heading)
        if not words or not 3 <= len(words) <= 200:
            continue
        points = 2.0 * (words.casefold() in names) + 1.5 * (heading.tag == "h1") - 0.1 * rank
        points -= 3.0 * bool(_LIST_TITLE.search(words) or re.fullmatch(r"[\w .]{0,20}(?:cookies?|inloggen|zoeken|menu)\W*", words, _I))
        points -= 1.5 * bool(_SECTIONS.search(words))
        if best is None or points > best[0]:
            best = (points, words)
    if best and best[0] > 0:
        return best[1]
    shared = meta(whole, "og:title")
    return shared if shared and not _LIST_TITLE.search(shared) else best[1] if best else None


def _job_links(root: Element, url: str | None) -> set[str]:
    """Addresses that look like one vacancy each, with words of their own."""
    found = set()
    for link in root.iter("a"):
        address = (link.get("href") or "").split("#")[0]
        if _JOB_PATH.search(address) and len("".join(link.itertext()).strip()) > 4:
            found.add(address)
    return found - {url or ""}


def _is_mostly_links(main: Element, text: str) -> bool:
    links = sum(len(" ".join(link.text_content().split())) for link in main.iter("a"))
    return len(text) < MIN_TEXT or links > len(text) * 0.5


def _count_signs(document: Document, whole: Element, title: str, text: str) -> int:
    """How much on the page only a vacancy has; one word more or less decides nothing."""
    address = next(iter(whole.xpath("//link[@rel='canonical']/@href")), "") or meta(whole, "og:url") or document.url or ""
    page = " ".join(whole.text_content().split())[:60_000]
    signs = 2 * bool(_JOB_PATH.search(urlsplit(address).path + "/") or "vacature" in address) + bool(_ROLE.search(title))
    signs += 2 * bool(_APPLY.search(page))
    signs += min(3, len({match[0].lower() for match in _SECTIONS.finditer(text)}))
    return signs + (find_hours(text) is not None) + (find_salary(text) is not None)


def _employer(title: str, whole: Element, lines: list[str], labelled: str | None) -> tuple[str, str | None, str | None]:
    """Title, employer and perhaps place: from a label, "X zoekt een …", the title of the page, or the name of the site."""
    seeks = next((match for line in lines[:60] if len(line) < 400 and (match := _SEEKS.search(line))), None)
    place = seeks["place"] if seeks else None
    if match := re.fullmatch(r"([^:]{2,60}):\s+(.{3,})", title):
        repeated = any(words_of(heading) == match[2] for heading in whole.iter("h2", "h3"))
        if repeated or (seeks and seeks[1].casefold() == match[1].casefold()):
            return match[2], labelled or match[1], place
    if labelled:
        return title, labelled, place
    names = [name for name in (words_of(whole.find(".//title")), meta(whole, "og:title")) if name]
    tails = [tail[1] for name in names if name.startswith(title) and (tail := _TAIL.match(name[len(title) :]))]
    site = meta(whole, "og:site_name")
    for name in filter(None, [*tails, site]):
        if career := _CAREER_NAME.search(name):
            return title, career[1].strip(" -–|"), place
    tail = next((re.split(r"\s[|–—·]\s", name)[0].strip() for name in tails), None)
    if tail and not _GENERIC.search(tail) and tail != site:
        return title, tail, place
    if seeks:
        return title, seeks[1], place
    return title, tail if tail and not _GENERIC.search(tail) else None, place


def _places(labelled: str | None, title: str, lines: list[str]) -> list[RawPlace]:
    if labelled:
        return [RawPlace(text=labelled)]
    start = next((index for index, line in enumerate(lines) if title in line), 0)
    for line in lines[start : start + 25]:
        for piece in re.split(r"\s[|•·]\s|\s-\s|,\s", line.removeprefix("- ")):
            if 2 < len(piece) < 40 and piece[:1].isupper():
                place = parse_place(piece.strip())
                if place.lat is not None and place.place and place.place.casefold() in piece.casefold():
                    return [RawPlace(text=piece.strip())]
    return []


READER = Reader("plain_page", lambda document: document.kind == "html", _read, order=90)
