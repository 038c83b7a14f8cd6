"""Markup to text in one pass over its tags: marks where lines begin, headings and links where they are asked for."""

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import compress, repeat

ITEM, PARAGRAPH = "\ue0b0", "\ue0b1"  # marks of our own, in the area that no page uses for text
_HIDDEN = "\ue0b3"
"""Put before the name of an element that is not displayed."""
SILENT = frozenset({"script", "style", "template", "noscript", "svg", "iframe", "object", "select", "textarea", "head"})
_EMPTY = frozenset({"img", "input", "br", "hr", "meta", "link", "source", "embed", "col", "area", "base", "wbr"})
_BLOCKS = ("p", "ul", "ol", "table", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "section", "article")
_LINES = (
    "br", "tr", "dt", "dd", "option", "address", "figcaption", "hr", "div", "dl", "header", "footer", "main", "aside",
    "pre", "form", "fieldset", "nav", "figure", "li",
)  # fmt: skip
_ENDS_PARAGRAPH = frozenset({*_BLOCKS, "div", "body"})
# The name of a tag; of a link all that stands in it, and of a comment all of it.
_TAG = re.compile(rf"<([aA]\s[^>]*|{_HIDDEN}?/?[a-zA-Z][a-zA-Z0-9:-]*|!--[^-]*+(?:-(?!->)[^-]*+)*+--(?=>))[^>]*>")
# A comment, or the opening tag of an element whose content is no markup, with that content: each to its end, so once.
_RAW = re.compile(
    r"<!--(?>.*?(?:-->|\Z))|(<(script|style|textarea|iframe|noscript|noembed|noframes|xmp)\b[^>]*(?<!/)>)(?>.*?(?=</\2\b|\Z))",
    re.IGNORECASE | re.DOTALL,
)
_RAW_OPENS = re.compile("<(?:[sS][cC][rR]|[sS][tT][yY]|[tT][eE][xX]|[iI][fF]|[nN][oO]|[xX][mM])")
"""Looked for first: of a text of which every letter may be of either case, a search costs several times as much."""
_BREAKING = re.compile(rf"</?(?:{'|'.join((*_BLOCKS, *_LINES))})\b", re.IGNORECASE)
_DECLARATION = re.compile(r"<[!?][a-zA-Z][^<>@]*>|<!\[CDATA\[|\]\]>")
_UNSEEN = re.compile(r"display\s*:\s*none")
_HREF = re.compile(r"(?:href|HREF|Href)\s*=\s*[\"']([^\"'#]+)")
_ADDRESS = re.compile(r"<([\w.+-]+)$")
_LONGEST_TAG, _LONGEST_ADDRESS = 4_000, 64
_NAME = re.compile(r"[a-zA-Z][a-zA-Z0-9:-]*")
_LONGEST_FORM = 3_000
"""Of words and layout: some sites wrap the whole page in a form."""
_LONGEST_LINK = 400
_MOST_UNCLOSED = 20


def _both_cases(names: Iterable[str]) -> set[str]:
    return {form for name in names for form in (name, name.upper(), name.capitalize())}


def _make_marks() -> dict[str, str]:
    """What stands in the place of a tag, under its name as pages write it."""
    marks: dict[str, str] = {}
    for mark, names in (("\n" + PARAGRAPH, _BLOCKS), ("\n", _LINES)):
        marks |= dict.fromkeys((f"{sign}{name}" for name in _both_cases(names) for sign in ("", "/")), mark)
    return marks | {"li": "\n" + ITEM, "LI": "\n" + ITEM} | dict.fromkeys(("/td", "/th", "/TD", "/TH"), " ")


_MARKS = _make_marks()
_LINKS = ("a ", "A ", "a\t")
_HEADINGS = _both_cases(("h1", "h2", "/h1", "/h2"))


