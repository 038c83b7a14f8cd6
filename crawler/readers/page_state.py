"""Data that a page carries in its scripts: JSON, the state of Nuxt, and values given to a JavaScript variable."""

import json
import re
from collections.abc import Iterator
from typing import Any

from crawler.document import Document

_BRACKET = re.compile(r"\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|[\[{\]}]")
_LAYOUT = re.compile(r"\n\s+")
_MAX_SCRIPT = 4_000_000
_MAX_DEPTH = 30
_TOKEN = re.compile(
    r"""(?P<string>"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')|(?P<comment>/\*.*?\*/|//[^\n]*)|(?P<key>[A-Za-z_$][\w$]*)\s*:
    |(?P<word>undefined|NaN)|(?P<comma>,)(?=\s*[}\]])""",
    re.DOTALL | re.VERBOSE,
)


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
    return any(sign in document.code_starts for sign in signs)


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
    # A string of JavaScript holds no line ends: what stands between lines is layout, often most of the script.
    literal = _balanced(_LAYOUT.sub("\n", text[match.end() : match.end() + _MAX_SCRIPT]))
    try:
        return json.loads(_to_json(literal), strict=False) if literal else None
    except (ValueError, RecursionError):
        return None


def _balanced(text: str) -> str | None:
    """From the opening bracket at its beginning to the one that closes it, looking past strings."""
    depth = 0
    for token in _BRACKET.finditer(text):
        depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(token[0], 0)
        if depth == 0:
            return text[: token.end()]
    return None


def _to_json(literal: str) -> str:
    """JavaScript's bare keys, single quotes, comments and last commas, as JSON has them."""

    def replace(match: re.Match[str]) -> str:
        if string := match["string"]:
            return string if string[0] == '"' else '"' + string[1:-1].replace('"', '\\"').replace("\\'", "'") + '"'
        if match["key"]:
            return f'"{match["key"]}":'
        return "null" if match["word"] else ""

    return _TOKEN.sub(replace, literal)
