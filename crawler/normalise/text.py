"""HTML or text from a page to plain text that keeps lines and lists."""

import html
import re
from typing import Any

_TAG = re.compile(r"<!--.*?(?:-->|$)|<!\[CDATA\[|\]\]>|<[/!?]?[a-zA-Z][^<>]*>", re.DOTALL)
_NAME = re.compile(r"</?([a-zA-Z][a-zA-Z0-9]*)")
_ESCAPED_TAG = re.compile(
    r"&(?:amp;)*lt;\s*/?\s*(?:p|br|ul|ol|li|div|span|strong|b|em|i|u|h[1-6]|a|table)\b", re.IGNORECASE
)
_LINE = frozenset("br tr li dt dd option address figcaption hr".split())
_BLOCK = frozenset(
    "p div ul ol dl table section article header footer main aside h1 h2 h3 h4 h5 h6 blockquote pre form fieldset nav figure".split()
)
_BREAKS = _LINE | _BLOCK
_SPACED = frozenset("p ul ol table h1 h2 h3 h4 h5 h6 blockquote section article".split())
_SILENT = frozenset("script style template noscript svg head iframe object select textarea".split())
_ITEM, _PARAGRAPH = "\ue0b0", "\ue0b1"  # marks of our own, in the area that no page uses for text
_CELL = frozenset({"td", "th"})
_BULLET = re.compile(r"^[•·▪●◦‣∙*–-]\s*")
_CONTROL = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff\u200b\u2060\u00ad\u202a-\u202e\u2066-\u2069]"
)
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_SPACES = re.compile(r"[^\S\n]+")
_MOJIBAKE = re.compile(r"[ÃÂ][\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ ]|â€|â‚¬")


def clean_text(value: Any) -> str:
    """One line of plain text from whatever a field of a page holds; "" for what is not text."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return " ".join(plain_text(str(value)).split())


def plain_text(value: str) -> str:
    """Readable text: lines where the page has them, `- ` before list items, no markup and no control characters."""
    value = repair_characters(value)
    for _ in range(3):  # feeds escape once, twice, and now and then three times
        if _TAG.search(value) or not _ESCAPED_TAG.search(value):
            break
        value = html.unescape(value)
    text = _strip_markup(value) if _TAG.search(value) else html.unescape(value)
    return _tidy(_CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n")))


def repair_characters(value: str) -> str:
    """Text without lone surrogates, and with UTF-8 that was once read as windows-1252 put right."""
    if _SURROGATE.search(value):
        value = value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if _MOJIBAKE.search(value):
        try:
            return value.encode("cp1252").decode()
        except UnicodeError:
            return value
    return value


def _strip_markup(value: str) -> str:
    has_blocks = any(_tag_name(tag) in _BREAKS for tag in _TAG.findall(value))
    parts: list[str] = []
    silent, end = "", 0
    for tag in _TAG.finditer(value):
        if not silent:
            parts.append(_words(value[end : tag.start()], has_blocks))
        end = tag.end()
        name, is_closing = _tag_name(tag[0]), tag[0].startswith("</")
        if silent:
            silent = "" if is_closing and name == silent else silent
        elif name in _SILENT and not is_closing and not tag[0].endswith("/>"):
            silent = name
        else:
            parts.append(_mark(name, is_closing))
    if not silent:
        parts.append(_words(value[end:], has_blocks))
    return "".join(parts)


def _tag_name(tag: str) -> str:
    match = _NAME.match(tag)
    return match[1].lower() if match else ""


def _words(text: str, has_blocks: bool) -> str:
    """The text between two tags; its line ends count only in a page that has no block elements of its own."""
    text = html.unescape(text)
    return " ".join(text.split("\n")) if has_blocks else text


def _mark(name: str, is_closing: bool) -> str:
    if name == "li" and not is_closing:
        return "\n" + _ITEM
    if name in _CELL:
        return " " if is_closing else ""
    if name in _SPACED:
        return "\n" + _PARAGRAPH
    return "\n" if name in _LINE or name in _BLOCK else ""


def _tidy(text: str) -> str:
    """Marks to blank lines and bullets: the first mark starts a list item, the second ends a paragraph."""
    lines: list[str] = []
    blank = bullet = False
    for raw in _SPACES.sub(" ", text).split("\n"):
        bullet = bullet or _ITEM in raw
        blank = blank or _PARAGRAPH in raw or not raw.strip(_ITEM + _PARAGRAPH + " ")
        line = raw.replace(_ITEM, "").replace(_PARAGRAPH, "").strip()
        if not line:
            continue
        if blank and lines and not (bullet and lines[-1].startswith("- ")):
            lines.append("")
        lines.append("- " + _BULLET.sub("", line) if bullet else line)
        blank = bullet = False
    return "\n".join(lines)
