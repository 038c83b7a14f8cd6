"""The words of a page in the order of the page, found without building its tree: most of a page is not read at all."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from ahocorasick_rs import BytesAhoCorasick, MatchKind

from crawler.document import Document
from crawler.normalise.markup import SILENT, Markup, read_markup
from crawler.normalise.text import clean_text, marked_lines, marked_words, plain_text, repair_mojibake
from crawler.readers.marked_elements import end_of_element
from crawler.silence import cut_silent

_NOT_THE_PAGE = SILENT - {"textarea", "object"} | {"nav", "footer", "aside", "button", "dialog", "form"}
_NAMED_TITLE = re.compile(
    r"<(\w+)\b[^>]*\b(?:class|id)\s*=\s*[\"'][^\"']*(?:job|vacancy|vacature|position)[-_]?(?:title|"
        r"header|name)\b[^\"']*[\"'][^>]*>(.*?)</\1\s*>",
    re.DOTALL | re.IGNORECASE)  # fmt: skip
_TITLE_NAMES = BytesAhoCorasick([
    thing + dash + part
    for thing in (b"job", b"vacancy", b"vacature", b"position")
    for dash in (b"", b"-", b"_")
    for part in (b"title", b"header", b"name")
], matchkind=MatchKind.LeftmostFirst)  # fmt: skip
_FIRST_HEADING = re.compile(rb"<[hH][12]\b")
_TITLE = re.compile(r"<title\b[^>]*>(.*?)</title", re.DOTALL | re.IGNORECASE)
_META = re.compile(r"<(?:meta|META)\b([^>]*)>")
_ATTRIBUTE = re.compile(r"([\w:-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
# What pages call the element of the description.
_DESCRIPTION_NAMES = BytesAhoCorasick((
    b"show-more-less-html__markup", b"job-description", b"jobdescription", b"vacancy-description", b"vacature-tekst",
    b"vacature-omschrijving", b"vacaturetekst", b"description__text",
), matchkind=MatchKind.LeftmostFirst)  # fmt: skip
_CONTAINER = re.compile(rb"<(div|section|article)\b")
_SHORTEST_DESCRIPTION = 400
_STRETCHES = (12_000, 24_000, 60_000)
"""How far a text is looked for under its heading: most end early, and reading on costs."""
# Searched in small letters, in which a choice of many words is found several times faster.
_NEXT_PART = re.compile(
    r"^(?:- )?(?:(?:vergelijkbare|gerelateerde|soortgelijke|andere|meer|nieuwste|laatste|"
        r"recente) (?:vacatures|banen|functies)|vacature zoeken|"
    r"related (?:jobs|vacancies|positions)|similar jobs|people also viewed|deel (?:deze|dit)|"
        r"share this|berichtnavigatie|dagoverzicht|mailinglijst|"
    r"bekijk ook|misschien ook interessant|anderen bekeken ook|podobn[ée] |cookies?\b|"
        r"privacy(?:verklaring| statement)?$|"
    r"schrijf je in voor|meld je aan voor|job ?alert|volg ons|nieuwsbrief)")  # fmt: skip


@dataclass(frozen=True)
class PageWords:
    """A page as text with markup; its body is read once, and only when asked."""

    document: Document

    @cached_property
    def _body(self) -> int:
        content = self.document.ascii
        found = content.find(b"<body")
        return max(found if found >= 0 else content.find(b"<BODY"), 0)

    @cached_property
    def head(self) -> str:
        return self.document.piece(0, self._body if 0 < self._body < 200_000 else 60_000)

    @cached_property
    def body(self) -> str:
        """The markup of the body without scripts and styles."""
        return repair_mojibake(self.document.decode(self.document.without_codes(self._body)))

    @cached_property
    def markup(self) -> Markup:
        """The words of the body without menus, footers and forms."""
        shown = cut_silent(self.document.without_codes(self._body))
        return read_markup(repair_mojibake(self.document.decode(shown)), _NOT_THE_PAGE)

    @cached_property
    def title(self) -> str:
        match = _TITLE.search(self.head)
        return clean_text(match[1]) if match else ""

    @cached_property
    def metas(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for tag in _META.finditer(self.head):
            if "og:" not in tag[1] and "publish" not in tag[1].lower():
                continue
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
        found = [(name, marked_words(words), place) for name, words, place in self.markup.headings[:30]]
        return [heading for heading in found or self._named_titles() if 3 <= len(heading[1]) <= 200]

    def _named_titles(self) -> Iterator[tuple[str, str, int]]:
        if not _TITLE_NAMES.find_matches_as_indexes(self.document.shown.lower()):
            return
        for match in islice(_NAMED_TITLE.finditer(self.body), 30):
            words = clean_text(match[2])
            pieces = enumerate(self.markup.pieces)
            place = next((index for index, piece in pieces if words and words in marked_words(piece)), None)
            if place is not None:
                yield "title", words, place

    def links(self, wanted: re.Pattern[str]) -> set[str]:
        """Addresses of a form that have words of their own; remembered, because a list is asked for them twice."""
        if wanted not in self._links:
            self._links[wanted] = {address for address, words in self.markup.links(wanted)
                if len(words) > 4 and len(marked_words(words)) > 4}  # fmt: skip
        return self._links[wanted]

    @cached_property
    def _links(self) -> dict[re.Pattern[str], set[str]]:
        return {}

    @cached_property
    def first_lines(self) -> list[str]:
        """What a visitor reads first."""
        return list(marked_lines("".join(self.markup.pieces[:1_200])[:3_000]))

    def text_from(self, place: int) -> str:
        """The plain text from a heading on, up to other vacancies, sharing and the small print."""
        return _up_to_next_part(self.markup.text(place))[0]

    def text_under(self, title: str) -> str:
        """The element that calls itself the description, else what stands under the heading with these words."""
        described = self._described()
        if len(described) >= _SHORTEST_DESCRIPTION:
            return described
        content = self.document.shown
        first = _FIRST_HEADING.search(content)
        start = first.start() if first else len(content)
        text = ""
        for length in _STRETCHES:
            markup = read_markup(self.document.decode(content[start : start + length]), _NOT_THE_PAGE)
            named = (place for _, words, place in markup.headings if marked_words(words).casefold() == title.casefold())
            place = next(named, None)
            text, is_whole = ("", False) if place is None else _up_to_next_part(markup.text(place))
            if is_whole or start + length >= len(content):
                break
        return text

    def _described(self) -> str:
        content = self.document.shown
        for _, place, _ in _DESCRIPTION_NAMES.find_matches_as_indexes(content):
            opening = content.rfind(b"<", 0, place)
            tag = _CONTAINER.match(content, opening) if opening >= 0 else None
            if tag and b">" not in content[opening:place]:
                end = end_of_element(content, opening, tag[1])
                return plain_text(self.document.decode(content[opening : min(end, opening + _STRETCHES[-1])]))
        return ""


def _up_to_next_part(marked: str) -> tuple[str, bool]:
    """The text up to other vacancies and the small print, and whether these came."""
    lines: list[str] = []
    for line in marked_lines(marked):
        if len(lines) > 5 and 0 < len(line) < 80 and _NEXT_PART.match(line.lower()):
            return "\n".join(lines).strip(), True
        lines.append(line)
    return "\n".join(lines).strip(), False
