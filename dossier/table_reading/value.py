"""What people write in a cell, as the value that the core knows; raises with what is wrong and what would do."""

import re
from datetime import date, timedelta

from dossier.rules.wording import MONTHS
from dossier.table_reading.heading import bare, word_table
from dossier.table_reading.table import Cell, CellKind

ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[t ]\d{1,2}:\d{2}.*)?")
DUTCH = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})(?: \d{1,2}:\d{2}.*)?")
SPELLED = re.compile(r"(?:[a-z]+\.?,? )?(\d{1,2})[- ]([a-z]{3,9})\.?[- ]'?(\d{4}|\d{2})")
SERIAL = re.compile(r"\d{5}(?:\.\d+)?")
AS_DAY = "een dag zoals 05-03-2026"
SHORT_MONTHS = {"mrt": 3, "jan": 1, "feb": 2, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9, "okt": 10,
                "nov": 11, "dec": 12}  # fmt: skip

PERFORMERS = frozenset({"employee", "coach"})
"""Kept in English; in a message the first Dutch word stands for them."""


class CellError(ValueError):
    """Raised when a cell cannot be what its column asks for."""


def read_day(cell: Cell, epoch: date) -> date | None:
    """A day in any form that a Dutch list uses; never one that could mean two days."""
    text = cell.text.strip().lower()
    if not text:
        return None
    if cell.kind is CellKind.NUMBER:
        return _of_serial(text, epoch)
    if found := ISO.fullmatch(text):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    if found := DUTCH.fullmatch(text):
        return _day(_year(found[3]), int(found[2]), int(found[1]))
    if found := SPELLED.fullmatch(text):
        return _day(_year(found[3]), _month(found[2]), int(found[1]))
    if SERIAL.fullmatch(text):
        raise CellError(f"een los getal; schrijf {AS_DAY}")
    raise CellError(f"geen datum die te lezen is; schrijf {AS_DAY}")


def _of_serial(text: str, epoch: date) -> date:
    """A day as a spreadsheet counts it, where somebody took the date format away."""
    number = float(text)
    if not 30_000 <= number <= 60_000:  # the years 1982 to 2064
        raise CellError(f"een getal en geen datum; schrijf {AS_DAY}")
    start = date(1899, 12, 30) if epoch.year != 1904 else date(1904, 1, 1)
    return start + timedelta(days=int(number))


def _year(text: str) -> int:
    return int(text) if len(text) == 4 else 2000 + int(text)


def _month(word: str) -> int:
    names = {name: number for number, name in enumerate(MONTHS, 1)} | SHORT_MONTHS
    if word not in names:
        raise CellError(f"onbekende maand '{word}'; schrijf {AS_DAY}")
    return names[word]


def _day(year: int, month: int, day: int) -> date:
    if month > 12 >= day:
        raise CellError(f"maand {month} bestaat niet (Amerikaanse volgorde?); schrijf {AS_DAY}")
    try:
        return date(year, month, day)
    except ValueError as error:
        raise CellError(f"deze dag bestaat niet; schrijf {AS_DAY}") from error


def read_word(field: str, text: str) -> str | None:
    """One of the values that a field knows, by its own name or by another that lists use."""
    known = word_table("values.toml")[field]
    said = bare(text)
    if not said:
        return None
    for value, names in known.items():
        if said in (bare(value), *map(bare, names)):
            return value
    allowed = ", ".join(names[0] if value in PERFORMERS else value for value, names in known.items())
    raise CellError(f"onbekend; toegestaan: {allowed}")


def read_minutes(text: str) -> int | None:
    """'45', '45 min' or '1 uur 15'."""
    said = bare(text)
    if not said:
        return None
    if found := re.fullmatch(r"(\d{1,3})(?: ?(?:min|minuten|m))?", said):
        return _not_below_zero(text, int(found[1]))
    if found := re.fullmatch(r"(\d) ?(?:uur|u)(?: ?(?:en )?(\d{1,2})(?: ?(?:min|minuten|m))?)?", said):
        return int(found[1]) * 60 + int(found[2] or 0)
    raise CellError("geen reistijd in minuten; schrijf 45")


def _not_below_zero(text: str, number: int) -> int:
    """Signs do not count in words, but before a number one says that it is below zero."""
    if text.strip()[:1] in "-\u2212\u2013":
        raise CellError("minder dan nul; schrijf 45")
    return number


def read_hours(text: str) -> tuple[str | None, str | None]:
    """The least and the most hours of '24-32', '36 uur' or 'vanaf 24'."""
    said = text.lower().replace(",", ".")
    numbers = re.findall(r"\d{1,2}(?:\.\d{1,2})?", said)
    if not said.strip():
        return None, None
    if not numbers or len(numbers) > 2 or any(float(number) > 60 for number in numbers):
        raise CellError("geen uren per week; schrijf 24-32")
    if len(numbers) == 2:
        return numbers[0], numbers[1]
    if said.startswith("vanaf"):
        return numbers[0], None
    return (None, numbers[0]) if said.startswith("tot") else (numbers[0], numbers[0])
