"""Activities and conversations of a case: what was planned, what was done, what was agreed."""

from datetime import date, datetime
from enum import StrEnum

from sqlmodel import Field, SQLModel

from dossier.model.guarded import SealedText


class ActivityStatus(StrEnum):
    PLANNED = "gepland"
    RUNNING = "loopt"
    DONE = "klaar"
    CANCELLED = "vervallen"


class Activity(SQLModel, table=True):
    """One line of the plan and what came of it (rules 3e)."""

    id: int | None = Field(default=None, primary_key=True)
    case_id: int = Field(foreign_key="reintegration_case.id", index=True)
    kind: str
    title: str = Field(sa_type=SealedText)
    goal: str | None = Field(default=None, sa_type=SealedText)
    occurred_on: date
    until: date | None = None
    due_on: date | None = None
    """An assignment is to be done by this day (seed 13)."""
    search_direction: str | None = Field(default=None, sa_type=SealedText)
    """The direction of the search profile that a training serves (seed 62)."""
    provider: str | None = Field(default=None, sa_type=SealedText)
    status: str = ActivityStatus.DONE.value
    result: str | None = Field(default=None, sa_type=SealedText)
    cost_cents: int | None = None
    recorded_at: datetime
    recorded_by: int = Field(foreign_key="account.id")


class ContactRecord(SQLModel, table=True):
    """A conversation in three fields; the employer reads date, kind and agreements about the employer only (row 19)."""

    __tablename__ = "contact_record"
    id: int | None = Field(default=None, primary_key=True)
    case_id: int = Field(foreign_key="reintegration_case.id", index=True)
    occurred_on: date
    way: str
    with_whom: str = Field(sa_type=SealedText)
    facts: str | None = Field(default=None, sa_type=SealedText)
    agreements: str | None = Field(default=None, sa_type=SealedText)
    employer_agreements: str | None = Field(default=None, sa_type=SealedText)
    next_step: str | None = Field(default=None, sa_type=SealedText)
    recorded_at: datetime
    recorded_by: int = Field(foreign_key="account.id")
