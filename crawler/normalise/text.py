"""HTML or text from a page to plain text that keeps lines and lists."""

import html
import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any

from ahocorasick_rs import BytesAhoCorasick, MatchKind

from crawler.normalise.markup import ITEM, PARAGRAPH, read_markup

_TAG = re.compile(r"<[/!?]?[a-zA-Z][^<>]*>|<!--")
_ESCAPED_TAG = re.compile(
    r"&(?:amp;)*lt;\s*/?\s*(?:p|br|ul|ol|li|div|span|strong|b|em|i|u|h[1-6]|a|table)\b", re.IGNORECASE
)
_MARKS = (ITEM, PARAGRAPH)
_BULLET = re.compile(r"^[•·▪●◦‣∙*–-]\s*")
_CONTROL = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff\u200b\u2060\u00ad\u202a-\u202e\u2066-\u2069]"
)
_ANY = re.compile("")
_SENTENCE_END = re.compile(r"\n|(?<=[.!?])\s+(?=[A-ZÀ-Ý€])|;")
_MOJIBAKE = re.compile(r"[ÃÂ][\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ ]|â€|â‚¬")
_WRITTEN = (str, int, float)
_ENTITY = re.compile(r"&[#\w]")
_MAYBE_MOJIBAKE = re.compile("[ÃÂâ]")


def clean_text(value: Any) -> str:
    """One line of plain text from whatever a field of a page holds; "" for what is not text."""
    if value is None:
        return ""
    if type(value) is not str and (isinstance(value, bool) or not isinstance(value, _WRITTEN)):
        return ""
    words = str(value)
    is_clean = "<" not in words and ("&" not in words or not _ENTITY.search(words))
    if is_clean and words.isprintable() and (words.isascii() or not _MAYBE_MOJIBAKE.search(words)):
        return " ".join(words.split())  # most fields of most pages
    return " ".join(plain_text(words).split())


class PlainText(str):
    """Text that was made plain already, and is not read again."""

    __slots__ = ()


def plain_text(value: str) -> str:
    """Readable text: lines where the page has them, `- ` before list items, no markup and no control characters."""
    if isinstance(value, PlainText):
        return str(value)
    value = repair_characters(value)
    for _ in range(3):  # feeds escape once, twice, and now and then three times
        if ("<" in value and _TAG.search(value)) or "&" not in value or not _ESCAPED_TAG.search(value):
            break
        value = html.unescape(value)
    if "<" in value and _TAG.search(value):
        value = read_markup(value).text()
    return "\n".join(marked_lines(value))


def repair_characters(value: str) -> str:
    """Text without lone surrogates, and with UTF-8 that was once read as windows-1252 put right."""
    if value.isascii():
        return value
    try:
        value.encode()
    except UnicodeEncodeError:
        value = value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return repair_mojibake(value)


def repair_mojibake(value: str) -> str:
    """Text with UTF-8 that was once read as windows-1252 put right."""
    if ("Ã" in value or "Â" in value or "â" in value) and _MOJIBAKE.search(value):
        try:
            return value.encode("cp1252").decode()
        except UnicodeError:
            return value
    return value


def marked_lines(text: str) -> Iterator[str]:
    """Marks to blank lines and bullets: the first mark starts a list item, the second ends a paragraph."""
    text = html.unescape(text) if "&" in text else text
    text = _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text)
    blank = bullet = is_begun = is_item = False
    for raw in text.split("\n"):
        line = raw.strip()
        if not line or line == PARAGRAPH:
            blank = True
            continue
        if line[0] in _MARKS:
            bullet, blank = bullet or line[0] == ITEM, blank or line[0] == PARAGRAPH
            line = line[1:].lstrip()
            if not line:
                continue
        if "  " in line or not line.isprintable():
            line = " ".join(line.split())
        if blank and is_begun and not (bullet and is_item):
            yield ""
        if bullet:
            line = "- " + _BULLET.sub("", line)
        yield line
        is_begun, is_item = True, line.startswith("- ")
        blank = bullet = False


def marked_words(text: str) -> str:
    """A stretch of marked text as one line."""
    if ITEM not in text and "&" not in text and not _CONTROL.search(text):
        return " ".join(text.replace(PARAGRAPH, " ").split())
    return " ".join(" ".join(marked_lines(text)).split())


def lines_about(
    text: str, cue: re.Pattern[str], words: tuple[str, ...], longest: int = 240, *, sign: re.Pattern[str] = _ANY
) -> Iterator[str]:
    """The sentences with a cue; of a long one, as in a text without line ends, the stretches round its cues.

    `cue` is written in lower case. `words` are what every cue contains: a line without any is passed over cheaply.
    `sign` is what every cue contains as well, and is quicker to see.
    """
    for line in lines_with(text, words):
        for piece in _SENTENCE_END.split(line):
            if sign.search(piece):
                yield from _stretches(piece.strip().removeprefix("- "), cue, longest)


def lines_with(text: str, words: tuple[str, ...]) -> list[str]:
    """The lines with any of some words in lower case."""
    if not text:
        return []
    whole, lines = _prepared(text)
    found, line, upto = {}, 0, 0
    for _, place, _ in _finder(words).find_matches_as_indexes(whole):
        line, upto = line + whole.count(b"\n", upto, place), place
        found[line] = lines[line]
    return list(found.values())


def has_words(text: str, words: tuple[str, ...]) -> bool:
    """Whether a text has any of some words in lower case."""
    return bool(_finder(words).find_matches_as_indexes(text.lower().encode("utf-8", "surrogatepass")))


def count_words(text: str, words: tuple[str, ...]) -> int:
    """How many different ones of some words in lower case a text has."""
    whole, _ = _prepared(text)
    found = _finder(words, may_overlap=True).find_matches_as_indexes(whole, overlapping=True)
    return len({index for index, _, _ in found})


@lru_cache(maxsize=4)  # one text is searched for pay, hours, education and more in turn
def _prepared(text: str) -> tuple[bytes, list[str]]:
    """The text in small letters, as bytes because a text may hold what is no UTF-8, and its lines as they are."""
    return text.lower().encode("utf-8", "surrogatepass"), text.split("\n")


@cache
def _finder(words: tuple[str, ...], *, may_overlap: bool = False) -> BytesAhoCorasick:
    """Finds all the words in one pass over a text, however many they are; ten times faster where none may overlap."""
    kind = MatchKind.Standard if may_overlap else MatchKind.LeftmostFirst
    return BytesAhoCorasick([word.encode() for word in words], matchkind=kind)


def _stretches(sentence: str, cue: re.Pattern[str], longest: int) -> Iterator[str]:
    lowered = sentence.lower()
    if len(sentence) <= longest:
        if cue.search(lowered):
            yield sentence
        return
    end = 0
    for match in cue.finditer(lowered):
        if match.start() >= end:
            start = sentence.rfind(" ", 0, max(0, match.start() - longest // 3)) + 1
            end = sentence.find(" ", match.end() + longest // 2)
            end = len(sentence) if end < 0 else end
            yield sentence[start:end]
