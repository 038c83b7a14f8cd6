"""Recognises what the columns of a list are, by their Dutch headings."""

import re
import tomllib
import unicodedata
from collections.abc import Sequence
from enum import StrEnum
from functools import cache
from importlib.resources import files

from dossier.table_reading.table import Line

NUMBERED = re.compile(r"^\d{1,2}\.\s*")
"""Our own overview numbers its headings: a list that came from here can go back in."""


class Kind(StrEnum):
    """What the rows of a list are."""

    APPLICATIONS = "sollicitaties"
    VACANCIES = "vacatures"


REQUIRED = {
    Kind.APPLICATIONS: ("applied_on", "employer", "job_title"),
    Kind.VACANCIES: ("title", "employer"),
}


@cache
def word_table(name: str) -> dict[str, dict[str, list[str]]]:
    """A table of words from the file of this name."""
    return tomllib.loads((files("dossier.table_reading") / name).read_text(encoding="utf-8"))


def bare(text: str) -> str:
    """'  Datum-Sollicitatie ' is 'datum sollicitatie'; accents, capitals and signs make no other word."""
    plain = "".join(char for char in unicodedata.normalize("NFKD", text.lower()) if not unicodedata.combining(char))
    return " ".join(re.sub(r"[^a-z0-9?]+", " ", plain).split())


@cache
def fields_of(kind: Kind) -> dict[str, str]:
    """Every known heading with its field."""
    return {bare(name): field for field, names in word_table("headings.toml")[kind].items() for name in names}


def usual_heading(kind: Kind, field: str) -> str:
    """How our own overview calls a field."""
    return word_table("headings.toml")[kind].get(field, [field])[0]


def find_columns(line: Line, kind: Kind) -> dict[int, str]:
    """Which column holds which field; the first of two columns with the same meaning counts."""
    found: dict[int, str] = {}
    for place, cell in enumerate(line.cells):
        field = fields_of(kind).get(bare(NUMBERED.sub("", cell.text.lstrip("'"))))
        if field is not None and field not in found.values():
            found[place] = field
    return found


def find_heading(lines: Sequence[Line], kind: Kind) -> int | None:
    """The place of the row with the headings: the one that says most, among the first twenty."""
    counts = [len(find_columns(line, kind)) for line in lines[:20]]
    best = max(counts, default=0)
    return counts.index(best) if best >= 2 else None


def count_headings(lines: Sequence[Line]) -> int:
    """How much a sheet looks like a list."""
    return max((len(find_columns(line, kind)) for line in lines for kind in Kind), default=0)
