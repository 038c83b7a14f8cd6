"""Tells the administrator of each office once a week which looks in cases stood out: who, when, why, which numbers."""

from collections import defaultdict
from datetime import date, datetime, time, timedelta
from typing import Any

from pydantic import BaseModel
from sqlmodel import Session

from dossier.acts.entry import AMSTERDAM, ROLE_NAMES, actor_name, dutch_day
from dossier.evidence.kind import EntryKind
from dossier.model.evidence import LogEntry
from dossier.model.people import Role
from dossier.rules.odd_looks import TABLE, CaseLook, OddLine, find_odd
from dossier.rules.parameter import days_on
from dossier.storage.database import Database
from dossier.storage.odd_looks import (
    WatchedCase,
    entries_between,
    forget_reports,
    is_reported,
    keep_report,
    last_entries,
    names_of_programs,
    watched_case,
)

WEEK = timedelta(days=7)
OF_A_COACH = f" ({ROLE_NAMES[Role.COACH.value]})"


class LooksReport(BaseModel):
    """Of which week, for how many offices, and how much stood out."""

    monday: date
    offices: int = 0
    lines: int = 0


def report_looks(database: Database, *, now: datetime) -> LooksReport:
    """The week before this one, once; what is older than it may be kept goes."""
    today = dutch_day(now)
    monday = today - timedelta(days=today.weekday()) - WEEK
    report = LooksReport(monday=monday)
    with database.session() as session:
        forget_reports(session, today - timedelta(days=days_on(TABLE, "kept_days", today)))
        if is_reported(session, monday):
            return report
        for office, looks in looks_of_week(session, monday).items():
            lines = find_odd(looks, monday)
            keep_report(session, office, monday, map(line_of, lines), now=now)
            report.offices, report.lines = report.offices + 1, report.lines + len(lines)
    return report


def looks_of_week(session: Session, monday: date) -> dict[int | None, list[CaseLook]]:
    """By the office of the coach of the case."""
    since, until = (datetime.combine(day, time(), AMSTERDAM) for day in (monday, monday + WEEK))
    handed_over = last_entries(session, EntryKind.HANDED_OVER.value, since)
    programs, cases = names_of_programs(session), dict[int, WatchedCase]()
    found: dict[int | None, list[CaseLook]] = defaultdict(list)
    for entry in entries_between(session, EntryKind.VIEWED.value, since, until):
        case = cases.get(entry.case_id) or cases.setdefault(entry.case_id, watched_case(session, entry.case_id))
        is_old = entry.case_id in handed_over and entry.recorded_at <= handed_over[entry.case_id]
        odd = not is_old and is_of_another(entry, case, programs)
        found[case.office].append(CaseLook(entry.actor, case.number, entry.recorded_at, odd))
    return found


def is_of_another(entry: LogEntry, case: WatchedCase, programs: set[str]) -> bool:
    """A coach who was not the coach of this case, did not stand in that day, and is no program of the office."""
    if not entry.actor.endswith(OF_A_COACH) or (case.coach and entry.actor == actor_name(case.coach)):
        return False
    name, day = entry.actor.removesuffix(OF_A_COACH), dutch_day(entry.recorded_at)
    stood_in = any(name == who and since <= day <= until for who, since, until in case.covers)
    return not stood_in and name not in programs


def line_of(line: OddLine) -> dict[str, Any]:
    return {
        "kind": line.kind.value,
        "who": line.who,
        "looks": line.looks,
        "first": line.first.isoformat(),
        "last": line.last.isoformat(),
        "cases": list(line.cases),
    }
