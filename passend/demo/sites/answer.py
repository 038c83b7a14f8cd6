"""What a site answers, and the templates that the answers are made with."""

from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from passend.demo.sites.markup import read_blocks

_FOLDER = Path(__file__).parent
_MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip
HTML, XML, TEXT, JSON, CSS = "text/html", "application/xml", "text/plain", "application/json", "text/css"


def long_day(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


TEMPLATES = Environment(
    loader=FileSystemLoader(_FOLDER / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
TEMPLATES.filters["blocks"] = read_blocks
TEMPLATES.filters["day"] = long_day


@dataclass(frozen=True)
class Answer:
    """Status, media type and bytes; `modified` is the day on which what is shown last changed."""

    body: bytes
    media_type: str = HTML
    status: int = 200
    modified: date | None = None

    @property
    def etag(self) -> str:
        return f'"{sha256(self.body).hexdigest()[:24]}"'


def page(
    template: str, *, status: int = 200, modified: date | None = None, media_type: str = HTML, **values: Any
) -> Answer:
    text = TEMPLATES.get_template(template).render(**values)
    return Answer(text.encode(), media_type, status, modified)


def style_sheet(site: str) -> Answer:
    return Answer((_FOLDER / "static" / f"{site}.css").read_bytes(), CSS)
