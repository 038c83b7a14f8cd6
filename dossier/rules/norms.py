"""What counts as an application, when silence asks for a call, and what an application still lacks (rules 3c)."""

from datetime import date, timedelta
from typing import Protocol

from dossier.rules.parameter import days_on, value_on

FIRST_DAY = date(2012, 1, 1)
"""From this day the yardstick of U-18 and U-21 is known; norms are asked for the day of the application."""


def counts_as_application(way: str, *, contact_person: str | None = None, on: date | None = None) -> bool:
    """Whether applying this way counts (U-21); networking only when it is said with whom (U-22)."""
    day = max(on or FIRST_DAY, FIRST_DAY)
    if way in value_on("norms", "counting_ways", day).value:
        return True
    return way in value_on("norms", "concrete_only_ways", day).value and bool((contact_person or "").strip())


def add_working_days(day: date, working_days: int) -> date:
    """The day that lies this many weekdays later; public holidays count as weekdays, which errs on the early side."""
    while working_days > 0:
        day += timedelta(days=1)
        working_days -= day.weekday() < 5
    return day


def is_unanswered(applied_on: date, *, on: date) -> bool:
    """Ten working days after applying, no answer is a reason to call (U-29)."""
    return on >= add_working_days(applied_on, days_on("norms", "no_answer_working_days", on))


class Applied(Protocol):
    """What the question about silence asks of an application."""

    applied_on: date
    result: str
    follow_up: str | None


def waits_for_answer(applied: Applied, on: date) -> bool:
    """U-29: no answer after ten working days, and nothing was done about it yet."""
    silent = applied.result in {"nog geen antwoord", "ontvangstbevestiging"}
    return silent and not applied.follow_up and is_unanswered(applied.applied_on, on=on)


def missing_for_evidence(*, has_vacancy_text: bool, has_letter: bool, has_sent_proof: bool) -> list[str]:
    """What a row still lacks to be provable: vacancy text, letter, proof of sending (U-23, K-12)."""
    lacking = {"vacaturetekst": not has_vacancy_text, "brief": not has_letter, "verzendbewijs": not has_sent_proof}
    return [name for name, lacks in lacking.items() if lacks]
