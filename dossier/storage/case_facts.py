"""Gathers what the dossier check looks at from the rows of one case."""

from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, func, select

from dossier.model.activity import ActivityStatus, ContactRecord
from dossier.model.case import CaseStatus, ReintegrationCase
from dossier.model.course import Placement, SanctionPoint
from dossier.model.evidence import LogEntry
from dossier.model.job_application import JobApplication
from dossier.model.report import ReportKind
from dossier.rules.case_facts import AppliedFact, CaseFacts, PlacementFact, ProfileFact
from dossier.rules.norms import counts_as_application
from dossier.storage.activities import list_activities, list_contacts
from dossier.storage.applications import list_applications, proofs_by_application
from dossier.storage.case_terms import end_of_duties, end_of_waiting, terms_on
from dossier.storage.course import course_of, gaps_of, list_rows, pauses_of, sanction_of
from dossier.storage.phases import phases_of
from dossier.storage.profiles import documents_of, search_profiles_of
from dossier.storage.reports import list_reports

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
REPORTING = frozenset({ReportKind.PROGRESS.value, ReportKind.FINAL.value})
EMPLOYER_MARK = "(werkgever)"
"""How the log names the function of an employer (U-14)."""


def facts_of(session: Session, case: ReintegrationCase, *, on: date) -> CaseFacts:
    """The case as the check sees it on a day: nothing that was dated after it."""
    assert case.id is not None
    contacts = [one for one in list_contacts(session, case.id) if one.occurred_on <= on]
    applications = [one for one in list_applications(session, case.id) if one.applied_on <= on]
    activities = [
        one.occurred_on
        for one in list_activities(session, case.id)
        if one.occurred_on <= on and one.status != ActivityStatus.CANCELLED
    ]
    documents = [one.dated for one in documents_of(session, case.id) if one.dated <= on]
    start = next(term for term in terms_on(session, case, on) if term.rule == "TL-11")
    started = case.track_two_start
    ended = case.ended_on or max(activities, default=on)
    return CaseFacts(
        on=on,
        first_sick_day=case.first_sick_day,
        latest_start=start.due,
        waiting_period_end=end_of_waiting(session, case),
        track_two_start=started if started is not None and started <= on else None,
        ended_on=ended if case.status == CaseStatus.CLOSED and ended <= on else None,
        application_norm=case.application_norm,
        applications=_applied(session, case.id, applications),
        profiles=tuple(
            ProfileFact(one.valid_from, frozenset(direction.casefold() for direction in one.directions))
            for one in reversed(search_profiles_of(session, case.id))
            if one.valid_from <= on
        ),
        last_document=max(documents, default=None),
        active_days=tuple(
            sorted({*activities, *(one.occurred_on for one in contacts), *(one.applied_on for one in applications)})
        ),
        last_employer_day=max(
            (day for day in (_last_look(session, case.id, on), _last_talk(contacts)) if day is not None), default=None
        ),
        last_report=_last_report(session, case.id, on),
        **_course(session, case, on),
    )


def _last_report(session: Session, case_id: int, on: date) -> date | None:
    """Until which day a report was settled by that day: a draft is no report."""
    settled = (row for row in list_reports(session, case_id) if row.kind in REPORTING)
    return max((row.period_to for row in settled if row.recorded_at.astimezone(AMSTERDAM).date() <= on), default=None)


def _course(session: Session, case: ReintegrationCase, on: date) -> dict[str, Any]:
    """Pauses, placements, grounds, the end and a wage sanction, as they stood on that day."""
    assert case.id is not None
    course, sanction = course_of(session, case.id), sanction_of(session, case.id)
    gaps, leave = gaps_of(session, case.id)
    points = list_rows(session, SanctionPoint, case.id)
    return {
        "phases": tuple(one for one in phases_of(session, case.id) if one.since <= on),
        "pauses": tuple(one for one in pauses_of(session, case.id) if one.starts_on <= on),
        "placements": tuple(
            PlacementFact(
                row.kind, row.starts_on, row.ends_on, row.has_wage_value, informed=row.informed_on is not None
            )
            for row in list_rows(session, Placement, case.id)
            if row.starts_on <= on
        ),
        "early_grounds": () if course is None else tuple(course.early_grounds),
        "not_counted": (*gaps, *leave),
        "end_reason": case.end_reason,
        "end_proven": bool(case.end_explanation and case.end_document),
        "duties_end": end_of_duties(session, case),
        "sanction_from": None if sanction is None else sanction.letter_on,
        "open_points": sum(one.repaired_on is None or one.repaired_on > on for one in points),
    }


def _applied(session: Session, case_id: int, rows: list[JobApplication]) -> tuple[AppliedFact, ...]:
    proofs = proofs_by_application(session, case_id)
    return tuple(
        AppliedFact(
            serial=row.serial,
            applied_on=row.applied_on,
            inside_profile=bool(row.search_direction),
            exceeds_limitations=row.fits_limitations == "nee",
            has_remark=bool(row.coach_remark),
            by_coach=row.performed_by == "coach",
            has_vacancy=row.vacancy_id is not None or row.snapshot_id is not None,
            has_proof=bool(proofs.get(row.id or 0)),
        )
        for row in rows
        if counts_as_application(row.way, contact_person=row.contact_person, on=row.applied_on)
    )


def _last_look(session: Session, case_id: int, on: date) -> date | None:
    """The day of the last entry that an employer made by then: looking is logged too (matrix row 29)."""
    night = datetime.combine(on + timedelta(days=1), time(), AMSTERDAM)
    query = select(func.max(LogEntry.recorded_at)).where(
        LogEntry.case_id == case_id, col(LogEntry.actor).endswith(EMPLOYER_MARK), col(LogEntry.recorded_at) < night
    )
    moment = session.exec(query).one()
    return None if moment is None else moment.astimezone(AMSTERDAM).date()


def _last_talk(contacts: list[ContactRecord]) -> date | None:
    return max((one.occurred_on for one in contacts if "werkgever" in one.with_whom.casefold()), default=None)
