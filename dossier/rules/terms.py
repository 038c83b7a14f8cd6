"""The calendar of a case: what is due when, by whom and on what ground, from the first sick day (rules 1)."""

import calendar
import tomllib
from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Literal

from pydantic import BaseModel, ConfigDict

from dossier.errors import InvalidInputError

WAITING_DAYS = 728
"""104 weeks (TL-01, Wet WIA art. 23(1)): the length of the waiting period itself."""
LONGEST_GAP_DAYS = 27
"""An interruption of four weeks or more starts a new case (TL-02, Wet WIA art. 23(3))."""
SOON_DAYS = 14
Period = tuple[date, date]
"""First and last day, both included."""


class Term(BaseModel):
    """One line of the calendar; `status` is gedaan, te laat, binnenkort, open or voorbij (for what UWV does)."""

    rule: str
    name: str
    due: date
    window_from: date | None = None
    who: str
    status: str
    source: str


class TermRow(BaseModel):
    """One row of `parameters/calendar.toml`."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    rule: str
    name: str
    anchor: Literal["F", "E"]
    days: int
    from_days: int | None = None
    event: str | None = None
    event_days: int | None = None
    event_months: int | None = None
    only_after_event: bool = False
    anchor_is_latest: bool = False
    """The event may bring the day forward, never put it off beyond the anchor."""
    not_after: str | None = None
    done_by: str | None = None
    who: str
    source: str


@cache
def term_rows() -> tuple[TermRow, ...]:
    text = (files("dossier.rules") / "parameters" / "calendar.toml").read_text(encoding="utf-8")
    return tuple(TermRow.model_validate(row) for row in tomllib.loads(text)["term"])


def list_terms(
    first_sick_day: date,
    *,
    on: date,
    gaps: Sequence[Period] = (),
    leave: Sequence[Period] = (),
    problem_analysis: date | None = None,
    evaluation: date | None = None,
    ad_advice: date | None = None,
    capacity: date | None = None,
) -> list[Term]:
    """Every term of §1 that follows from these days, by due day.

    Refuses an interruption of four weeks or more: that is a new case (TL-02).
    """
    events = {
        "problem_analysis": problem_analysis,
        "evaluation": evaluation,
        "ad_advice": ad_advice,
        "capacity": capacity,
    }
    check_days(first_sick_day, gaps, leave, events)
    pauses = sorted([*gaps, *leave])
    due: dict[str, date] = {}
    for row in term_rows():
        day = due_day(row, first_sick_day, pauses, events)
        if day is not None:
            due[row.rule] = day
    for row in term_rows():
        if row.not_after and row.rule in due:
            due[row.rule] = min(due[row.rule], due[row.not_after])
    terms = [
        write_term(row, due[row.rule], first_sick_day, pauses, events, on) for row in term_rows() if row.rule in due
    ]
    return sorted(terms, key=lambda term: (term.due, term.rule))


def due_day(row: TermRow, first: date, pauses: Sequence[Period], events: dict[str, date | None]) -> date | None:
    """The day of a row: from its event when that is known, else from its anchor; None when it only follows an event."""
    event = events.get(row.event) if row.event else None
    if event is not None:
        from_event = event + timedelta(days=row.event_days or 0)
        if row.event_months:
            from_event = add_months(event, row.event_months)
        return min(from_event, count_from(row, row.days, first, pauses)) if row.anchor_is_latest else from_event
    return None if row.only_after_event else count_from(row, row.days, first, pauses)


def write_term(
    row: TermRow, due: date, first: date, pauses: Sequence[Period], events: dict[str, date | None], on: date
) -> Term:
    window = None if row.from_days is None else count_from(row, row.from_days, first, pauses)
    return Term(
        rule=row.rule,
        name=row.name,
        due=due,
        window_from=window,
        who=row.who,
        status=status_of(row, due, events, on),
        source=row.source,
    )


def status_of(row: TermRow, due: date, events: dict[str, date | None], on: date) -> str:
    """Where a term stands; a late procedure is a fact to mend or explain, not a verdict (TL-06)."""
    done = events.get(row.done_by) if row.done_by else None
    if done is not None and done <= on:
        return "gedaan"
    if due < on:
        return "voorbij" if row.who == "UWV" or row.rule == "TL-24" else "te laat"
    return "binnenkort" if due <= on + timedelta(days=SOON_DAYS) else "open"


def count_from(row: TermRow, days: int, first: date, pauses: Sequence[Period]) -> date:
    """A day counted from the first sick day in sick days, or from the first day after the waiting period."""
    if row.anchor == "E":
        return sick_day(first, WAITING_DAYS, pauses) + timedelta(days=days)
    return sick_day(first, days, pauses)


def sick_day(first: date, number: int, pauses: Sequence[Period]) -> date:
    """The day that lies `number` sick days after the first; days of recovery and leave do not count (TL-02, TL-03)."""
    day = first + timedelta(days=number)
    for begin, end in sorted(pauses):
        if begin <= day:
            day += end - begin + timedelta(days=1)
    return day


def waiting_period_end(first_sick_day: date, *, gaps: Sequence[Period] = (), leave: Sequence[Period] = ()) -> date:
    """E, the first day after the waiting period of 104 weeks (TL-01, Wet WIA art. 23)."""
    check_days(first_sick_day, gaps, leave, {})
    return sick_day(first_sick_day, WAITING_DAYS, [*gaps, *leave])


def week_number(first_sick_day: date, on: date) -> int:
    """Week n is the seven days that end at F + 7n - 1; the first sick day lies in week 1."""
    return (on - first_sick_day).days // 7 + 1


def add_months(day: date, months: int) -> date:
    """The same day some months later; the last day of a month that is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def check_days(first: date, gaps: Sequence[Period], leave: Sequence[Period], events: dict[str, date | None]) -> None:
    for name, periods in (("gap", gaps), ("leave", leave)):
        for begin, end in periods:
            if end < begin or begin < first:
                raise InvalidInputError(name, f"{begin}..{end}", f"een periode na {first}, begin voor eind")
    for begin, end in gaps:
        if (end - begin).days + 1 > LONGEST_GAP_DAYS:
            raise InvalidInputError(
                "gap", f"{begin}..{end}", "minder dan vier weken; langer hersteld is een nieuwe eerste ziektedag"
            )
    pauses = sorted([*gaps, *leave])
    for (_, end), (begin, _) in pairwise(pauses):
        if begin <= end:
            raise InvalidInputError("gap/leave", begin, f"perioden die elkaar niet overlappen, dus na {end}")
    for name, day in events.items():
        if day is not None and day < first:
            raise InvalidInputError(name, day, f"een dag vanaf {first}")
