"""Days as pages write them, to a date; the day of reading is an argument."""

import re
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Any

from pydantic import BaseModel

Day = date  # the class below has a field of that name
_I = re.IGNORECASE
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan januari january janvier januar enero gennaio janeiro stycznia ledna",
            "feb februari february février februar febrero febbraio fevereiro lutego února",
            "mrt maart mar march maa märz mars marts marzo março marca března",
            "apr april avril abril aprile kwietnia dubna",
            "mei may mai maj mayo maggio maio maja května",
            "jun juni june juin junio giugno junho czerwca června",
            "jul juli july juillet julio luglio julho lipca července",
            "aug augustus august augusti août agosto sierpnia srpna",
            "sep sept september septembre septiembre settembre setembro września září",
            "okt oktober oct october octobre octubre ottobre outubro października října",
            "nov november novembre noviembre novembro listopada listopadu",
            "dec december dez dezember desember décembre diciembre dicembre dezembro grudnia prosince",
        ),
        1,
    )
    for name in names.split()
}
_WEEKDAYS = {
    name: number
    for number, names in enumerate(
        ("ma maandag monday", "di dinsdag tuesday", "wo woensdag wednesday", "do donderdag thursday",
         "vr vrijdag friday", "za zaterdag saturday", "zo zondag sunday"))
    for name in names.split()
}  # fmt: skip
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_ISO = re.compile(
    r"(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)|(?<!\d)(\d{4})/(\d{1,2})/(\d{1,2})(?!\d)|^(\d{4})(\d{2})(\d{2})(?!\d)"
)
_TIMESTAMP = re.compile(r"\d{10}|\d{13}")
_DAY_FIRST = re.compile(r"(?<![\d/.-])(\d{1,2})\s?([-/.])\s?(\d{1,2})\s?\2\s?(\d{4}|\d{2})(?![\d/-])")
_NAMED = re.compile(
    rf"(?<!\d)(\d{{1,2}})(?:e|ste|de|st|nd|rd|th)?(?:\s+de)?[\s.-]+({_MONTH})\b\.?,?(?:(?:\s+de)?[\s-]+['’]?(\d{{4}}|"
        rf"\d{{2}})(?![\d:.]|\s?uur))?", _I)  # fmt: skip
_ENGLISH = re.compile(rf"\b({_MONTH})\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?\b(?!:)(?:,?\s+(\d{{4}}))?", _I)
_DAY_MONTH = re.compile(r"(?<![\d/.,€-])(\d{1,2})[-/](\d{1,2})(?![\d/.-])")
_MONTH_YEAR = re.compile(rf"\b({_MONTH})\s+(\d{{4}})\b", _I)
_COUNT = r"(\d+|een|één|a|an|twee|drie|vier|vijf|zes)\+?"
_AGO = re.compile(
    rf"{_COUNT}\+?\s*(minuten|minuut|uur|uren|u|dag(?:en)?|d|week|weken|w|maand(?:en)?|min(?:ute)?s?|"
        rf"hours?|days?|weeks?|months?)"
    r"\s*(?:geleden|ago)", _I)  # fmt: skip
_SINCE = re.compile(rf"\bsinds\s+{_COUNT}\s+(dag(?:en)?|week|weken|maand(?:en)?|uur|minuten)\b", _I)
_IN = re.compile(
    rf"\b(?:over|binnen|in|within|nog)\s+{_COUNT}\s+(dag(?:en)?|week|weken|maand(?:en)?|days?|weeks?|months?)", _I
)
_WEEK = re.compile(r"\bweek\s*(?:nr\.?\s*)?(\d{1,2})(?:[\s,/-]+(\d{4}))?\b", _I)
_WORDS = {
    "vandaag": 0, "today": 0, "zojuist": 0, "just now": 0, "gisteren": -1, "yesterday": -1, "eergisteren": -2,
    "morgen": 1, "tomorrow": 1, "overmorgen": 2, "vorige week": -7, "last week": -7, "volgende week": 7, "next week": 7,
}  # fmt: skip
_COUNTS = {"een": 1, "één": 1, "a": 1, "an": 1, "twee": 2, "drie": 3, "vier": 4, "vijf": 5, "zes": 6}
_YEARS = range(1990, 2100)


