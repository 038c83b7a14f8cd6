"""The course of a case as rows: pauses, placements, parties, joint papers and a wage sanction."""

from collections.abc import Sequence
from datetime import date
from typing import TypeVar

from sqlmodel import Session, SQLModel, col, select

from dossier.errors import NotFoundError
from dossier.model.case import ReintegrationCase
from dossier.model.course import CaseCourse, CasePause, JointRecord, Placement, WageSanction
from dossier.model.course_kind import JointKind, LedBy, PauseGround
from dossier.model.people import Account, Role
from dossier.model.report import Report, ReportKind, ReportSignature
from dossier.rules.pauses import PauseFact, days_not_counted
from dossier.rules.waiting_period import Days

Row = TypeVar("Row", bound=SQLModel)
BOTH = frozenset({Role.EMPLOYEE.value, Role.EMPLOYER.value})


def course_of(session: Session, case_id: int) -> CaseCourse | None:
    return session.exec(select(CaseCourse).where(CaseCourse.case_id == case_id)).one_or_none()


def owner_of(session: Session, case: ReintegrationCase) -> Role:
    """Who keeps the file and writes its reports: without a coach the employer, or the employee where agreed (U-05)."""
    if case.coach_id is not None:
        return Role.COACH
    assert case.id is not None
    course = course_of(session, case.id)
    return Role.EMPLOYEE if course is not None and course.led_by == LedBy.EMPLOYEE else Role.EMPLOYER


def list_rows(session: Session, kind: type[Row], case_id: int) -> Sequence[Row]:
    """Every row of this kind of one case, in the order in which they were recorded."""
    table = kind.__table__  # type: ignore[attr-defined]
    return session.exec(select(kind).where(table.c.case_id == case_id).order_by(table.c.id)).all()


def get_row(session: Session, kind: type[Row], case_id: int, row_id: int) -> Row:
    """One row of one case: a number of another case is not found here."""
    row = session.get(kind, row_id)
    if row is None or getattr(row, "case_id", None) != case_id:
        raise NotFoundError("Dit is niet gevonden in dit dossier.")
    return row


def save_row(session: Session, row: Row) -> Row:
    session.add(row)
    session.flush()
    return row


def pauses_of(session: Session, case_id: int, *, without: int | None = None) -> tuple[PauseFact, ...]:
    """The pauses of a case, oldest first; `without` leaves out the one that is being changed."""
    query = select(CasePause).where(CasePause.case_id == case_id).order_by(col(CasePause.starts_on), col(CasePause.id))
    return tuple(
        PauseFact(row.ground, row.starts_on, row.ends_on, row.reassessed_on, row.document_dated)
        for row in session.exec(query)
        if row.id != without
    )


def gaps_of(session: Session, case_id: int) -> tuple[tuple[Days, ...], tuple[Days, ...]]:
    """Interruptions under four weeks, and leave: what moves the waiting period (TL-02, TL-03)."""
    pauses = pauses_of(session, case_id)
    return days_not_counted(pauses, PauseGround.INTERRUPTION), days_not_counted(pauses, PauseGround.PREGNANCY_LEAVE)


def placements_on(session: Session, case_id: int, day: date) -> list[Placement]:
    return [
        row
        for row in list_rows(session, Placement, case_id)
        if row.starts_on <= day and (row.ends_on is None or day <= row.ends_on)
    ]


def sanction_of(session: Session, case_id: int) -> WageSanction | None:
    return next(reversed(list_rows(session, WageSanction, case_id)), None)


def has_signed_plan(session: Session, case_id: int) -> bool:
    """Is there a plan that both employer and employee signed: a joint plan, or a settled track plan (TL-05, U-11)?"""
    for row in list_rows(session, JointRecord, case_id):
        signed = {one["role"] for one in row.signatures}
        if row.kind == JointKind.ACTION_PLAN and signed >= BOTH:
            return True
    query = (
        select(ReportSignature.report_id, ReportSignature.role)
        .join(Report)
        .where(Report.case_id == case_id, Report.kind == ReportKind.TRACK_PLAN.value)
    )
    roles: dict[int, set[str]] = {}
    for report_id, role in session.exec(query):
        roles.setdefault(report_id, set()).add(role)
    return any(signed >= BOTH for signed in roles.values())


def find_coach(session: Session, email: str) -> Account | None:
    """An active coach with this address; any other account is none."""
    query = select(Account).where(Account.email == email.strip().lower(), Account.role == Role.COACH.value)
    account = session.exec(query).one_or_none()
    return account if account is not None and account.active else None


def first_evaluation(session: Session, case: ReintegrationCase) -> date | None:
    """The day of the first-year evaluation: from its paper, else as it was entered with the case."""
    assert case.id is not None
    held = [row.held_on for row in list_rows(session, JointRecord, case.id) if row.kind == JointKind.FIRST_YEAR]
    return min(held, default=case.first_year_evaluation)
