"""HTML or text from a page to plain text that keeps lines and lists."""

import html
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

_NAMES = r"(?i:{})\b[^<>]*>"
_TAG = re.compile(r"<[/!?]?[a-zA-Z][^<>]*>|<!--")
SILENT = frozenset({"script", "style", "template", "noscript", "svg", "iframe", "object", "select", "textarea", "head"})
_OPENING = re.compile(r"<(?:!--|([a-zA-Z]+)\b)")
_UNSEEN = re.compile(r"display\s*:\s*none")
_EMPTY = frozenset({"img", "input", "br", "hr", "meta", "link", "source", "embed", "col", "area", "base", "wbr"})
_PARAGRAPH_END = re.compile(r"</?" + _NAMES.format("p|div|ul|ol|table|h[1-6]|section|article|body"))
_ITEM_TAG = re.compile(r"<" + _NAMES.format("li"))
_PARAGRAPH_TAG = re.compile(r"</?" + _NAMES.format("p|ul|ol|table|h[1-6]|blockquote|section|article"))
_LINE_TAG = re.compile(
    r"</?"
    + _NAMES.format(
        "br|tr|dt|dd|option|address|figcaption|hr|div|dl|header|footer|main|aside|pre|form|fieldset|nav|figure|li"
    )
)
_CELL_TAG = re.compile(r"</" + _NAMES.format("td|th"))
_OTHER_TAG = re.compile(r"<[/!?]?[a-zA-Z][^<>@]*>|<!\[CDATA\[|\]\]>")
_ESCAPED_TAG = re.compile(
    r"&(?:amp;)*lt;\s*/?\s*(?:p|br|ul|ol|li|div|span|strong|b|em|i|u|h[1-6]|a|table)\b", re.IGNORECASE
)
_LONGEST_FORM = 8_000
_LONGEST_TAG, _MOST_UNCLOSED = 4_000, 20
_ITEM, _PARAGRAPH = "\ue0b0", "\ue0b1"  # marks of our own, in the area that no page uses for text
_BULLET = re.compile(r"^[•·▪●◦‣∙*–-]\s*")
_CONTROL = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff\u200b\u2060\u00ad\u202a-\u202e\u2066-\u2069]"
)
_SENTENCE_END = re.compile(r"\n|(?<=[.!?])\s+(?=[A-ZÀ-Ý€])|;")
_MOJIBAKE = re.compile(r"[ÃÂ][\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ ]|â€|â‚¬")