@dataclass
class Markup:
    """Pieces of text, and between them what stands in the place of each tag: the tag at `n` is piece `2n + 1`."""

    pieces: list[str]
    names: list[str]
    notable: list[int]
    """The places of the tags that may be headings or hide something: few among many, so found in one pass."""

    def text(self, start: int = 0) -> str:
        """The words with marks, from a piece on."""
        found = "".join(self.pieces[start:])
        return _DECLARATION.sub("", found) if "<" in found or "]]>" in found else found

    @cached_property
    def headings(self) -> list[tuple[str, str, int]]:
        """Name, words with marks, and the piece at which it begins."""
        found, opened = [], None
        for at in self.notable:
            if self.names[at] not in _HEADINGS:
                continue
            if self.names[at][0] != "/":
                opened = at
            elif opened is not None:
                found.append((self.names[opened].lower(), self._words(opened, at), 2 * opened + 1))
                opened = None
        return found

    def links(self, wanted: re.Pattern[str]) -> Iterator[tuple[str, str]]:
        """Addresses of a form in small letters, and the words with marks of each."""
        return (
            (address, self._words(opened, closed)[:_LONGEST_LINK])
            for address, lowered, opened, closed in self._links
            if wanted.search(lowered)
        )

    @cached_property
    def _links(self) -> list[tuple[str, str, int, int]]:
        """Address, the same in small letters, and place of the links; found by their ends, of which there are few."""
        names, found, before = self.names, [], -1
        for closed in _ends_of_links(names):
            backwards = range(closed - 1, before, -1)
            opened = next((at for at in backwards if names[at].startswith(_LINKS)), None)
            if opened is not None and (href := _HREF.search(names[opened])):
                found.append((href[1], href[1].lower(), opened, closed))
            before = closed
        return found

    def _words(self, opened: int, closed: int) -> str:
        """The pieces from an opening tag up to a closing one."""
        return "".join(self.pieces[2 * opened + 1 : 2 * closed + 1])


def _ends_of_links(names: list[str]) -> list[int]:
    """Searched without a loop of Python."""
    places = []
    for name in ("/a", "/A"):
        at = -1
        with suppress(ValueError):
            while True:
                at = names.index(name, at + 1)
                places.append(at)
    return sorted(places)


def _places_of(names: list[str], chosen: frozenset[str]) -> list[int]:
    return list(compress(range(len(names)), map(chosen.__contains__, names)))


def read_markup(value: str, silent: frozenset[str] = SILENT) -> Markup:
    """The text between the tags, without what is silent or not displayed."""
    if _BREAKING.search(value):
        value = value.replace("\r", " ").replace("\n", " ")  # line ends count only in markup without block elements
    value = _keep_addresses(_without_raw(value))
    openings = list(_undisplayed(value))
    value, hidden = _mark_hidden(value, openings) if openings else (value, set())
    value, rest = _cut(value)
    pieces = _TAG.split(value)
    pieces[-1] += rest
    names = pieces[1::2]
    pieces[1::2] = map(_MARKS.get, names, repeat(""))
    suspects = _silent_names(silent) | hidden
    found = Markup(pieces, names, _places_of(names, suspects | _HEADINGS))
    _Hush(found, suspects).run()
    return found


def _without_raw(value: str) -> str:
    """Without the words of scripts and the like, in which "a<b" opens no tag, as in a browser (HTML 13.2.5.2 to .4).

    Looked at up to the last bracket: behind it no opening tag has an end to look for.
    """
    if not _RAW_OPENS.search(value):
        return value
    end = value.rfind(">") + 1
    return _RAW.sub(lambda found: found[1] or found[0], value[:end]) + value[end:]


def _cut(value: str) -> tuple[str, str]:
    """The markup up to its last tag, and the words behind it; a comment that never ends hides all that follows.

    So that what never ends is looked for once, not again at every place where it might begin.
    """
    if (unclosed := value.find("<!--", value.rfind("-->") + 1)) >= 0:
        value = value[:unclosed]
    end = value.rfind(">") + 1
    return value[:end], value[end:]


