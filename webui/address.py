"""What may stand in an address: a number no larger than that of a row, and words without control signs."""

from typing import Any

from flask import Flask
from werkzeug.routing import IntegerConverter, Map, UnicodeConverter

LARGEST = 2**31 - 1
"""What an integer column holds in PostgreSQL; SQLite refuses only beyond 2**63."""


class RowNumber(IntegerConverter):
    def __init__(self, known: Map) -> None:
        super().__init__(known, max=LARGEST)


class PlainWord(UnicodeConverter):
    """PostgreSQL refuses a question with NUL in it; such an address is a page that is not there."""

    def __init__(self, known: Map, **limits: Any) -> None:
        super().__init__(known, **limits)
        self.regex = r"[^/\x00-\x1f\x7f]+"


def register_address(app: Flask) -> None:
    """Before any route is made: every part of an address is read this way."""
    app.url_map.converters |= {"int": RowNumber, "default": PlainWord, "string": PlainWord}
