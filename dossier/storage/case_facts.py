"""Gathers what the dossier check looks at from the rows of one case."""

from datetime import date

from sqlmodel import Session, col, func, select

from dossier.model.activity import ActivityStatus, ContactRecord
from dossier.model.case import CaseStatus, ReintegrationCase
from dossier.model.evidence import LogEntry
from dossier.model.job_application import JobApplication
from dossier.rules.case_facts import AppliedFact, CaseFacts, ProfileFact
from dossier.rules.norms import counts_as_application
from dossier.rules.terms import list_terms, waiting_period_end
from dossier.storage.activities import list_activities, list_contacts
from dossier.storage.applications import list_applications, proofs_by_application
from dossier.storage.profiles import documents_of, search_profiles_of

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
    start = next(
        term
        for term in list_terms(
            case.first_sick_day, evaluation=case.first_year_evaluation, ad_advice=case.labour_expert_advice, on=on
        )
        if term.rule == "TL-11"
    )
    return CaseFacts(
        on=on,
        first_sick_day=case.first_sick_day,
        latest_start=start.due,
        waiting_period_end=waiting_period_end(case.first_sick_day),
        track_two_start=case.track_two_start,
        ended_on=max(activities, default=on) if case.status == CaseStatus.CLOSED else None,
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
            (day for day in (_last_look(session, case.id), _last_talk(contacts)) if day is not None), default=None
        ),
    )


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


def _last_look(session: Session, case_id: int) -> date | None:
    """The day of the last entry that an employer made: looking is logged too (matrix row 29)."""
    query = select(func.max(LogEntry.recorded_at)).where(
        LogEntry.case_id == case_id, col(LogEntry.actor).endswith(EMPLOYER_MARK)
    )
    moment = session.exec(query).one()
    return None if moment is None else moment.date()


def _last_talk(contacts: list[ContactRecord]) -> date | None:
    return max((one.occurred_on for one in contacts if "werkgever" in one.with_whom.casefold()), default=None)
