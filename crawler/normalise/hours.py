"""The size of a job in hours a week, as vacancies write it."""

import re
from decimal import ROUND_HALF_UP, Decimal

from pydantic import BaseModel

from crawler.normalise.number import read_number


class Hours(BaseModel):
    """Weekly hours with the words they came from; `min` and `max` only when hours are stated or follow from them."""

    text: str
    min: Decimal | None = None
    max: Decimal | None = None
    is_weekly_hours: bool = False
    fte_min: Decimal | None = None
    fte_max: Decimal | None = None
    days_min: Decimal | None = None
    days_max: Decimal | None = None
    fulltime: bool | None = None


_N = r"(\d{1,2}(?:[.,]\d{1,4})?)"
_TO = r"\s*(?:-|–|—|tot en met|t/m|tot|of|en|à|to|or|/|t\.?m\.?)\s*(?:maximaal|max\.?|ca\.?)?\s*"
_HOUR = r"(?:-?\s*(?:uren|urige?n?|uur|u\b|hours?|hrs?\b|h\b))"
_WEEK = r"(?:\s*(?:\(?(?:per|/|p\.?|a|in de|in een)\s*(?:werk)?(?:week|w\b\.?)|weekly|wekelijks|werkweek|week|p/?w\b))"
_HOURS_RANGE = re.compile(rf"(?<![\d.,:€]){_N}(?:{_HOUR})?{_TO}{_N}{_HOUR}", re.IGNORECASE)
_HOURS_ONE = re.compile(rf"(?<![\d.,:€]){_N}{_HOUR}", re.IGNORECASE)
_UPW = re.compile(rf"(?<![\d.,:€]){_N}(?:{_TO}{_N})?\s*(?:upw|u\.p\.w\.?|u/w|hpw|hours per week)", re.IGNORECASE)
_FTE = re.compile(rf"(?<![\d.,:€]){_N}(?:\s*fte)?(?:{_TO}{_N})?\s*fte\b", re.IGNORECASE)
_DAYS = re.compile(
    rf"(?<![\d.,:€]){_N}(?:{_TO}{_N})?\s*(?:werk)?(?:dagen|days)\s*(?:per|/|in de|p\.?)\s*w", re.IGNORECASE
)
_FULLTIME = re.compile(r"\b(?:full[\s-]?time|voltijds?)\b", re.IGNORECASE)
_PARTTIME = re.compile(r"\b(?:part[\s-]?time|deeltijds?)\b", re.IGNORECASE)
_CLOCK = re.compile(
    r"\d{1,2}[:.]\d{2}\s*(?:uur|u\b|h\b|-|–|tot)|\b(?:van|tussen|om|vanaf)\s+\d{1,2}(?:[:.]\d{2})?\s*(?:u\b|uur)?\s*(?:tot|-|–|en)\s*\d{1,2}(?:[:.]\d{2})?\s*(?:u\b|uur)(?!\s*(?:per|/|p))",
    re.IGNORECASE,
)
_BASE = re.compile(r"(?:o\.?b\.?v\.?|op basis van|gebaseerd op)[^.;]{0,40}?\d", re.IGNORECASE)
_MAX_WEEK = Decimal(60)
_WEEKS = Decimal(52)


def parse_hours(text: str) -> Hours:
    """The weekly hours in a string, or `is_weekly_hours` false when it tells of something else."""
    hours = Hours(text=text)
    words = " ".join(text.split())
    found = _read_range(words)
    if fte := _FTE.search(words):
        hours.fte_min, hours.fte_max = _pair(fte)
        hours.is_weekly_hours = True
    if days := _DAYS.search(words):
        hours.days_min, hours.days_max = _pair(days)
        hours.is_weekly_hours = True
    if found:
        hours.min, hours.max = found
        hours.is_weekly_hours = True
    if _FULLTIME.search(words):
        hours.fulltime, hours.is_weekly_hours = not _PARTTIME.search(words) or None, True
    elif _PARTTIME.search(words):
        hours.fulltime = False
        hours.is_weekly_hours = hours.is_weekly_hours or False
    return hours


def _read_range(words: str) -> tuple[Decimal, Decimal] | None:
    for pattern in (_UPW, _HOURS_RANGE, _HOURS_ONE):
        for match in pattern.finditer(words):
            pair = _pair(match)
            if pair and _is_week(pair, words, match):
                return pair
    return None


def _pair(match: re.Match[str]) -> tuple[Decimal, Decimal]:
    low = read_number(match[1]) or Decimal(0)
    last = match[match.re.groups] if match.re.groups > 1 else None
    high = read_number(last) if last else low
    return low, high if high is not None else low


def _is_week(pair: tuple[Decimal, Decimal], words: str, match: re.Match[str]) -> bool:
    low, high = pair
    if low > high or high > _MAX_WEEK or high < 1 or _CLOCK.search(words) or _BASE.search(words[: match.end()]):
        return False
    says_week = (
        bool(re.match(_WEEK, words[match.end() :], re.IGNORECASE)) or "upw" in match[0].lower() or "urig" in match[0]
    )
    is_short = match[0].lower().rstrip(".").endswith("u")
    if not says_week and is_short:
        return bool(_FULLTIME.search(words) or _PARTTIME.search(words))
    return high >= (4 if says_week else 6)


def per_week(value: Decimal, unit: str) -> Decimal:
    """Hours a month or a year to hours a week: × 12 / 52, / 52."""
    weekly = value * 12 / _WEEKS if unit == "month" else value / _WEEKS
    return weekly.quantize(Decimal("0.1"), ROUND_HALF_UP)
