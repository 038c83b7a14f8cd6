"""Data that a page carries in its scripts: JSON, the state of Nuxt, and values given to a JavaScript variable."""

import json
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from ahocorasick_rs import BytesAhoCorasick, MatchKind

from crawler.document import Document

_MAX_SCRIPT = 4_000_000
_MAX_DEPTH = 30
_STRING_OR_COMMENT = re.compile(
    r"""("[^"\\\n]*(?:\\.[^"\\\n]*)*"|'[^'\\\n]*(?:\\.[^'\\\n]*)*'|/\*.*?\*/|//[^\n]*)""", re.DOTALL
)
_KEY = re.compile(r"([A-Za-z_$][\w$]*)\s*\Z")
_NO_VALUE = re.compile(r"undefined|NaN")
_LAST_COMMA = re.compile(r",(?=\s*[}\]])")
_MARK = "\x00"
_DECODER = json.JSONDecoder(strict=False)


def json_scripts(document: Document) -> Iterator[tuple[Any, str, bool]]:
    """The value and the words of every JSON script of a page, and whether it is Nuxt's; a broken one is passed over."""
    content = document.ascii
    for opening, begin, end in document.codes:
        tag = content[opening:begin]
        if b"application/json" not in tag or end - begin > _MAX_SCRIPT:
            continue
        words = document.piece(begin, end)
        try:
            yield json.loads(words), words, b"__NUXT_DATA__" in tag
        except (ValueError, RecursionError):
            continue


def has_script(document: Document, *signs: bytes) -> bool:
    """Whether a script begins with one of these signs, or carries it in its tag."""
    return bool(_finder(signs).find_matches_as_indexes(document.code_starts))


@cache
def _finder(signs: tuple[bytes, ...]) -> BytesAhoCorasick:
    return BytesAhoCorasick(signs, matchkind=MatchKind.LeftmostFirst)


def nuxt_objects(table: Any, key: str) -> Iterator[dict[str, Any]]:
    """The objects of Nuxt's state that have a key, made whole; the rest of the state is left as it is."""
    for index, item in enumerate(table if isinstance(table, list) else []):
        if isinstance(item, dict) and key in item:
            yield revive(table, index)


def revive(table: Any, start: int = 0) -> Any:
    """Nuxt writes its state as one flat list in which numbers point at other places of the list."""
    if not isinstance(table, list) or not table:
        return table

    def value_at(index: Any, depth: int) -> Any:
        if not isinstance(index, int) or not 0 <= index < len(table) or depth > _MAX_DEPTH:
            return None
        item = table[index]
        if isinstance(item, dict):
            return {key: value_at(place, depth + 1) for key, place in item.items()}
        if isinstance(item, list):
            if item and isinstance(item[0], str):  # ["Reactive", 5]: a wrapper round one value
                return value_at(item[1], depth + 1) if len(item) > 1 else None
            return [value_at(place, depth + 1) for place in item]
        return item

    return value_at(start, 0)


def assigned_value(text: str, variable: str) -> Any:
    """The object or list that a script gives to a variable, also where it is JavaScript rather than JSON."""
    match = re.search(re.escape(variable) + r"\s*=\s*(?=[\[{])", text)
    if match is None:
        return None
    end = text.find("</script", match.end())
    script = text[match.end() : min(end if end >= 0 else len(text), match.end() + _MAX_SCRIPT)]
    try:
        return _DECODER.raw_decode(_to_json(script))[0]
    except (ValueError, RecursionError):
        return None


def _to_json(script: str) -> str:
    """JavaScript's bare keys, single quotes, comments and last commas, as JSON has them; strings are left as they are.

    What a string says is no code, so the code is changed with a mark in the place of every string and comment. What
    stands between two colons is the same for every object of a list, so each different piece is changed once.
    """
    script = script.replace(_MARK, " ")
    parts = _between_quotes(script)
    quote = '"' if parts else ""
    parts = parts or _take_apart(script)
    *keys, rest = " ".join(_MARK.join(parts[::2]).split()).split(":")
    changed = {piece: _KEY.sub(_in_quotes, _change_code(piece)) for piece in set(keys)}
    parts[::2] = ":".join([*map(changed.__getitem__, keys), _change_code(rest)]).split(_MARK)
    return quote.join(parts)


def _change_code(piece: str) -> str:
    return _LAST_COMMA.sub("", _NO_VALUE.sub("null", piece))


def _in_quotes(key: re.Match[str]) -> str:
    return f'"{key[1]}"'


def _between_quotes(script: str) -> list[str]:
    """Code, and between it every string, where every quote is single and begins or ends one; else nothing."""
    parts = script.split("'") if '"' not in script and "\\'" not in script else []
    code = "".join(parts[::2])  # a string holds no line end: those of the script are all in its code
    is_plain = len(parts) % 2 and "/" not in code and script.count("\n") == code.count("\n")
    return parts if is_plain else []


def _take_apart(script: str) -> list[str]:
    """Code, and between it every string in the quotes of JSON."""
    # A string holds no line ends: what stands between lines is layout, and often most of a script.
    script = "\n".join(filter(None, map(str.lstrip, script.split("\n"))))
    parts = _STRING_OR_COMMENT.split(script)
    parts[1::2] = map(_quoted, parts[1::2])
    return parts


def _quoted(part: str) -> str:
    """A string between the quotes of JSON; a comment becomes nothing."""
    if part[0] == "'":
        return '"' + part[1:-1].replace('"', '\\"').replace("\\'", "'") + '"'
    return part if part[0] == '"' else ""
