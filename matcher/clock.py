"""Clock times in a text: which part of the day they touch, and how long a working day they span."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

_TIME = r"(?P<{0}h>[01]?\d|2[0-4])(?:[.:u](?P<{0}m>[0-5]\d)|(?=\s*(?:uur|u\b|h\b|-|tot|t/m|en)))\s*(?:uur|u|h)?"
SPAN = re.compile(
    r"(?<![\d.,€])" + _TIME.format("a") + r"\s*(?:-|tot|t/m|en|a|to|until|till|tot ongeveer|tot ca\.?|tot uiterlijk)\s*"
    r"(?P<bh>[01]?\d|2[0-4])(?:[.:u](?P<bm>[0-5]\d))?(?![\d%]|[.,]\d)(?:\s*(?P<unit>uur|u\b|h\b|pm))?"
)
WEEKLY = re.compile(
    r"\s*(?:per|p/?|/|in de|a|each)\s*(?:week|wk|w\b|dag|dienst|maand|day|shift)|\s*(?:contract|werkweek)|\w|\s*(?:graden|euro|kg|kilo|jaar|%|personen|collega|mensen|maand|dagen|week|km)"
)
OPENING = re.compile(
    r"(?:openingstijd|geopend|open van|open:|bereikbaar|telefonisch|bel\w* (?:ons|met|naar)|contact|whatsapp|inloop|open dag|solliciteer|reageer|kleinschalig|opening hours|reach us)"
)


@dataclass(frozen=True)
class Span:
    """A place in the text and the value that stands there."""

    start: int
    end: int
    value: Decimal | str


@dataclass(frozen=True)
class Shift:
    """A working day by the clock, in minutes; the end lies after midnight when it is not later than the start."""

    start: int
    end: int
    begins: int
    ends: int

    @property
    def minutes(self) -> int:
        return self.ends - self.begins


def find_shifts(text: str, start: int, end: int) -> Iterator[Shift]:
    """The clock spans that are working times: no weekly hours, no opening hours, no telephone hours."""
    for match in SPAN.finditer(text, start, end):
        said = match["am"] or match["bm"] or match["unit"]
        if (
            not said
            or WEEKLY.match(text, match.end())
            or OPENING.search(text[max(start, match.start() - 60) : match.start()])
        ):
            continue
        begins = int(match["ah"]) * 60 + int(match["am"] or 0)
        ends = int(match["bh"]) * 60 + int(match["bm"] or 0)
        if not (match["am"] or match["bm"]) and not _is_clock(text, start, match):
            continue
        yield Shift(match.start(), match.end(), begins, ends if ends > begins else ends + 24 * 60)


def _is_clock(text: str, start: int, match: re.Match[str]) -> bool:
    """Whole hours alone are a clock only after "van", "tussen" or "from" and when they leave a day of 2 to 14 hours."""
    before = text[max(start, match.start() - 12) : match.start()]
    length = int(match["bh"]) - int(match["ah"])
    return re.search(r"(?:van|tussen|from|between|werktijden:?|om)\s+$", before) is not None and 2 <= length % 24 <= 14


def touches(shift: Shift, begins: int, ends: int) -> bool:
    """Does the shift share time with the hours between `begins` and `ends`, on this day or the next?"""
    return any(shift.begins < ends * 60 + day and begins * 60 + day < shift.ends for day in (0, 24 * 60))


def read_night(text: str, start: int, end: int) -> Iterator[Span]:
    """Shifts that touch 22 to 6."""
    return (
        _span(shift, "nacht")
        for shift in find_shifts(text, start, end)
        if touches(shift, 22, 30) or shift.begins < 6 * 60
    )


def read_evening(text: str, start: int, end: int) -> Iterator[Span]:
    """Shifts that touch 18 to 22 and not the night."""
    for shift in find_shifts(text, start, end):
        if touches(shift, 18, 22) and not (touches(shift, 22, 30) or shift.begins < 6 * 60):
            yield _span(shift, "avond")


def read_daytime(text: str, start: int, end: int) -> Iterator[Span]:
    """Shifts that stay between 6 and 18."""
    return (
        _span(shift, "dag")
        for shift in find_shifts(text, start, end)
        if shift.begins >= 6 * 60 and shift.ends <= 18 * 60
    )


def read_day_length(text: str, start: int, end: int) -> Iterator[Span]:
    """Shifts of at most 6 or at least 9 hours by the clock (demand-labels rule 10)."""
    for shift in find_shifts(text, start, end):
        if shift.minutes <= 6 * 60 or shift.minutes >= 9 * 60:
            yield _span(shift, Decimal(shift.minutes) / 60)


def _span(shift: Shift, value: Decimal | str) -> Span:
    return Span(shift.start, shift.end, round(value, 2) if isinstance(value, Decimal) else value)


READERS: dict[str, Callable[[str, int, int], Iterator[Span]]] = {
    "night": read_night,
    "evening": read_evening,
    "daytime": read_daytime,
    "day_length": read_day_length,
}
"""What a rule may name as its `reader` instead of phrases."""
