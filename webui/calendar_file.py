"""Terms and agreements of cases as an iCalendar file: the number of the case, the name of the term, nobody's name."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time, timedelta

from icalendar import Calendar, Event

from dossier.acts.entry import ROLE_NAMES
from dossier.model.agreement import Agreement
from dossier.model.case import ReintegrationCase
from dossier.model.people import Role
from dossier.rules.terms import EMPLOYEE, Term, TermStatus

PRODUCT = "-//Passend//Termijnen//NL"
REFRESH = timedelta(hours=12)
AGREEMENT = "afspraak"
"""All that a calendar outside this program hears of an agreement (V-18)."""
NOBODY = "-"
"""A term that passes by itself, such as the end of the waiting period."""


def build_calendar(
    cases: Iterable[tuple[ReintegrationCase, list[Term]]],
    role: str,
    on: date,
    agreements: Mapping[int, list[Agreement]] | None = None,
) -> bytes:
    """One event per term and per agreement that is still to be done and is this role's to see (matrix row 24)."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", "Passend: termijnen")
    calendar.add("refresh-interval", REFRESH, parameters={"value": "DURATION"})
    calendar.add("x-published-ttl", "PT12H")
    for case, terms in cases:
        for term, uid in zip(terms, unique_ids(case.number, terms), strict=True):
            if term.status is not TermStatus.DONE and concerns(term, role):
                calendar.add_component(build_event(case.number, term.name, term.due, uid, on))
        for row in (agreements or {}).get(case.id or 0, []):
            if role == Role.COACH or ROLE_NAMES.get(role) == row.owner:
                uid = f"{case.number}.afspraak.{row.id}@passend"
                calendar.add_component(build_event(case.number, AGREEMENT, row.due_on, uid, on))
    return calendar.to_ical()


def unique_ids(number: str, terms: list[Term]) -> list[str]:
    """The same term keeps its id when its day moves, so that a calendar moves it along instead of adding one."""
    rules = [term.rule for term in terms]
    return [f"{number}.{rule}.{rules[: place + 1].count(rule)}@passend" for place, rule in enumerate(rules)]


def concerns(term: Term, role: str) -> bool:
    """Row 24: the employee sees their own tasks; coach and employer see every term."""
    return role != Role.EMPLOYEE or term.who == NOBODY or EMPLOYEE in term.who.split(" en ")


def build_event(number: str, name: str, due: date, uid: str, on: date) -> Event:
    event = Event()
    event.add("uid", uid)
    event.add("dtstamp", datetime.combine(on, time(), UTC))
    event.add("dtstart", due)
    event.add("dtend", due + timedelta(days=1))
    event.add("summary", f"Dossier {number}: {name}")
    event.add("transp", "TRANSPARENT")
    event.add("class", "PRIVATE")
    return event