def _undisplayed(value: str) -> Iterator[int]:
    """Where the tags of elements open that are not displayed."""
    place = value.find("display")
    while place >= 0:
        opening = value.rfind("<", max(0, place - _LONGEST_TAG), place) if _UNSEEN.match(value, place) else -1
        if opening >= 0 and ">" not in value[opening:place] and _NAME.match(value, opening + 1):
            yield opening
        place = value.find("display", place + 1)


def _mark_hidden(value: str, openings: list[int]) -> tuple[str, set[str]]:
    """The markup with a mark before the names of some tags, and those names."""
    ends = [*openings[1:], len(value)]
    tags = [value[opening + 1 : end] for opening, end in zip(openings, ends, strict=True)]
    names = {_HIDDEN + match[0] for tag in tags if (match := _NAME.match(tag))}
    kept = [value[: openings[0]], *tags]
    return f"<{_HIDDEN}".join(kept), names


def _keep_addresses(value: str) -> str:
    """Without the bracket that makes a tag of "<els@v.example>"."""
    kept, position = [], 0
    place = value.find("@")
    while place >= 0:
        opening = value.rfind("<", max(position, place - _LONGEST_ADDRESS), place)
        if opening >= 0 and _ADDRESS.match(value, opening, place):
            kept.append(value[position:opening])
            position = opening + 1
        place = value.find("@", place + 1)
    return "&lt;".join([*kept, value[position:]])


@cache
def _silent_names(names: frozenset[str]) -> frozenset[str]:
    return frozenset(_both_cases(names))


@dataclass
class _Hush:
    """Takes out of markup what nobody sees or reads, from the opening to the closing tag."""

    found: Markup
    suspects: frozenset[str]
    """Silent names, and the marked ones of what is not displayed."""
    unclosed: int = 0

    def run(self) -> None:
        pieces, names = self.found.pieces, self.found.names
        for at in self.found.notable:
            if names[at] not in self.suspects:
                continue
            name = names[at] = names[at].removeprefix(_HIDDEN)
            stop = self._after_silent(at) if name in self.suspects else self._after_hidden(at)
            if stop is None:
                pieces[2 * at + 1] = _MARKS.get(name, "")
                continue
            pieces[2 * at + 1 : stop] = [" ", *[""] * (stop - 2 * at - 2)]
            names[at : stop // 2] = [""] * (stop // 2 - at)

    def _after_silent(self, at: int) -> int | None:
        """The piece after an element without words; None for a form that is the page itself."""
        is_form = self.found.names[at].lower() == "form"
        if is_form and self.unclosed > _MOST_UNCLOSED:
            return None
        end = self._closing(at)
        if is_form and (end is None or sum(map(len, self.found.pieces[2 * at + 1 : 2 * end + 1])) > _LONGEST_FORM):
            self.unclosed += 1
            return None
        return len(self.found.pieces) if end is None else 2 * end + 2

    def _closing(self, at: int) -> int | None:
        """The closing tag of an element."""
        names, closing = self.found.names, f"/{self.found.names[at]}"
        try:
            return names.index(closing, at)  # as most pages write it; searched without a loop of Python
        except ValueError:
            lowered = closing.lower()
            return next((other for other in range(at, len(names)) if names[other].lower() == lowered), None)

    def _after_hidden(self, at: int) -> int | None:
        """The piece after an element that is not displayed; one that is never closed hides nothing."""
        names, name, depth = self.found.names, self.found.names[at].lower(), 1
        if self.unclosed > _MOST_UNCLOSED:
            return None
        if name in _EMPTY:
            return 2 * at + 2
        for place in range(at + 1, len(names)):
            other = names[place].removeprefix(_HIDDEN).lower()
            if name == "p" and other.lstrip("/") in _ENDS_PARAGRAPH:
                return 2 * place + (2 if other == "/p" else 1)
            depth += (other == name) - (other == f"/{name}")
            if depth == 0:
                return 2 * place + 2
        self.unclosed += 1  # looking for an end reads the whole page, so not without limit
        return None
