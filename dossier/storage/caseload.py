"""What asks a coach's attention across all cases at once: one query per signal, whatever the number of people."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import NamedTuple, TypeVar

from sqlmodel import Session, col, func, select

from dossier.model.activity import Activity, ContactRecord
from dossier.model.demand import Verdict
from dossier.model.job_application import ApplicationResult, JobApplication, Proof
from dossier.model.match import Match, ShortlistEntry, ShortlistState
from dossier.model.report import Report, ReportKind
from dossier.model.vacancy import Vacancy, VacancyState
from dossier.storage.shortlists import STANDS

Row = TypeVar("Row")
FITTING = (Verdict.WITHIN.value, Verdict.PROBABLY_WITHIN.value, Verdict.UNKNOWN.value)
REPORTING = (ReportKind.PROGRESS.value, ReportKind.FINAL.value)
UNANSWERED = (ApplicationResult.NO_ANSWER.value, ApplicationResult.CONFIRMATION.value)
WAITING_STATES = (ShortlistState.NEW.value, ShortlistState.LOOK.value, ShortlistState.APPLY.value)


class NewMatches(NamedTuple):
    """How many new vacancies a list has among its best, and when the newest of them was first seen."""

    case_id: int
    times: int
    newest: datetime


def newest_matches(session: Session, case_ids: Collection[int], *, since: datetime, best: int) -> list[NewMatches]:
    """Undecided open vacancies among the best of each list that were first seen since then.

    Which are open and new is looked at here: asked along, SQLite begins with every open vacancy there is.
    """
    decided = select(ShortlistEntry.id).where(
        ShortlistEntry.case_id == Match.case_id, ShortlistEntry.vacancy_id == Match.vacancy_id, STANDS
    )
    query = (
        select(Match.case_id, Vacancy.state, Vacancy.first_seen)
        .join(Vacancy, col(Vacancy.id) == Match.vacancy_id)
        .where(
            col(Match.case_id).in_(case_ids),
            Match.rank <= best,
            col(Match.limitation_verdict).in_(FITTING),
            ~decided.exists(),
        )
    )
    rows = session.exec(query)
    found = _by_case((case_id, seen) for case_id, state, seen in rows if state == VacancyState.OPEN and seen >= since)
    return [NewMatches(case_id, len(seen), max(seen)) for case_id, seen in sorted(found.items())]


def last_entry_days(session: Session, case_ids: Collection[int]) -> dict[int, date]:
    """The last day on which anything was logged for each case: an activity, a conversation or an application."""
    latest: dict[int, date] = {}
    for owner, day in (
        (Activity.case_id, Activity.occurred_on),
        (ContactRecord.case_id, ContactRecord.occurred_on),
        (JobApplication.case_id, JobApplication.applied_on),
    ):
        query = select(owner, func.max(day)).where(col(owner).in_(case_ids)).group_by(col(owner))
        for case_id, last in session.exec(query):
            latest[case_id] = max(last, latest.get(case_id, last))
    return latest


def applications_without_proof(session: Session, case_ids: Collection[int]) -> dict[int, list[JobApplication]]:
    proven = select(Proof.id).where(Proof.application_id == JobApplication.id)
    query = (
        select(JobApplication)
        .where(col(JobApplication.case_id).in_(case_ids), ~proven.exists())
        .order_by(col(JobApplication.applied_on))
    )
    return _by_case((row.case_id, row) for row in session.exec(query))


def applications_without_answer(session: Session, case_ids: Collection[int]) -> dict[int, list[JobApplication]]:
    """What got no answer and no follow-up yet, oldest first; since when that asks for a call is a rule (U-29)."""
    query = (
        select(JobApplication)
        .where(
            col(JobApplication.case_id).in_(case_ids),
            col(JobApplication.result).in_(UNANSWERED),
            col(JobApplication.follow_up).is_(None),
        )
        .order_by(col(JobApplication.applied_on))
    )
    return _by_case((row.case_id, row) for row in session.exec(query))


def gone_from_shortlist(session: Session, case_ids: Collection[int]) -> dict[int, list[Vacancy]]:
    """Vacancies that people still meant to act on and that are no longer open."""
    query = (
        select(ShortlistEntry.case_id, Vacancy)
        .join(Vacancy, col(Vacancy.id) == ShortlistEntry.vacancy_id)
        .where(
            col(ShortlistEntry.case_id).in_(case_ids),
            col(ShortlistEntry.state).in_(WAITING_STATES),
            Vacancy.state != VacancyState.OPEN.value,
        )
        .order_by(col(Vacancy.title))
    )
    return _by_case(session.exec(query).all())


def last_report_days(session: Session, case_ids: Collection[int]) -> dict[int, date]:
    """Until which day the last settled progress or final report of each case is."""
    query = (
        select(Report.case_id, func.max(Report.period_to))
        .where(col(Report.case_id).in_(case_ids), col(Report.kind).in_(REPORTING))
        .group_by(col(Report.case_id))
    )
    return dict(session.exec(query).all())


def _by_case(pairs: Iterable[tuple[int, Row]]) -> dict[int, list[Row]]:
    grouped: defaultdict[int, list[Row]] = defaultdict(list)
    for case_id, row in pairs:
        grouped[case_id].append(row)
    return dict(grouped)
