"""Clock times in a text: which part of the day they touch, and how long a working day they span."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from matcher.spoken_clock import find_spoken, read_moment

HOUR, DAY = 60, 24 * 60
TELLING = re.compile(r"\d|\b(?:van|tussen|om|vanaf)\s[^.;]{0,40}\b(?:tot|en|om)\s")
SPAN = re.compile(
    r"(?<![\d.,€/-])(?P<ah>[01]?\d|2[0-4])(?:[.:u](?P<am>[0-5]\d))?(?P<au>\s*(?:uur|u|h|am|pm))?(?![\d%])"
    r"\s*(?P<join>-|tot|t/m|en|a|to|until|till|and|tot uiterlijk)\s*"
    r"(?P<bh>[01]?\d|2[0-4])(?:[.:u](?P<bm>[0-5]\d))?(?![\d%]|[.,]\d)(?P<bu>\s*(?:uur|u\b|h\b|am|pm))?"
)
_TIME = (
    r"(?:half |kwart (?:over|voor) )?"
    r"(?:een|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|\d{1,2}(?:[.:]\d\d)?)"
)
APART = re.compile(
    rf"\b(?:vanaf|om|van|start om|begin om)\s(?P<a>{_TIME})(?:\s?uur)?"
    r"(?:\s(?:beginnen|begin je|begin|starten|start|start je|aanvang))?"
    rf"[^.;\d]{{0,20}}?\b(?:om|tot|rond)\s(?P<b>{_TIME})(?:\s?uur)?"
    r"\s(?:klaar|naar huis|vrij|thuis|uit|ben je klaar|zit de dag erop|einde)"
)
WEEK = re.compile(r"\b(?:1\d|2\d|3\d|40)(?:[.,]\d+)?\s?(?:uur|uren|u\b|hours)|\bfte\b")
START = re.compile(
    r"\b(?:start\w*|begin\w*|vertrek\w*|aanvang|vanaf|om|rond|tussen)\s(?:\w+\s){0,3}?"
    r"(?P<h>[0-5])(?:u[0-5]\d\b|(?:[.:][0-5]\d)?\s*(?:uur|u\b|am\b))"
)
END_OF_DAY = re.compile(
    r"\b(?:tot|t/m|uiterlijk|until|till)\s(?:\w+\s){0,2}?(?P<h>1[89]|2[0-4])"
    r"(?:[.:u](?P<m>[0-5]\d)|(?=\s*uur))\s*(?:uur|u\b|h\b)?"
)
NO_CLOCK = re.compile(
    r"\s*(?:per|p/?|/|in de|a|each)\s*(?:week|wk|w\b|dag|dienst|maand|day|shift)|\s*(?:contract|werkweek|week)|\w|"
    r"\s*(?:graden|°|euro|kg|kilo|jaar|%|personen|collega|mensen|maand|dagen|km|"
    r"medewerkers|klanten|stuks|team|people|employees|years|weeks|developers|"
    r"uur per|minuten)"
)
ELSEWHERE = re.compile(
    r"(?:openingstijd|geopend|open van|open:|(?:kantoor|winkel|zaak|receptie|balie) (?:is )?open|bereikbaar|"
    r"telefonisch|bel gratis|\bbel\w* (?:ons|met|naar)|contact|whatsapp|inloop(?!avond)|"
    r"open (?:dag|avond)|informatieavond|rondleiding|sollicit|reageer|opening hours|reach us|winkel is|chat|"
    r"leeftijd|kinderen van|groep \d|jaar)[^;!?]*$"
)
LENGTH = re.compile(
    r"(?:dagen|diensten|ritten|shifts?|werkweek|contract|uren)\s+(?:van|tussen|of)\s+(?:ongeveer |gemiddeld )?$"
)
WINDOW = re.compile(r"(?:tussen|between|flexib\w+|begin\w*|keuze|zolang|open)[^.;]*$")
CHOICE = re.compile(
    r"naar eigen inzicht|in te delen|\bzelf\b|flexib|naar keuze|je eigen tijd|jij bepaalt|in overleg|op je eigen"
)
CUED = re.compile(
    r"(?:\bvan|\btussen|\bfrom|\bbetween|werktijden?:?|\bom|tijden:?|rooster:?|dagdienst|dagploeg|,|\()\s*\(?$"
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
    window: bool = False
    choice: bool = False
    """Are these the hours to choose from?"""

    @property
    def minutes(self) -> int:
        return self.ends - self.begins

    def touches(self, begins: int, ends: int) -> bool:
        """Does the shift share time with the hours between `begins` and `ends`, on this day or the next?"""
        return any(self.begins < ends * HOUR + day and begins * HOUR + day < self.ends for day in (-DAY, 0, DAY))

    @property
    def part(self) -> str:
        """The part of the day that weighs most: night before evening before day (demand-labels rule 10)."""
        if self.choice and self.begins >= 6 * HOUR and self.ends <= 20 * HOUR:
            return "dag"
        return "nacht" if self.touches(22, 30) else "avond" if self.touches(18, 22) else "dag"


def may_hold_clock(text: str, start: int, end: int) -> bool:
    """A quick look before the slow ones."""
    return TELLING.search(text, start, end) is not None


def find_shifts(text: str, start: int, end: int) -> Iterator[Shift]:
    """The clock spans that are working times: no weekly hours, opening hours or telephone hours."""
    for match in SPAN.finditer(text, start, end):
        before = text[max(start, match.start() - 90) : match.start()]
        if NO_CLOCK.match(text, match.end()) or ELSEWHERE.search(before) or not _is_clock(match, before, text):
            continue
        begins, ends = _minutes(match, "a"), _minutes(match, "b")
        if begins > 6 * HOUR and ends <= 6 * HOUR and match["join"] == "tot" and not (match["bm"] or match["bu"]):
            ends += DAY // 2
        window, ends = WINDOW.search(before) is not None, ends if ends > begins else ends + DAY
        choice = CHOICE.search(text, max(start, match.start() - 60), min(end, match.end() + 40)) is not None
        yield Shift(match.start(), match.end(), begins, ends, window, choice)
    for spoken in find_spoken(text, start, end):
        before = text[max(start, spoken.start - 90) : spoken.start + 7]
        if not ELSEWHERE.search(before):
            yield Shift(spoken.start, spoken.end, spoken.begins, spoken.ends, WINDOW.search(before) is not None)
    yield from find_apart(text, start, end)


@lru_cache(maxsize=8)
def list_shifts(text: str, start: int, end: int) -> tuple[Shift, ...]:
    """The same once for all readers of a sentence."""
    return tuple(find_shifts(text, start, end))


def find_apart(text: str, start: int, end: int) -> Iterator[Shift]:
    """A begin and an end with words in between: "om zes uur beginnen, om half drie klaar"."""
    for match in APART.finditer(text, start, end):
        begins, ends = read_moment(match["a"]), read_moment(match["b"])
        if begins is not None and ends is not None:
            later = ends if ends > begins else ends + DAY // 2
            yield Shift(match.start(), match.end(), begins, later if later > begins else later + DAY // 2)


def _minutes(match: re.Match[str], side: str) -> int:
    hour = int(match[f"{side}h"])
    if (match[f"{side}u"] or "").strip() == "pm" and hour < 12:
        hour += 12
    return hour * HOUR + int(match[f"{side}m"] or 0)


def _is_clock(match: re.Match[str], before: str, text: str) -> bool:
    """Minutes make a clock; whole hours need a word before them, or an hour sign behind both."""
    first, second = int(match["ah"]), int(match["bh"])
    if match["am"] or match["bm"]:
        return True
    if LENGTH.search(before) or first == second:
        return False
    by_week = match["bu"] and 5 <= first <= 10 and 12 <= second <= 18 and _tells_week(match, text)
    if by_week or _is_afternoon(match, before):
        return True
    return bool(match["au"] and match["bu"]) or _is_cued(match, before)


def _is_afternoon(match: re.Match[str], before: str) -> bool:
    """Whole hours like "van 9 tot 3" end in the afternoon."""
    within = 7 <= int(match["ah"]) <= 10 and 1 <= int(match["bh"]) <= 6
    return within and match["join"] == "tot" and re.search(r"\bvan\s$", before) is not None


def _is_cued(match: re.Match[str], before: str) -> bool:
    """Do the words before whole hours say that they are a time of the day?"""
    first, second = int(match["ah"]), int(match["bh"])
    cued = CUED.search(before) is not None and (second - first) % 24 <= 14
    by_day = 6 <= first <= 9 and 15 <= second <= 18
    if match["join"] in ("tot", "to", "until", "till"):
        return by_day or (cued and ("van" in before[-6:] or "from" in before[-6:]))
    if match["join"] in ("and", "en") and not (match["bu"] or by_day):
        return False
    return cued and (by_day or re.search(r"(?:van|tussen|from|between|tijden:?|rooster:?)\s*$", before) is not None)


def _tells_week(match: re.Match[str], text: str) -> bool:
    """Does the text name its weekly hours elsewhere? Then "7-16 uur" is a time of the day."""
    return any(not (other.start() < match.end() and match.start() < other.end()) for other in WEEK.finditer(text))


def find_starts(text: str, start: int, end: int) -> Iterator[Span]:
    """Days that begin before six."""
    for match in START.finditer(text, start, end):
        if not ELSEWHERE.search(text[max(start, match.start() - 90) : match.start()]):
            yield Span(match.start(), match.end(), "nacht")


def find_ends(text: str, start: int, end: int) -> Iterator[Span]:
    """Days that end after eighteen hours."""
    for match in END_OF_DAY.finditer(text, start, end):
        late = int(match["h"]) * HOUR + int(match["m"] or 0)
        before = text[max(start, match.start() - 4) : match.start()].rstrip(" u")
        if (
            late > 18 * HOUR
            and not before[-1:].isdigit()
            and not ELSEWHERE.search(text[max(start, match.start() - 90) : match.start()])
        ):
            yield Span(match.start(), match.end(), "nacht" if late > 22 * HOUR else "avond")


def read_night(text: str, start: int, end: int) -> Iterator[Span]:
    """Shifts that touch 22 to 6, and starts before six."""
    yield from (_span(shift, "nacht") for shift in list_shifts(text, start, end) if shift.part == "nacht")
    yield from find_starts(text, start, end)


def read_evening(text: str, start: int, end: int) -> Iterator[Span]:
    """Shifts that touch 18 to 22 and not the night, and ends after eighteen hours."""
    shifts = list_shifts(text, start, end)
    yield from (_span(shift, "avond") for shift in shifts if shift.part == "avond")
    for span in find_ends(text, start, end):
        if not any(shift.start < span.end and span.start < shift.end for shift in shifts):
            yield span


def read_daytime(text: str, start: int, end: int) -> Iterator[Span]:
    """Shifts that stay between 6 and 18, unless another shift in the sentence does not."""
    shifts = list_shifts(text, start, end)
    if all(shift.part == "dag" for shift in shifts):
        yield from (_span(shift, "dag") for shift in shifts)


def read_day_length(text: str, start: int, end: int) -> Iterator[Span]:
    """Shifts of at most 6 or at least 9 hours by the clock (rule 10); a window to choose from is no length."""
    for shift in list_shifts(text, start, end):
        long = 9 * HOUR <= shift.minutes <= 14 * HOUR and not shift.window
        if long or shift.minutes <= 6 * HOUR:
            yield _span(shift, Decimal(shift.minutes) / HOUR)


def _span(shift: Shift, value: Decimal | str) -> Span:
    return Span(shift.start, shift.end, round(value, 2) if isinstance(value, Decimal) else value)


READERS: dict[str, Callable[[str, int, int], Iterator[Span]]] = {
    "night": read_night,
    "evening": read_evening,
    "daytime": read_daytime,
    "day_length": read_day_length,
}
"""What a rule may name as its `reader` instead of phrases."""
