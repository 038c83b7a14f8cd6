"""Gathers what a report is drafted from: the rows of one period, counted as the application overview counts them."""

from collections import Counter
from dataclasses import asdict
from datetime import date, timedelta
from typing import Any

from sqlmodel import Session

from dossier.evidence.canonical import to_public
from dossier.evidence.edition import SearchVersion
from dossier.evidence.gathering import row_values, search_versions
from dossier.evidence.totals import PeriodTotal, count_applications, cut_period
from dossier.model.activity import Activity, ActivityStatus, ContactRecord
from dossier.model.case import CapabilityDocument, PersonProfile, ReintegrationCase
from dossier.model.course_kind import PauseGround
from dossier.rules.application_norm import Agreed, agreed_between
from dossier.rules.parameter import days_on
from dossier.rules.pauses import GROUND_NAMES, PauseFact
from dossier.rules.report_facts import (
    ActivityFact,
    AgreementFact,
    Counts,
    Gap,
    PersonFacts,
    ProfileChange,
    ReportFacts,
    TalkFact,
    quiet_spans,
)
from dossier.rules.terms import waiting_period_end
from dossier.rules.wording import write_date
from dossier.storage.accounts import get_organisation, list_accounts
from dossier.storage.activities import list_activities, list_contacts
from dossier.storage.agreements import list_agreements
from dossier.storage.applications import list_applications
from dossier.storage.course import pauses_of
from dossier.storage.phases import suspended_days
from dossier.storage.profiles import documents_of, profile_of, standing_of


def gather_facts(session: Session, case: ReintegrationCase, period: tuple[date, date]) -> ReportFacts:
    """One case over one period."""
    assert case.id is not None
    first, last = period
    names = {account.id: account.name for account in list_accounts(session)}
    rows = [row_values(row) for row in list_applications(session, case.id, period=period)]
    versions = search_versions(session, case.id, until=last, names=names)
    activities = list_activities(session, case.id, period=period)
    talks = list_contacts(session, case.id, period=period)
    documents = documents_of(session, case.id)
    total, per_four_weeks = count_spans(session, case, rows, versions, period)
    return ReportFacts(
        first=first,
        last=last,
        person=_person(session, case, documents, names),
        total=total,
        per_four_weeks=per_four_weeks,
        activities=tuple(_activity(row) for row in activities),
        planned=tuple(_activity(row) for row in list_activities(session, case.id) if _lies_ahead(row, last)),
        talks=tuple(_talk(row) for row in talks),
        agreements=tuple(
            AgreementFact(row.owner, row.what, row.due_on, row.state, row.settled_on, row.settled_why or "")
            for row in list_agreements(session, case.id, period=period)
        ),
        profile=_change(versions[-1]) if versions else None,
        profile_changes=tuple(_change(version) for version in versions if version.valid_from >= first),
        new_documents=tuple(_name(one) for one in reversed(documents) if first <= one.dated <= last),
        gaps=describe_gaps(session, case, rows, period),
        results=tuple(Counter(row["result"] for row in rows).most_common()),
    )


def count_spans(
    session: Session,
    case: ReintegrationCase,
    rows: list[dict[str, Any]],
    versions: list[SearchVersion],
    period: tuple[date, date],
) -> tuple[Counts, tuple[Counts, ...]]:
    """The sum of a period, and of each four weeks in it with what was agreed for those days (U-18)."""
    first, last = period
    norm, suspended = case.application_norm, suspended_days(session, case)
    spans = (
        count_applications(rows, versions, begin, end, agreed_between(norm, suspended, begin, end) if whole else None)
        for begin, end, whole in cut_period(first, last, case.track_two_start)
    )
    total = count_applications(rows, versions, first, last, Agreed(norm))
    return _counts(total), tuple(_counts(one) for one in spans)


def describe_gaps(
    session: Session, case: ReintegrationCase, rows: list[dict[str, Any]], period: tuple[date, date]
) -> tuple[Gap, ...]:
    """The days in a row without an activity, a conversation or one of these applications."""
    assert case.id is not None
    activities = list_activities(session, case.id, period=period)
    talks = list_contacts(session, case.id, period=period)
    return tuple(Gap(*span, reason=_reason(session, case.id, span)) for span in _quiet(rows, activities, talks, period))


