"""Days as pages write them, to a date; the day of reading is an argument."""

import re
from datetime import UTC, date, datetime, timedelta
from typing import Any

_MONTHS = {
    name: number
    for number, names in enumerate(
        ("jan januari january", "feb februari february", "mrt maart mar march maa", "apr april", "mei may", "jun juni june",
         "jul juli july", "aug augustus august", "sep sept september", "okt oktober oct october", "nov november",
         "dec december"), 1)
    for name in names.split()
}  # fmt: skip
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_ISO = re.compile(
    r"(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)|(?<!\d)(\d{4})/(\d{1,2})/(\d{1,2})(?!\d)|^(\d{4})(\d{2})(\d{2})(?!\d)"
)
_DAY_FIRST = re.compile(r"(?<![\d/.-])(\d{1,2})\s?[-/.]\s?(\d{1,2})\s?[-/.]\s?(\d{4}|\d{2})(?![\d/])")
_NAMED = re.compile(
    rf"(?<!\d)(\d{{1,2}})(?:e|ste|de|st|nd|rd|th)?[\s.-]+({_MONTH})\b\.?,?(?:[\s-]+['’]?(\d{{4}}|\d{{2}})(?![\d:]))?",
    re.IGNORECASE,
)
_ENGLISH = re.compile(rf"\b({_MONTH})\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?(?:,?\s+(\d{{4}}))?\b", re.IGNORECASE)
_AGO = re.compile(
    r"(\d+|een|één|a|an)\+?\s*(minuten|minuut|uur|uren|u|dag(?:en)?|d|week|weken|w|maand(?:en)?|min(?:ute)?s?|hours?|days?|weeks?|months?)\s*(?:geleden|ago)",
    re.IGNORECASE,
)
_IN = re.compile(
    r"\b(?:over|binnen|in|within)\s+(\d+|een|één|twee|drie|vier)\s+(dag(?:en)?|week|weken|maand(?:en)?|days?|weeks?|months?)",
    re.IGNORECASE,
)
_WEEK = re.compile(r"\bweek\s*(\d{1,2})(?:[\s,/-]+(\d{4}))?\b", re.IGNORECASE)
_WORDS = {
    "vandaag": 0,
    "today": 0,
    "zojuist": 0,
    "just now": 0,
    "per direct": 0,
    "gisteren": -1,
    "yesterday": -1,
    "eergisteren": -2,
    "morgen": 1,
    "tomorrow": 1,
    "overmorgen": 2,
}
_COUNTS = {"een": 1, "één": 1, "a": 1, "an": 1, "twee": 2, "drie": 3, "vier": 4}
_YEARS = range(1990, 2100)


def parse_date(value: Any, on: date | None = None) -> date | None:
    """The day in a string or a timestamp; what needs to know today stays unknown without `on`."""
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        return _from_timestamp(value)
    if not isinstance(value, str):
        return None
    text = " ".join(value.split())[:200]
    if re.fullmatch(r"\d{10}|\d{13}", text):
        return _from_timestamp(int(text))
    return _absolute(text, on) or (_relative(text, on) if on else None)


def _from_timestamp(value: float) -> date | None:
    seconds = value / 1000 if value > 10**11 else value
    if not 631_152_000 <= seconds < 4_102_444_800:  # 1990 to 2100: anything else is not a moment of a vacancy
        return None
    return datetime.fromtimestamp(seconds, UTC).date()


def _absolute(text: str, on: date | None) -> date | None:
    if match := _ISO.search(text):
        year, month, day = (group for group in match.groups() if group)
        return _day(int(year), int(month), int(day))
    if match := _DAY_FIRST.search(text):
        return _numeric(int(match[1]), int(match[2]), int(match[3]))
    if match := _NAMED.search(text):
        return _with_year(int(match[1]), _MONTHS[match[2].lower()], match[3], on)
    if match := _ENGLISH.search(text):
        return _with_year(int(match[2]), _MONTHS[match[1].lower()], match[3], on)
    return None


def _numeric(first: int, second: int, year: int) -> date | None:
    """Day first, as everywhere here; month first only when it cannot be otherwise."""
    year += 2000 if year < 100 else 0
    return _day(year, second, first) or _day(year, first, second)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if year in _YEARS else None
    except ValueError:
        return None


def _with_year(day: int, month: int, year: str | None, on: date | None) -> date | None:
    if year:
        return _day(int(year) + (2000 if len(year) == 2 else 0), month, day)
    if on is None:
        return None
    nearest = [found for offset in (0, 1, -1) if (found := _day(on.year + offset, month, day))]
    return min(nearest, key=lambda found: abs((found - on).days), default=None)


def _relative(text: str, on: date) -> date | None:
    lowered = text.lower()
    if match := _AGO.search(lowered):
        return on - _span(match[1], match[2])
    if match := _IN.search(lowered):
        return on + _span(match[1], match[2])
    if match := _WEEK.search(lowered):
        try:
            return date.fromisocalendar(int(match[2] or on.year), int(match[1]), 1)
        except ValueError:
            return None
    for word, days in sorted(_WORDS.items(), key=lambda item: -len(item[0])):
        if re.search(rf"\b{word}\b", lowered):
            return on + timedelta(days=days)
    return None


def _span(count: str, unit: str) -> timedelta:
    number = _COUNTS.get(count) or int(count)
    if unit.startswith(("min", "u", "h")):
        return timedelta()
    if unit.startswith("w"):
        return timedelta(weeks=number)
    return timedelta(days=number * (30 if unit.startswith("m") else 1))