def clean_text(value: Any) -> str:
    """One line of plain text from whatever a field of a page holds; "" for what is not text."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    words = str(value)
    if words.isascii() and words.isprintable() and "<" not in words and "&" not in words:
        return " ".join(words.split())  # most fields of most pages
    return " ".join(plain_text(words).split())


def plain_text(value: str) -> str:
    """Readable text: lines where the page has them, `- ` before list items, no markup and no control characters."""
    value = repair_characters(value)
    for _ in range(3):  # feeds escape once, twice, and now and then three times
        if ("<" in value and _TAG.search(value)) or "&" not in value or not _ESCAPED_TAG.search(value):
            break
        value = html.unescape(value)
    if "<" in value and _TAG.search(value):
        value = _strip_markup(value)
    text = html.unescape(value) if "&" in value else value
    return _tidy(_CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n")))


def repair_characters(value: str) -> str:
    """Text without lone surrogates, and with UTF-8 that was once read as windows-1252 put right."""
    if value.isascii():
        return value
    try:
        value.encode()
    except UnicodeEncodeError:
        value = value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if ("Ã" in value or "Â" in value or "â" in value) and _MOJIBAKE.search(value):
        try:
            return value.encode("cp1252").decode()
        except UnicodeError:
            return value
    return value


def _strip_markup(value: str) -> str:
    """Tags to line ends and marks; each step is one pass of the regular expression engine over the whole text."""
    if _PARAGRAPH_TAG.search(value) or _LINE_TAG.search(value):
        value = value.replace("\r", " ").replace("\n", " ")  # line ends count only in a page without block elements
    value = drop_elements(value, SILENT)
    if "display" in value:
        value = _drop_unseen(value)
    value = _ITEM_TAG.sub("\n" + _ITEM, value)
    value = _PARAGRAPH_TAG.sub("\n" + _PARAGRAPH, value)
    value = _LINE_TAG.sub("\n", value)
    value = _CELL_TAG.sub(" ", value)
    return _OTHER_TAG.sub("", value)


def _drop_unseen(value: str) -> str:
    """The markup without what a visitor does not see: words put there for machines are no part of the vacancy."""
    kept, position, unclosed = [], 0, 0
    for style in _UNSEEN.finditer(value):
        opening = value.rfind("<", max(position, style.start() - _LONGEST_TAG), style.start())
        tag = _OPENING.match(value, opening) if opening >= 0 else None
        if tag is None or tag[1] is None or ">" in value[opening : style.start()]:
            continue
        end = _end_of_unseen(value, opening, tag[1].lower())
        if end is None:
            unclosed += 1  # looking for an end reads the whole page, so not without limit
            if unclosed > _MOST_UNCLOSED:
                break
            continue
        kept.append(value[position:opening])
        position = end
    return " ".join([*kept, value[position:]])


def _end_of_unseen(value: str, start: int, name: str) -> int | None:
    """Where unseen words end: an image holds none, a paragraph none of its kind, and one never closed hides nothing."""
    tag_end = value.find(">", start) + 1 or len(value)
    if name in _EMPTY:
        return tag_end
    if name == "p":
        closing = _PARAGRAPH_END.search(value, tag_end)
        return closing.start() if closing else tag_end
    return end_of_element(value, start, name)


def end_of_element(value: str, start: int, name: str) -> int | None:
    """Where the element that opens at a place ends, elements of the same name inside it counted."""
    depth = 0
    for tag in re.compile(rf"<(/?){name}\b[^<>]*>", re.IGNORECASE).finditer(value, start):
        depth += -1 if tag[1] else 1
        if depth <= 0:
            return tag.end()
    return None


def drop_elements(value: str, names: frozenset[str]) -> str:
    """The markup without comments and without some elements; jumps from tag to tag, as scripts are most of a page."""
    kept, position = [], 0
    for opening in _opening_of(names).finditer(value):
        start, name = opening.start(), opening[1]
        if start < position:
            continue
        end = value.find("-->" if name is None else f"</{name}", start)
        after = value.find(">", end) + 1 if end >= 0 else len(value)
        if name in ("form", "FORM") and not 0 <= end - start <= _LONGEST_FORM:
            continue  # some sites wrap the whole page in a form
        kept.append(value[position:start])
        position = after or len(value)
    kept.append(value[position:])
    return " ".join(kept)


@cache
def _opening_of(names: frozenset[str]) -> re.Pattern[str]:
    return re.compile(rf"<(?:!--|((?i:{'|'.join(sorted(names))}))\b)")


def _tidy(text: str) -> str:
    """Marks to blank lines and bullets: the first mark starts a list item, the second ends a paragraph."""
    lines: list[str] = []
    blank = bullet = False
    for raw in text.split("\n"):
        line = " ".join(raw.split())
        if not line:
            blank = True
            continue
        if line[0] in (_ITEM, _PARAGRAPH):
            bullet, blank = bullet or line[0] == _ITEM, blank or line[0] == _PARAGRAPH
            line = line[1:].strip()
            if not line:
                continue
        if blank and lines and not (bullet and lines[-1].startswith("- ")):
            lines.append("")
        lines.append("- " + _BULLET.sub("", line) if bullet else line)
        blank = bullet = False
    return "\n".join(lines)


def lines_about(text: str, cue: re.Pattern[str], words: tuple[str, ...], longest: int = 240) -> Iterator[str]:
    """The sentences with a cue; of a long one, as in a text without line ends, the stretches round its cues.

    `words` are what every cue contains, in lower case: a line without any of them is passed over cheaply.
    """
    for line in lines_with(text, words):
        for piece in _SENTENCE_END.split(line):
            sentence = piece.strip().removeprefix("- ")
            yield from _stretches(sentence, cue, longest)


def lines_with(text: str, words: tuple[str, ...]) -> list[str]:
    """The lines with any of some words in lower case; found word by word, as most lines have none of them."""
    whole = text.lower()
    spans = set()
    for word in words:
        place = whole.find(word)
        while place >= 0:
            end = whole.find("\n", place)
            end = len(whole) if end < 0 else end
            spans.add((whole.rfind("\n", 0, place) + 1, end))
            place = whole.find(word, end)
    if len(whole) == len(text):
        return [text[start:end] for start, end in sorted(spans)]
    lines = text.split("\n")  # some capitals become two small letters
    return [lines[whole.count("\n", 0, start)] for start, _ in sorted(spans)]


def _stretches(sentence: str, cue: re.Pattern[str], longest: int) -> Iterator[str]:
    if len(sentence) <= longest:
        if cue.search(sentence):
            yield sentence
        return
    end = 0
    for match in cue.finditer(sentence):
        if match.start() >= end:
            start = sentence.rfind(" ", 0, max(0, match.start() - longest // 3)) + 1
            end = sentence.find(" ", match.end() + longest // 2)
            end = len(sentence) if end < 0 else end
            yield sentence[start:end]
