"""The size of a job in hours a week, as vacancies write it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from pydantic import BaseModel

from crawler.normalise.hours_words import (
    ALSO,
    AT_LEAST,
    BARE,
    CLOCK,
    CLOCK_WORDS,
    CONTRACT_FOR,
    DAY_HOURS,
    DAYS,
    FTE,
    FULL_WEEK,
    FULLTIME,
    IN_TEXT,
    LABEL,
    LIST,
    LONG,
    MAX,
    MAX_WEEK,
    MIN,
    NOT_FTE,
    NOT_JOB,
    NOT_JOB_AFTER,
    ONE,
    ONLY_DAYS,
    OTHER_DAYS,
    OTHER_PERIOD,
    PARTTIME,
    PERCENT,
    RANGE,
    SALARY_BASE,
    SIZE_WORDS,
    UPW,
    WEEK,
    WORD_NUMBER,
    WORDS,
    WORKWEEK,
    N,
)
from crawler.normalise.number import read_number
from crawler.normalise.text import lines_about
from dossier.model.number import Hours as Quantity

_I = re.IGNORECASE
_FIGURE = re.compile(r"\d")
MOST_POSTS = 10
"""One vacancy may be for several posts; more fte than this is the size of a team."""


class Hours(BaseModel):
    """Weekly hours with the words they came from; `min` and `max` only when hours are stated or follow from them."""

    text: str
    min: Quantity | None = None
    max: Quantity | None = None
    is_weekly_hours: bool = False
    fte_min: Quantity | None = None
    fte_max: Quantity | None = None
    days_min: Quantity | None = None
    days_max: Quantity | None = None
    fulltime: bool | None = None


@dataclass(frozen=True)
class _Found:
    low: Decimal | None
    high: Decimal | None
    says_week: bool


def parse_hours(text: str) -> Hours:
    """The weekly hours in a string, or `is_weekly_hours` false when it tells of something else."""
    words = WORD_NUMBER.sub(lambda match: str(WORDS[match[1].lower()]), " ".join(text.split())[:2000])
    words = ALSO.sub(_both_sizes, LIST.sub(r"\1 tot \2", words))
    hours = Hours(text=text)
    found = max(_ranges(words), key=lambda item: item.says_week, default=None)
    if found:
        hours.min, hours.max = found.low, found.high
    _add_fte(hours, words)
    _add_days(hours, words)
    if FULLTIME.search(words):
        hours.fulltime = None if PARTTIME.search(words) else True
    elif PARTTIME.search(words):
        hours.fulltime = False
    told: tuple[object, ...] = (hours.min, hours.max, hours.fte_min, hours.days_min)
    is_told = any(value is not None for value in told)
    hours.is_weekly_hours = is_told or bool(FULLTIME.search(words) or WORKWEEK.fullmatch(words))
    return hours


def _both_sizes(match: re.Match[str]) -> str:
    """A size and another that is possible too: "36 uur (32 uur is bespreekbaar)" is 32 to 36 hours."""
    low, high = sorted((match["one"], match["other"]))
    return f"{low} tot {high} uur"


def _ranges(words: str) -> Iterator[_Found]:
    if bare := BARE.fullmatch(words):
        low, high = _number(bare["low"]), _number(bare["high"] or bare["low"])
        if 8 <= low <= high <= 48:
            yield _Found(low, high, says_week=True)
        return
    taken: list[tuple[int, int]] = []
    for pattern in (LONG, DAY_HOURS, PERCENT, UPW, LABEL, RANGE, ONE):
        for match in pattern.finditer(words):
            if any(start < match.end() and match.start() < end for start, end in taken):
                continue
            taken.append(match.span())
            if found := _read(match, words):
                yield found


def _read(match: re.Match[str], words: str) -> _Found | None:
    if match.re in _PRODUCTS:
        return _multiply(match)
    before, after = words[: match.start()], words[match.end() :]
    low = _number(match["low"])
    high = _number(match["high"]) if match.re is not ONE and match["high"] else low
    if match.re is LABEL:
        return _week_of(low, high)
    says_week = match.re is UPW or WEEK.match(after) is not None or "urige" in match["unit"].lower()
    if (
        low > high
        or high > MAX_WEEK
        or _is_other(match, before, after, says_week)
        or _is_clock(match, low, high, words, says_week)
    ):
        return None
    if high < (2 if says_week and "urig" not in match["unit"] else 4) or ("urig" in match["unit"].lower() and high < 8):
        return None
    return _bounded(match, low, high, before, after, says_week)


_PRODUCTS = (LONG, DAY_HOURS, PERCENT)


def _multiply(match: re.Match[str]) -> _Found | None:
    """Hours a month or year, days of so many hours, or a share of the full week."""
    if match.re is LONG:
        return _per_week(match)
    if match.re is PERCENT:
        hours = _tidy(_number(match["share"]) * _number(match["week"]) / 100)
        return _week_of(hours, hours)
    low, high = (_number(match["days"]) * _number(match[name] or match["hours"]) for name in ("hours", "longest"))
    return _week_of(low, high)


def _week_of(low: Decimal, high: Decimal) -> _Found | None:
    return _Found(low, high, says_week=True) if low <= high and 4 <= high <= MAX_WEEK else None


def _bounded(match: re.Match[str], low: Decimal, high: Decimal, before: str, after: str, says_week: bool) -> _Found:
    if low == high and match.re is not RANGE:
        if (match.re is ONE and match["more"]) or MIN.search(before) or AT_LEAST.match(after):
            return _Found(low, None, says_week)
        if MAX.search(before):
            return _Found(None, high, says_week)
    return _Found(low, high, says_week)


def _is_other(match: re.Match[str], before: str, after: str, says_week: bool) -> bool:
    """Shifts, courses, answers within a day, and the hours that a wage is based on."""
    if SALARY_BASE.search(before) or NOT_JOB_AFTER.match(after):
        return True
    if NOT_JOB.search(before) and not (
        says_week and not before.lower().rstrip().endswith(("overwerk na", "thuiswerken"))
    ):
        return True
    return OTHER_PERIOD.match(after) is not None


def _is_clock(match: re.Match[str], low: Decimal, high: Decimal, words: str, says_week: bool) -> bool:
    if says_week:
        return False
    before = CONTRACT_FOR.sub("", words[: match.start()])
    is_short = re.search(r"\d\s?u\b", match[0] + "", _I) is not None
    around = words[max(0, match.start() - 12) : match.end() + 4]
    if CLOCK.search(around) or (CLOCK_WORDS.search(before) and high <= 24):
        return True
    if match.re is RANGE and low <= 13 and high in (17, 18, 19, 21, 22, 23) and low != high:
        return True
    if is_short and high <= 24:
        return not (FULLTIME.search(words) or PARTTIME.search(words))
    return False


def _per_week(match: re.Match[str]) -> _Found | None:
    """Hours a month or a year to hours a week: × 12 / 52, / 52."""
    factor = Decimal(12) / 52 if match["unit"].lower().startswith("m") else Decimal(1) / 52
    values = [Decimal(match[name].replace(".", "")) * factor for name in ("low", "high") if match[name]]
    low, high = (_tidy(value) for value in (values[0], values[-1]))
    return _Found(low, high, says_week=True) if 1 <= low <= high <= MAX_WEEK else None


def _tidy(value: Decimal) -> Decimal:
    rounded = value.quantize(Decimal("0.01"), ROUND_HALF_UP)
    return rounded.quantize(Decimal(1)) if rounded == rounded.to_integral_value() else rounded.normalize()


def _add_fte(hours: Hours, words: str) -> None:
    match = FTE.search(words)
    if match is None or NOT_FTE.search(words[: match.start()]):
        return
    low = _number(match["low"] or match["alone"])
    last = match["high"] or match["last"]
    high = _number(last) if last else low
    if low > high or high > MOST_POSTS:
        return
    hours.fte_min, hours.fte_max = low, high
    if hours.min is None and (base := re.search(rf"({N})\s*-?\s*(?:urige|uur|uren)", words, _I)) and low <= 1:
        week = _number(base[1])
        if 30 <= week <= 45:  # "0,8 fte o.b.v. 40 uur": the hours follow from the string itself
            hours.min, hours.max = (_tidy(value * week) for value in (low, high))
    elif hours.min is not None and hours.min == hours.max and low < 1 and FULL_WEEK.search(words):
        week = hours.min
        hours.min, hours.max = _tidy(low * week), _tidy(high * week)


def _add_days(hours: Hours, words: str) -> None:
    match = DAYS.search(words) or ONLY_DAYS.fullmatch(words)
    if match is None or OTHER_DAYS.search(words[max(0, match.start() - 25) : match.end() + 25]):
        return
    low = _number(match["low"])
    high = _number(match["high"]) if match["high"] else low
    if 1 <= low <= high <= 7 and low < 7:  # seven days is when the place is open
        hours.days_min, hours.days_max = low, high


def _number(text: str) -> Decimal:
    return read_number(text, is_small=True) or Decimal(0)


def find_hours(text: str) -> Hours | None:
    """The hours that a whole vacancy text tells: the first line that names them beside a week or contract."""
    if not _FIGURE.search(text):
        return None
    for line in lines_about(text, IN_TEXT, SIZE_WORDS, sign=_FIGURE):
        hours = parse_hours(line)
        if hours.min is not None or hours.max is not None:
            return hours
    return None
