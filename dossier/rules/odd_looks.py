"""Which looks in cases stand out, so that somebody asks why (NEN 7513; figures from `parameters/odd_looks.toml`)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import groupby
from zoneinfo import ZoneInfo

from dossier.rules.parameter import days_on, value_on

TABLE = "odd_looks"
HOUR = timedelta(hours=1)
AMSTERDAM = ZoneInfo("Europe/Amsterdam")


class Oddity(StrEnum):
    OTHERS = "others"
    """A coach looked at a case that was not theirs and for which they did not stand in."""
    NIGHT = "night"
    MANY = "many"
    """More cases within an hour than somebody reads."""


@dataclass(frozen=True)
class CaseLook:
    """One look: who opened which case when, and whether it was somebody else's."""

    who: str
    case: str
    at: datetime
    is_of_another: bool = False


@dataclass(frozen=True)
class OddLine:
    """What stood out of one person for one reason."""

    kind: Oddity
    who: str
    looks: int
    first: datetime
    last: datetime
    cases: tuple[str, ...]


def find_odd(looks: Iterable[CaseLook], on: date) -> list[OddLine]:
    """A line per person and reason; nothing for who did nothing that stands out."""
    ordered = sorted(looks, key=lambda look: (look.who, look.at, look.case))
    return [line for who, own in groupby(ordered, lambda look: look.who) for line in _lines_of(who, list(own), on)]


def _lines_of(who: str, looks: list[CaseLook], on: date) -> Iterator[OddLine]:
    night = value_on(TABLE, "night_hours", on).value
    found = {
        Oddity.OTHERS: [look for look in looks if look.is_of_another],
        Oddity.NIGHT: [look for look in looks if _is_between(look.at, night["from"], night["until"])],
        Oddity.MANY: _busiest_hour(looks, days_on(TABLE, "cases_an_hour", on)),
    }
    for kind, odd in found.items():
        if odd:
            cases = tuple(sorted({look.case for look in odd}))
            yield OddLine(kind, who, len(odd), odd[0].at, odd[-1].at, cases)


def _is_between(moment: datetime, since: int, until: int) -> bool:
    """Within a stretch of the clock that goes past midnight."""
    hour = moment.astimezone(AMSTERDAM).hour
    return hour >= since or hour < until


def _busiest_hour(looks: list[CaseLook], most: int) -> list[CaseLook]:
    """The looks of the hour with the most cases, when those are more than so many."""
    busiest: list[CaseLook] = []
    start, count = 0, most
    for end, look in enumerate(looks):
        while look.at - looks[start].at >= HOUR:
            start += 1
        cases = len({one.case for one in looks[start : end + 1]})
        if cases > count:
            busiest, count = looks[start : end + 1], cases
    return busiest