class DateFound(BaseModel):
    """A day with the words it came from."""

    text: str
    date: Day | None = None


def parse_date(text: str, on: date | None = None) -> DateFound:
    """The day in a string; "3 dagen geleden" and "12 december" need the day of reading."""
    return DateFound(text=text, date=read_date(text, on))


def read_date(value: Any, on: date | None = None) -> date | None:
    """The day in a string or a timestamp; what needs to know today stays unknown without `on`."""
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        return _from_timestamp(value)
    if not isinstance(value, str):
        return None
    text = " ".join(value.split())[:200]
    if _TIMESTAMP.fullmatch(text):
        return _from_timestamp(int(text))
    return _absolute(text, on) or (_relative(text, on) if on else None)


def is_relative(value: Any) -> bool:
    """Whether a string tells a day that depends on the day it was written, such as "gisteren"."""
    return isinstance(value, str) and read_date(value) is None and _relative(value, date(2000, 1, 3)) is not None


def _from_timestamp(value: float) -> date | None:
    seconds = value / 1000 if value > 10**11 else value
    if not 631_152_000 <= seconds < 4_102_444_800:  # 1990 to 2100: anything else is not a moment of a vacancy
        return None
    return datetime.fromtimestamp(seconds, UTC).date()


@lru_cache(maxsize=1024)  # the same days stand on every vacancy of a list
def _absolute(text: str, on: date | None) -> date | None:
    if match := _ISO.search(text):
        year, month, day = (group for group in match.groups() if group)
        return _day(int(year), int(month), int(day))
    if match := _DAY_FIRST.search(text):
        return _numeric(int(match[1]), int(match[3]), int(match[4]))
    if match := _NAMED.search(text):
        return _with_year(int(match[1]), _MONTHS[match[2].lower()], match[3], on, text)
    return _incomplete(text, on)


def _incomplete(text: str, on: date | None) -> date | None:
    """Month first, or a month with its year alone, or a day and a month in figures."""
    if match := _ENGLISH.search(text):
        return _with_year(int(match[2]), _MONTHS[match[1].lower()], match[3], on, text)
    if match := _MONTH_YEAR.search(text):
        return _day(int(match[2]), _MONTHS[match[1].lower()], 1)
    match = _DAY_MONTH.search(text)
    return _with_year(int(match[1]), int(match[2]), None, on, text) if match else None


def _numeric(first: int, second: int, year: int) -> date | None:
    """Day first, as everywhere here; month first only when it cannot be otherwise."""
    year += 2000 if year < 100 else 0
    return _day(year, second, first) or _day(year, first, second)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if year in _YEARS else None
    except ValueError:
        return None


def _with_year(day: int, month: int, year: str | None, on: date | None, text: str) -> date | None:
    """Without a year: the year in which the named weekday falls on that day, else the nearest one."""
    if year:
        return _day(int(year) + (2000 if len(year) == 2 else 0), month, day)
    if on is None:
        return None
    near = [found for offset in (0, 1, -1) if (found := _day(on.year + offset, month, day))]
    named = next((number for word, number in _WEEKDAYS.items() if re.search(rf"\b{word}\b", text, _I)), None)
    near = [found for found in near if found.weekday() == named] or near
    return min(near, key=lambda found: abs((found - on).days), default=None)


def _relative(text: str, on: date) -> date | None:
    lowered = text.lower()
    if match := _AGO.search(lowered) or _SINCE.search(lowered):
        return _shift(on, match[1], match[2], -1)
    if match := _IN.search(lowered):
        return _shift(on, match[1], match[2], 1)
    if match := _WEEK.search(lowered):
        try:
            return date.fromisocalendar(int(match[2] or on.year), int(match[1]), 1)
        except ValueError:
            return None
    for word, days in sorted(_WORDS.items(), key=lambda item: -len(item[0])):
        if re.search(rf"\b{word}\b", lowered):
            return on + timedelta(days=days)
    return None


def _shift(on: date, count: str, unit: str, sign: int) -> date | None:
    number = _COUNTS.get(count) or int(count)
    if unit.startswith(("min", "u", "h")):
        return on
    days = number * (7 if unit.startswith("w") else 30 if unit.startswith("m") else 1)
    try:
        return on + timedelta(days=sign * days)
    except OverflowError:
        return None
