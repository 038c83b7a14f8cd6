"""Which links on a page lead to a vacancy, which to more links, and which are never followed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

import lxml.html

from crawler.source import Follow

MOST_LINKS = 2000
MOST_ANCHORS = 20_000
"""No page for people has more; a page with more is a trap."""
_SESSION = re.compile(
    r"(?i)^(phpsessid|jsessionid|sessionid|session_id|sid|asp\.net_sessionid|cfid|cftoken|utm_\w+|gclid|fbclid)$"
)
_PATH_SESSION = re.compile(r"(?i);jsessionid=[^/?#]*")
_NEVER = re.compile(
    r"(?i)(uitlog|logout|log-out|signout|afmeld|verwijder|delete|remove|unsubscribe|solliciteer|sollicitatie-?formulier"
    r"|/apply\b|/login\b|/signin\b|inloggen|/registreer|/register\b|winkelwagen|/cart\b|mailto:|tel:|javascript:"
    r"|\.(pdf|docx?|xlsx?|zip|jpe?g|png|gif|svg|webp|mp4|css|js|ico|woff2?)([?#]|$))"
)
_VACANCY_PATH = re.compile(
    r"(?i)(vacature|vacatures|vacancy|vacancies|job|jobs|career|careers|werken-?bij|functie|baan|position|opening)s?\b"
)
_VACANCY_WORDS = re.compile(r"(?i)\b(vacature|vacancy|job|functie|bekijk|lees meer|meer info|details?)\b")
_PAGE_ADDRESS = re.compile(r"(?i)([?&](p|page|pagina|pg|offset|start)=\d+|/(page|pagina)/\d+)")
_PAGE_WORDS = re.compile(r"(?i)^\W*(volgende|next|meer vacatures|meer resultaten|load more|\d{1,4})\b\W*$")


@dataclass(frozen=True)
class Links:
    """The links of one page worth asking for, in the order of the page, each once."""

    vacancies: list[str]
    pages: list[str]
    others: list[str]
    """Links that nothing is known about; only followed from an address that a person pasted."""
    sitemaps: list[str] = field(default_factory=list)

    def any(self) -> bool:
        return bool(self.vacancies or self.pages or self.others or self.sitemaps)


NO_LINKS = Links([], [], [])


@lru_cache(maxsize=256)  # of an answer asked three times
def canonical(url: str) -> str:
    """One spelling per page: without fragment, session and campaign parameters."""
    parts = urlsplit(url)
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    kept = [(key, value) for key, value in pairs if not _SESSION.match(key)]
    query = parts.query if len(kept) == len(pairs) else urlencode(kept)
    path = _PATH_SESSION.sub("", parts.path) or "/"
    return urlunsplit((parts.scheme.lower(), parts.netloc.lower(), path, query, ""))


def find_links(root: lxml.html.HtmlElement, base: str, follow: Follow) -> Links:
    """The links of a page, sorted by what they lead to; forms and buttons are never touched."""
    found = Links([], [], [])
    seen = {canonical(base)}
    for url, words, relation in islice(_anchors(root, base), MOST_ANCHORS):
        if len(seen) > MOST_LINKS:
            break
        address = canonical(url)
        if address in seen or _is_unwanted(address, follow):
            continue
        seen.add(address)
        _sort_link(found, address, words, relation, follow)
    return found


def _anchors(root: lxml.html.HtmlElement, base: str) -> Iterator[tuple[str, str, str]]:
    declared = root.find(".//base")
    start = urljoin(base, declared.get("href") or "") if declared is not None else base
    for element in root.iter("a", "link", "area"):
        relation = (element.get("rel") or "").lower()
        if element.tag == "link" and relation != "next":
            continue
        try:
            url = urljoin(start, (element.get("href") or "").strip())
            is_web = urlsplit(url).scheme in {"http", "https"}
        except ValueError:
            continue
        if is_web and element.get("href"):
            yield url, " ".join(element.text_content().split())[:200], relation


def _is_unwanted(address: str, follow: Follow) -> bool:
    if any(re.search(pattern, address) for pattern in follow.exclude):
        return True
    wanted = [*follow.vacancies, *follow.pages]
    return bool(_NEVER.search(address)) and not any(re.search(pattern, address) for pattern in wanted)


def _sort_link(found: Links, address: str, words: str, relation: str, follow: Follow) -> None:
    if follow.pages and any(re.search(pattern, address) for pattern in follow.pages):
        found.pages.append(address)
    elif follow.vacancies:
        if any(re.search(pattern, address) for pattern in follow.vacancies):
            found.vacancies.append(address)
        elif not follow.pages and _is_page(address, words, relation):
            found.pages.append(address)
    elif not follow.pages and _is_page(address, words, relation):
        found.pages.append(address)
    elif _VACANCY_PATH.search(urlsplit(address).path) or _VACANCY_WORDS.search(words):
        found.vacancies.append(address)
    else:
        found.others.append(address)


def _is_page(address: str, words: str, relation: str) -> bool:
    return "next" in relation.split() or bool(_PAGE_ADDRESS.search(address)) or bool(_PAGE_WORDS.match(words))


def choose_pages(urls: list[str], follow: Follow) -> list[str]:
    """The addresses of a sitemap worth asking for: by the rules of the source, else those that look like a vacancy."""
    wanted = [url for url in urls if not any(re.search(pattern, url) for pattern in follow.exclude)]
    if follow.vacancies:
        return [url for url in wanted if any(re.search(pattern, url) for pattern in follow.vacancies)]
    wanted = [url for url in wanted if not _NEVER.search(url)]
    return [url for url in wanted if _VACANCY_PATH.search(urlsplit(url).path)] or wanted
