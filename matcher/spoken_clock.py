"""Clock times in words: "van half acht tot kwart voor vier"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

HOURS = ("een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf")
SHIFTED = {"half": -30, "kwart over": 15, "kwart voor": -15, "tien over": 10, "tien voor": -10, "": 0}
_TIME = rf"(?P<{{0}}m>half|kwart (?:over|voor)|tien (?:over|voor))?\s*(?P<{{0}}h>{'|'.join(HOURS)})(?: uur)?"
SPOKEN = re.compile(
    rf"\b(?:van|tussen)\s+(?:\w+\s)??{_TIME.format('a')}(?:\s+(?P<asaid>'s \w+))?"
    rf"\s+(?:tot|en|tot en met)\s+(?:uiterlijk |ongeveer )?{_TIME.format('b')}(?:\s+(?P<bsaid>'s \w+|in de \w+))?"
    r"(?=\s*(?:[.,;:!?)\n]|$|uur|(?:en|of|op|in|met|maar|van|dus|is|bent|werk\w*|zit|sta)\b))"
)
LATE = re.compile(r"avond|'s nachts|middag")
DIGITS = re.compile(r"(\d{1,2})(?:[.:](\d\d))?")
NOON = 12 * 60


@dataclass(frozen=True)
class SpokenShift:
    """A span of the day in words, in minutes after midnight."""

    start: int
    end: int
    begins: int
    ends: int


def find_spoken(text: str, start: int, end: int) -> Iterator[SpokenShift]:
    """Spans of working hours in words; a start before six is taken for the afternoon."""
    for match in SPOKEN.finditer(text, start, end):
        begins, ends = _minutes(match, "a"), _minutes(match, "b")
        late = LATE.search(f"{match['asaid'] or ''} {match['bsaid'] or ''}") is not None
        if begins < 6 * 60 or (late and begins < NOON and not match["bsaid"]):
            begins += NOON
        if ends <= begins % NOON or late or begins >= NOON:
            ends += NOON
        yield SpokenShift(match.start(), match.end(), begins, ends if ends > begins else ends + NOON)


def _minutes(match: re.Match[str], side: str) -> int:
    return (HOURS.index(match[f"{side}h"]) + 1) * 60 + SHIFTED[match[f"{side}m"] or ""]


def read_moment(words: str) -> int | None:
    """One moment of the day, in words or digits, in minutes after midnight; None where it is none."""
    if (digits := DIGITS.fullmatch(words)) is not None:
        hour, minute = int(digits[1]), int(digits[2] or 0)
        return hour * 60 + minute if hour <= 24 else None
    shift, _, hour_word = words.rpartition(" ")
    return (HOURS.index(hour_word) + 1) * 60 + SHIFTED[shift] if hour_word in HOURS and shift in SHIFTED else None
