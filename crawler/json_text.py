"""The JSON values in a text: one or several, bare or wrapped in the JavaScript that sites put round an answer."""

import json
import re
from typing import Any

_DECODER = json.JSONDecoder(strict=False, parse_constant=lambda _: None)
_BEFORE = re.compile(
    r"""(?:\)\]\}'?,?|(?:for\s*\(;;\)|while\s*\((?:1|true)\))\s*;?|/\*.{0,40}?\*/)?\s*
    (?:(?:(?:var|let|const)\s+)?[A-Za-z_$][\w$.]*\s*(?:=|\()\s*)?(?=[\[{])""",
    re.VERBOSE,
)
_BETWEEN = " \t\r\n,\x1e\ufeff\x00"
_BEHIND = re.compile(r"\s*\)?\s*;?\s*$")
_TRAILING_COMMA = re.compile(r'("(?:[^"\\]|\\.)*")|,(?=\s*[}\]])', re.DOTALL)


def read_json(text: str) -> Any:
    """The value in a text, a list of values where several follow each other; raises ValueError where it is broken."""
    text = text.strip(_BETWEEN)
    try:
        return _read(text)
    except ValueError:
        mended = _TRAILING_COMMA.sub(lambda match: match[1] or "", text) if re.search(r",\s*[}\]]", text) else text
        if mended == text:
            raise
        return _read(mended)


def _read(text: str) -> Any:
    before = _BEFORE.match(text)
    start = before.end() if before else 0
    values: list[Any] = []
    position = start
    while position < len(text) and not (start and values and _BEHIND.match(text, position)):
        value, position = _DECODER.raw_decode(text, position)
        values.append(value)
        while position < len(text) and text[position] in _BETWEEN:
            position += 1
    if len(values) == 1 and isinstance(values[0], str) and values[0].lstrip()[:1] in ("{", "["):
        return _read(values[0].strip())
    return values[0] if len(values) == 1 else values
