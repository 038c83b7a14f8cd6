"""Markup to text in one pass over its tags: marks where lines begin, headings and links where they are asked for."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache

ITEM, PARAGRAPH = "\ue0b0", "\ue0b1"  # marks of our own, in the area that no page uses for text
SILENT = frozenset({"script", "style", "template", "noscript", "svg", "iframe", "object", "select", "textarea", "head"})
_EMPTY = frozenset({"img", "input", "br", "hr", "meta", "link", "source", "embed", "col", "area", "base", "wbr"})
_BLOCKS = ("p", "ul", "ol", "table", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "section", "article")
_LINES = (
    "br", "tr", "dt", "dd", "option", "address", "figcaption", "hr", "div", "dl", "header", "footer", "main", "aside",
    "pre", "form", "fieldset", "nav", "figure", "li",
)  # fmt: skip
_ENDS_PARAGRAPH = frozenset({*_BLOCKS, "div", "body"})
_TAG = re.compile(r"<(/?[a-zA-Z][a-zA-Z0-9:-]*|!--)")
_BREAKING = re.compile(rf"</?(?:{'|'.join((*_BLOCKS, *_LINES))})\b", re.IGNORECASE)
_DECLARATION = re.compile(r"<[!?][a-zA-Z][^<>@]*>|<!\[CDATA\[|\]\]>")
_UNSEEN = re.compile(r"display\s*:\s*none")
_HREF = re.compile(r"\bhref\s*=\s*[\"']([^\"'#]+)", re.IGNORECASE)
_LONGEST_FORM = 8_000  # some sites wrap the whole page in a form
_LONGEST_LINK = 400
_MOST_UNCLOSED = 20
_OPENED = {"h1": "h", "h2": "h", "a": "a", "/h1": "H", "/h2": "H", "/a": "A"}
_OPENED |= {name.upper(): kind for name, kind in _OPENED.items()}


def _both_cases(names: Iterable[str]) -> set[str]:
    return {form for name in names for form in (name, name.upper(), name.capitalize())}


def _make_marks() -> dict[str, str]:
    """What stands in the place of a tag, under its name as pages write it."""
    marks: dict[str, str] = {}
    for mark, names in (("\n" + PARAGRAPH, _BLOCKS), ("\n", _LINES)):
        marks |= dict.fromkeys((f"{sign}{name}" for name in _both_cases(names) for sign in ("", "/")), mark)
    return marks | {"li": "\n" + ITEM, "LI": "\n" + ITEM} | dict.fromkeys(("/td", "/th", "/TD", "/TH"), " ")


_MARKS = _make_marks()


@dataclass
class Markup:
    """Pieces of text with marks; a heading or a link knows at which piece it begins."""

    pieces: list[str] = field(default_factory=list)
    headings: list[tuple[str, str, int]] = field(default_factory=list)
    """Name, words with marks, and the piece at which it begins."""
    links: list[tuple[str, str]] = field(default_factory=list)
    """Address and words with marks."""

    def text(self, start: int = 0) -> str:
        found = "".join(self.pieces[start:])
        return _DECLARATION.sub("", found) if "<" in found or "]]>" in found else found


def read_markup(value: str, silent: frozenset[str] = SILENT, *, with_links: bool = False) -> Markup:
    """The text between the tags, without what is silent or not displayed."""
    if _BREAKING.search(value):
        value = value.replace("\r", " ").replace("\n", " ")  # line ends count only in markup without block elements
    parts = _TAG.split(value)
    walk = _Pass(parts, _silent_names(silent), has_hidden="display" in value, with_links=with_links)
    return walk.run(has_mail="@" in value)


@cache
def _silent_names(names: frozenset[str]) -> frozenset[str]:
    return frozenset(_both_cases(names)) | {"!--"}


class _Pass:
    """One walk along the tags of a page: `parts` are text, name, rest of the tag and text, name, …"""

    def __init__(self, parts: list[str], silent: frozenset[str], *, has_hidden: bool, with_links: bool) -> None:
        self.parts, self.silent, self.has_hidden, self.with_links = parts, silent, has_hidden, with_links
        self.found = Markup([parts[0]])
        self.heading: tuple[str, int] | None = None
        self.link: tuple[str, int] | None = None
        self.unclosed = 0

    def run(self, *, has_mail: bool) -> Markup:
        parts, silent, append = self.parts, self.silent, self.found.pieces.append
        marks, has_hidden, with_links = _MARKS, self.has_hidden, self.with_links
        index, last = 1, len(parts)
        while index < last:
            name, rest = parts[index], parts[index + 1]
            if name == "!--" and "-->" in rest:
                append(rest.partition("-->")[2])
                index += 2
                continue
            if name in silent and (after := self._after_silent(index, name)):
                index = after
                continue
            end = rest.find(">")
            if has_hidden and "display" in rest and (after := self._after_hidden(index, name, rest, end)):
                index = after
                continue
            if with_links and name in _OPENED:
                self._note(name, rest, end)
            mark = marks.get(name)
            index += 2
            if len(rest) == 1 and end == 0:  # one tag right behind another
                if mark:
                    append(mark)
            elif end < 0 or (has_mail and mark is None and rest.find("@", 0, end) >= 0):
                append(f"<{name}{rest}")  # no tag after all, as in "a <b" and "<els@v.example>"
            else:
                append(mark + rest[end + 1 :] if mark else rest[end + 1 :])
        return self.found

    def _after_silent(self, index: int, name: str) -> int | None:
        """The index after an element without words, its tail kept; None for a form that is the page itself."""
        parts = self.parts
        if name == "!--":
            end, sign = next((at for at in range(index + 1, len(parts), 2) if "-->" in parts[at]), None), "-->"
        else:
            is_form = name.lower() == "form"
            if is_form and self.unclosed > _MOST_UNCLOSED:
                return None
            end, sign = self._closing(index, name), ">"
            if is_form and (end is None or sum(map(len, parts[index:end])) > _LONGEST_FORM):
                self.unclosed += 1
                return None
        if end is None:
            return len(parts)
        self.found.pieces.append(("" if name == "!--" else " ") + parts[end].partition(sign)[2])
        return end + 1

    def _closing(self, index: int, name: str) -> int | None:
        """Where the rest of the closing tag of an element stands."""
        closing = f"/{name}"
        try:
            return self.parts.index(closing, index) + 1  # as most pages write it; searched without a loop of Python
        except ValueError:
            lowered = closing.lower()
            return next((at + 1 for at in range(index, len(self.parts), 2) if self.parts[at].lower() == lowered), None)

    def _after_hidden(self, index: int, name: str, rest: str, end: int) -> int | None:
        """The index after an element that is not displayed; one that is never closed hides nothing."""
        if end < 0 or name[0] == "/" or self.unclosed > _MOST_UNCLOSED or not _UNSEEN.search(rest, 0, end):
            return None
        parts, name, depth = self.parts, name.lower(), 1
        if name in _EMPTY:
            self.found.pieces.append(" " + rest[end + 1 :])
            return index + 2
        for at in range(index + 2, len(parts), 2):
            other = parts[at].lower()
            if name == "p" and other.lstrip("/") in _ENDS_PARAGRAPH:
                if other != "/p":
                    self.found.pieces.append(" ")
                    return at
                depth = 0
            elif other == name:
                depth += 1
            elif other == f"/{name}":
                depth -= 1
            if depth == 0:
                self.found.pieces.append(" " + parts[at + 1].partition(">")[2])
                return at + 2
        self.unclosed += 1  # looking for an end reads the whole page, so not without limit
        return None

    def _note(self, name: str, rest: str, end: int) -> None:
        """Remember where a heading or a link begins, and what it said when it ends."""
        pieces, kind = self.found.pieces, _OPENED[name]
        if kind == "h":
            self.heading = (name.lower(), len(pieces))
        elif kind == "a":
            match = _HREF.search(rest, 0, end)
            self.link = (match[1], len(pieces)) if match else None
        elif kind == "H" and self.heading:
            self.found.headings.append((self.heading[0], "".join(pieces[self.heading[1] :]), self.heading[1]))
            self.heading = None
        elif kind == "A" and self.link:
            self.found.links.append((self.link[0], "".join(pieces[self.link[1] :])[:_LONGEST_LINK]))
            self.link = None