def kept_facts(facts: ReportFacts) -> dict[str, Any]:
    """The counts that stay with a report: numbers and days alone, so that the employer may read them all."""
    kept: dict[str, Any] = to_public(
        {
            "total": asdict(facts.total),
            "per_four_weeks": [asdict(one) for one in facts.per_four_weeks],
            "activities": len(facts.activities),
            "activities_done": sum(one.status == ActivityStatus.DONE for one in facts.activities),
            "conversations": len(facts.talks),
            "profile_versions": len(facts.profile_changes),
            "quiet_days": [[one.first, one.last, one.days] for one in facts.gaps],
        }
    )
    return kept


def _person(
    session: Session, case: ReintegrationCase, documents: list[CapabilityDocument], names: dict[int | None, str]
) -> PersonFacts:
    assert case.id is not None
    profile = profile_of(session, case.id) or PersonProfile(case_id=case.id)
    return PersonFacts(
        employee=case.employee_name,
        employer=get_organisation(session, case.employer_id).name,
        coach=names.get(case.coach_id, ""),
        job_title=case.job_title or "",
        first_sick_day=case.first_sick_day,
        track_two_start=case.track_two_start,
        waiting_period_end=waiting_period_end(case.first_sick_day),
        work=tuple(_job(job) for job in profile.work_history),
        education=profile.education or "",
        skills=tuple(profile.skills),
        languages=tuple(profile.languages),
        licences=tuple(profile.licences),
        wishes=profile.wishes or "",
        circumstances=_circumstances(profile),
        labour_expert=standing_of(session, case.id).conclusion or "",
        documents=tuple(_name(one) for one in reversed(documents)),
    )


def _job(job: dict[str, Any]) -> str:
    years = job.get("years")
    return f"{job['title']} ({years:g} jaar)" if isinstance(years, int | float) else str(job["title"])


def _circumstances(profile: PersonProfile) -> tuple[str, ...]:
    known = (
        f"vervoer: {profile.transport}" if profile.transport else "",
        f"hoogstens {profile.max_travel_minutes} minuten reizen" if profile.max_travel_minutes else "",
        f"gewenst: {profile.desired_hours:g} uur per week" if profile.desired_hours else "",
    )
    return tuple(one for one in known if one)


def _name(document: CapabilityDocument) -> str:
    return f"{document.kind} van {write_date(document.dated)}, {document.author_function}"


def _counts(total: PeriodTotal) -> Counts:
    return Counts(**asdict(total))


def _activity(row: Activity) -> ActivityFact:
    return ActivityFact(row.occurred_on, row.until, row.title, row.kind, row.status, row.goal or "", row.result or "")


def _lies_ahead(row: Activity, last: date) -> bool:
    return row.status in {ActivityStatus.PLANNED, ActivityStatus.RUNNING} and (row.until or row.occurred_on) > last


def _talk(row: ContactRecord) -> TalkFact:
    return TalkFact(
        day=row.occurred_on,
        way=row.way,
        with_whom=row.with_whom,
        agreements=row.agreements or "",
        employer_agreements=row.employer_agreements or "",
        next_step=row.next_step or "",
    )


def _change(version: SearchVersion) -> ProfileChange:
    return ProfileChange(
        version=version.version,
        valid_from=version.valid_from,
        directions=tuple(version.directions),
        added=tuple(version.added),
        dropped=tuple(version.dropped),
        region=version.region,
        hours=version.hours,
        reason=version.reason,
    )


def _reason(session: Session, case_id: int, span: tuple[date, date]) -> str:
    """The ground of a pause that covers the whole stretch (U-27): neutral words that the employer may read."""
    ground = next((PauseGround(one.ground) for one in pauses_of(session, case_id) if _covers(one, span)), None)
    if ground is None:
        return ""
    return "pauze, verlof" if ground is PauseGround.PREGNANCY_LEAVE else f"pauze, {GROUND_NAMES[ground]}"


def _covers(pause: PauseFact, span: tuple[date, date]) -> bool:
    return pause.covers(span[0]) and pause.covers(span[1])


def _quiet(
    rows: list[dict[str, Any]], activities: list[Activity], talks: list[ContactRecord], period: tuple[date, date]
) -> list[tuple[date, date]]:
    """An activity that runs from one day to another fills the days between."""
    first, last = period
    active = {row["applied_on"] for row in rows} | {talk.occurred_on for talk in talks}
    for row in activities:
        if row.status != ActivityStatus.CANCELLED:
            begin, end = max(row.occurred_on, first), min(row.until or row.occurred_on, last)
            active |= {begin + timedelta(days=number) for number in range((end - begin).days + 1)}
    return quiet_spans(active, first, last, at_least=days_on("norms", "quiet_days_amber", last))
