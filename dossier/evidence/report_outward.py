"""What a report is drafted from where the employer writes it: only what the matrix lets the employer read (U-05)."""

from collections import Counter
from dataclasses import replace
from datetime import date

from sqlmodel import Session

from dossier.evidence.gathering import row_values, search_versions
from dossier.evidence.report_gathering import count_spans, describe_gaps, gather_facts
from dossier.model.agreement import AgreementOwner
from dossier.model.case import ReintegrationCase
from dossier.model.people import Role
from dossier.rules.guarded_field import withhold
from dossier.rules.report_facts import ActivityFact, PersonFacts, ProfileChange, ReportFacts, TalkFact
from dossier.storage.applications import list_applications


def facts_for(session: Session, case: ReintegrationCase, period: tuple[date, date], *, role: str) -> ReportFacts:
    """Everything for who keeps the whole file; for the employer what the employer reads already."""
    facts = gather_facts(session, case, period)
    return _outward(session, case, facts) if role == Role.EMPLOYER else facts


def _outward(session: Session, case: ReintegrationCase, facts: ReportFacts) -> ReportFacts:
    """Counts of released applications alone (row 17), and no word of rows 6, 7, 10, 11, 12 and 19."""
    assert case.id is not None
    period = (facts.first, facts.last)
    released = list_applications(session, case.id, released_only=True, period=period)
    rows = [row_values(row) for row in released]
    versions = search_versions(session, case.id, until=facts.last, names={}, whole=False)
    total, per_four_weeks = count_spans(session, case, rows, versions, period)
    return ReportFacts(
        first=facts.first,
        last=facts.last,
        person=_person(facts.person),
        total=total,
        per_four_weeks=per_four_weeks,
        activities=tuple(_activity(one) for one in facts.activities),
        planned=tuple(_activity(one) for one in facts.planned),
        talks=tuple(_talk(one) for one in facts.talks),
        agreements=tuple(
            replace(one, what=withhold(one.what), why=withhold(one.why))
            for one in facts.agreements
            if one.owner == AgreementOwner.EMPLOYER
        ),
        profile=None if facts.profile is None else _change(facts.profile),
        profile_changes=tuple(_change(one) for one in facts.profile_changes),
        new_documents=(),
        gaps=describe_gaps(session, case, rows, period),
        results=tuple(Counter(row["result"] for row in rows).most_common()),
    )


def _person(person: PersonFacts) -> PersonFacts:
    """Names and days; work and schooling are read as they stand in a released cv (row 10)."""
    return PersonFacts(
        employee=person.employee,
        employer=person.employer,
        coach=person.coach,
        job_title=person.job_title,
        first_sick_day=person.first_sick_day,
        track_two_start=person.track_two_start,
        waiting_period_end=person.waiting_period_end,
        labour_expert=withhold(person.labour_expert) if person.labour_expert else "",
    )


def _activity(one: ActivityFact) -> ActivityFact:
    return replace(one, title=withhold(one.title), goal="", result="")


def _talk(one: TalkFact) -> TalkFact:
    said = withhold(one.employer_agreements) if one.employer_agreements else ""
    return TalkFact(day=one.day, way=one.way, with_whom="", agreements="", employer_agreements=said, next_step="")


def _change(one: ProfileChange) -> ProfileChange:
    return replace(one, reason=withhold(one.reason))
