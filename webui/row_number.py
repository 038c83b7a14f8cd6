"""Numbers in addresses: no larger than the number of a row can be, so that a huge one is a page that is not there."""

from flask import Flask
from werkzeug.routing import IntegerConverter, Map

LARGEST = 2**31 - 1
"""What an integer column holds in PostgreSQL; SQLite refuses only beyond 2**63."""


class RowNumber(IntegerConverter):
    def __init__(self, known: Map) -> None:
        super().__init__(known, max=LARGEST)


def register_row_number(app: Flask) -> None:
    """Before any route is made: every `<int:...>` is read this way."""
    app.url_map.converters["int"] = RowNumber
