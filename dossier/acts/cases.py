"""Opening a case, and changing its days and its people."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from pydantic import Field
from sqlmodel import Session

from dossier.acts.entry import LONGEST_DAYS, Input, dutch_day, read_input, record_entry, row_content
from dossier.errors import InvalidInputError
from dossier.evidence.kind import EntryKind
from dossier.evidence.signing import Signer
from dossier.model.case import ReintegrationCase
from dossier.model.people import Account
from dossier.storage.cases import create_case

CASE_FIELDS = (
    "number",
    "employee_name",
    "employee_id",
    "coach_id",
    "employer_id",
    "job_title",
    "first_sick_day",
    "first_year_evaluation",
    "labour_expert_advice",
    "track_two_start",
    "status",
    "status_since",
    "ended_on",
    "end_reason",
    "end_explanation",
    "end_document",
    "application_norm",
    "weights_reset_at",
)


class CaseIn(Input):
    """A new case: the parties and the first sick day."""

    number: str = Field(min_length=1, max_length=40, pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$")
    employee_name: str = Field(min_length=1, max_length=200)
    employer_id: int
    employee_id: int | None = None
    coach_id: int | None = None
    job_title: str | None = Field(default=None, max_length=200)
    first_sick_day: date
    first_year_evaluation: date | None = None
    labour_expert_advice: date | None = None
    track_two_start: date | None = None
    application_norm: int = Field(default=4, ge=0, le=100)


class CaseChange(Input):
    """What may change on a running case; its status moves by `move_case` and its coach by `hand_over`."""

    employee_id: int | None = None
    job_title: str | None = Field(default=None, max_length=200)
    first_year_evaluation: date | None = None
    labour_expert_advice: date | None = None
    track_two_start: date | None = None
    application_norm: int | None = Field(default=None, ge=0, le=100)


def open_case(
    session: Session, values: CaseIn | Mapping[str, Any], *, actor: Account | str, now: datetime, signer: Signer
) -> ReintegrationCase:
    """A new case and the first link of its chain."""
    given = read_input(CaseIn, values)
    fields = given.model_dump()
    check_days(fields, now, planned=True)
    case = create_case(session, now=now, **fields)
    record_entry(
        session, case, EntryKind.CASE_OPENED, row_content(case, CASE_FIELDS), actor=actor, now=now, signer=signer
    )
    return case


def change_case(
    session: Session,
    case: ReintegrationCase,
    values: CaseChange | Mapping[str, Any],
    *,
    actor: Account | str,
    now: datetime,
    signer: Signer,
) -> ReintegrationCase:
    """Change some fields; the entry keeps the new values and the earlier entry the old ones."""
    given = read_input(CaseChange, values)
    changed = given.model_dump(exclude_unset=True)
    if not changed:
        raise InvalidInputError("case", "", "minstens één veld om te wijzigen")
    check_days(case.model_dump() | changed, now, planned=False)
    for name, value in changed.items():
        setattr(case, name, value)
    session.add(case)
    session.flush()
    record_entry(session, case, EntryKind.CASE_CHANGED, row_content(case, changed), actor=actor, now=now, signer=signer)
    return case


FIRST_LAW = date(2004, 1, 1)
"""Before this day the waiting period was another one, and no term of this program holds."""


def check_first_day(field: str, day: date, now: datetime) -> None:
    """Where the terms of a case begin, or what they rest on, lies behind us and under this law."""
    if not FIRST_LAW <= day <= dutch_day(now):
        raise InvalidInputError(field, day.isoformat(), f"van {FIRST_LAW} tot en met {dutch_day(now)}")


def check_days(fields: Mapping[str, Any], now: datetime, *, planned: bool) -> None:
    """The first sick day lies behind us, and so does what took place; what is `planned` lies within a case's years."""
    first, today = fields["first_sick_day"], dutch_day(now)
    check_first_day("first_sick_day", first, now)
    latest = first + timedelta(days=LONGEST_DAYS)
    happened = latest if planned else today
    bounds = {"first_year_evaluation": happened, "labour_expert_advice": happened, "track_two_start": latest}
    for name, last in bounds.items():
        day = fields[name]
        if day is not None and not first <= day <= last:
            allowed = f"een dag vanaf de eerste ziektedag ({first}) tot en met {last}"
            raise InvalidInputError(name, day.isoformat(), allowed)
