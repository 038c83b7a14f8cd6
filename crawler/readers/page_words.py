"""The words of a page in the order of the page, found without building its tree: most of a page is not read at all."""

import html
import re
from dataclasses import dataclass
from functools import cached_property

from crawler.normalise.text import SILENT, clean_text, drop_elements, end_of_element, plain_text

_NOT_THE_PAGE = SILENT - {"textarea", "object"} | {"nav", "footer", "aside", "button", "dialog", "form"}
_HEADING = re.compile(r"<([hH][12])\b[^>]*>(.*?)</\1\s*>", re.DOTALL)
_NAMED_TITLE = re.compile(
    r"<(\w+)\b[^>]*\b(?:class|id)\s*=\s*[\"'][^\"']*(?:job|vacancy|vacature|position)[-_]?(?:title|"
        r"header|name)\b[^\"']*[\"'][^>]*>(.*?)</\1\s*>",
    re.DOTALL | re.IGNORECASE)  # fmt: skip
_TITLE = re.compile(r"<title\b[^>]*>(.*?)</title", re.DOTALL | re.IGNORECASE)
_META = re.compile(r"<(?:meta|META)\b([^>]*)>")
_ATTRIBUTE = re.compile(r"([\w:-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_HREF = re.compile(r"<[aA]\b[^>]*?\bhref\s*=\s*[\"']([^\"'#]+)[^>]*>(.{0,400}?)</[aA]\s*>", re.DOTALL)
_DESCRIPTION_NAMES = (
    "show-more-less-html__markup", "job-description", "jobdescription", "vacancy-description", "vacature-tekst",
    "vacature-omschrijving", "vacaturetekst",
)  # fmt: skip
_CONTAINER = re.compile(r"<(div|section|article)\b")
_SHORTEST_DESCRIPTION = 400
_LONGEST_PART = 60_000
_NEXT_PART = re.compile(
    r"^(?:- )?(?:(?:vergelijkbare|gerelateerde|soortgelijke|andere|meer|nieuwste|laatste|"
        r"recente) (?:vacatures|banen|functies)|vacature zoeken|"
    r"related (?:jobs|vacancies|positions)|similar jobs|people also viewed|deel (?:deze|dit)|"
        r"share this|berichtnavigatie|dagoverzicht|mailinglijst|"
    r"bekijk ook|misschien ook interessant|anderen bekeken ook|podobn[ée] |cookies?\b|"
        r"privacy(?:verklaring| statement)?$|"
    r"schrijf je in voor|meld je aan voor|job ?alert|volg ons|nieuwsbrief)", re.IGNORECASE)  # fmt: skip


@dataclass(frozen=True)
class PageWords:
    """A page as text with markup, read piece by piece."""

    text: str

    @cached_property
    def head(self) -> str:
        end = self.text.find("<body")
        return self.text[: end if 0 < end < 200_000 else 60_000]

    @cached_property
    def visible(self) -> str:
        """The body without scripts, styles, menus, footers and forms."""
        body = self.text[max(self.text.find("<body"), 0) :]
        return drop_elements(body, _NOT_THE_PAGE)

    @cached_property
    def title(self) -> str:
        match = _TITLE.search(self.head)
        return clean_text(match[1]) if match else ""

    @cached_property
    def metas(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for tag in _META.finditer(self.head):
            values = {
                name.lower(): html.unescape(double or single) for name, double, single in _ATTRIBUTE.findall(tag[1])
            }
            key = values.get("property") or values.get("name") or values.get("itemprop")
            if key and values.get("content"):
                found.setdefault(key.lower(), " ".join(values["content"].split()))
        return found

    @cached_property
    def headings(self) -> list[tuple[str, str, int]]:
        """Name, words and place of the first headings; else of the elements that call themselves a title."""
        found = [(match[1].lower(), clean_text(match[2]), match.start()) for match in _HEADING.finditer(self.visible)][
            :30
        ]
        named = (
            [("title", clean_text(match[2]), match.start()) for match in _NAMED_TITLE.finditer(self.visible)]
            if not found
            else []
        )
        return [heading for heading in [*found, *named] if 3 <= len(heading[1]) <= 200]

    def links(self, wanted: re.Pattern[str]) -> set[str]:
        """Addresses of a form that have words of their own."""
        return {
            address
            for address, words in _HREF.findall(self.visible)
            if wanted.search(address) and len(clean_text(words)) > 4
        }

    def text_from(self, place: int) -> str:
        """The plain text from a heading on, up to other vacancies, sharing and the small print."""
        return _up_to_next_part(self.visible[place:])

    def text_under(self, title: str) -> str:
        """The element that calls itself the description, else what stands under the heading with these words."""
        described = self._described()
        if len(described) >= _SHORTEST_DESCRIPTION:
            return described
        places = (self.text.find(name) for name in ("<h1", "<H1", "<h2"))
        start = min((place for place in places if place >= 0), default=len(self.text))
        for heading in _HEADING.finditer(self.text, start):
            if clean_text(heading[2]).casefold() == title.casefold():
                stretch = self.text[heading.start() : heading.start() + _LONGEST_PART]
                return _up_to_next_part(drop_elements(stretch, _NOT_THE_PAGE))
        return ""

    def _described(self) -> str:
        for name in _DESCRIPTION_NAMES:
            place = self.text.find(name)
            opening = self.text.rfind("<", 0, place) if place >= 0 else -1
            tag = _CONTAINER.match(self.text, opening) if opening >= 0 else None
            if tag and ">" not in self.text[opening:place]:
                end = min(end_of_element(self.text, opening, tag[1]) or len(self.text), opening + _LONGEST_PART)
                return plain_text(self.text[opening:end])
        return ""


def _up_to_next_part(markup: str) -> str:
    lines = plain_text(markup).split("\n")
    end = next(
        (index for index, line in enumerate(lines) if index > 5 and len(line) < 80 and _NEXT_PART.match(line)),
        len(lines),
    )
    return "\n".join(lines[:end]).strip()
