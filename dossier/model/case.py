"""The re-integration case: parties, days and where it stands."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Column
from sqlmodel import Field, SQLModel

from dossier.model.guarded import SealedJson, SealedNumber, SealedText


class CaseStatus(StrEnum):
    """Where a case stands (rules 1c); the moves between them are checked in `dossier.rules`."""

    REGISTERED = "REGISTERED"
    INTAKE = "INTAKE"
    PLAN_SIGNED = "PLAN_SIGNED"
    ORIENTATION = "ORIENTATION"
    ACTIVE_SEARCH = "ACTIVE_SEARCH"
    PLACEMENT = "PLACEMENT"
    CLOSED = "CLOSED"


class ReintegrationCase(SQLModel, table=True):
    """One employee, one employer, one waiting period."""

    __tablename__ = "reintegration_case"
    id: int | None = Field(default=None, primary_key=True)
    number: str = Field(unique=True, index=True)
    employee_name: str
    employee_id: int | None = Field(default=None, foreign_key="account.id", index=True)
    coach_id: int | None = Field(default=None, foreign_key="account.id", index=True)
    employer_id: int = Field(foreign_key="organisation.id", index=True)
    job_title: str | None = Field(default=None, sa_type=SealedText)
    first_sick_day: date
    first_year_evaluation: date | None = None
    labour_expert_advice: date | None = None
    track_two_start: date | None = None
    status: str = CaseStatus.REGISTERED.value
    status_since: date | None = None
    ended_on: date | None = None
    end_reason: str | None = None
    end_explanation: str | None = Field(default=None, sa_type=SealedText)
    end_document: str | None = Field(default=None, sa_type=SealedText)
    application_norm: int = 4
    """Applications agreed per 28 days (rule U-18: a yardstick, not law)."""
    weights_reset_at: datetime | None = None
    """Decisions about vacancies before this moment no longer move the weights of the list."""
    created_at: datetime


class PersonProfile(SQLModel, table=True):
    """Who the person is for the labour market; `wishes` is never shown to an employer (matrix row 11)."""

    __tablename__ = "person_profile"
    id: int | None = Field(default=None, primary_key=True)
    case_id: int = Field(foreign_key="reintegration_case.id", unique=True)
    work_history: list[dict[str, Any]] = Field(default_factory=list, sa_column=Column(SealedJson, nullable=False))
    skills: list[str] = Field(default_factory=list, sa_column=Column(SealedJson, nullable=False))
    education: str | None = Field(default=None, sa_type=SealedText)
    licences: list[str] = Field(default_factory=list, sa_column=Column(SealedJson, nullable=False))
    languages: list[str] = Field(default_factory=list, sa_column=Column(SealedJson, nullable=False))
    wishes: str | None = Field(default=None, sa_type=SealedText)
    home_postcode: str | None = Field(default=None, sa_type=SealedText)
    max_travel_minutes: int | None = None
    transport: str | None = None
    desired_hours: float | None = None


class SearchProfile(SQLModel, table=True):
    """One version of the search profile: directions and why they were chosen (rules U-09, 3e)."""

    __tablename__ = "search_profile"
    id: int | None = Field(default=None, primary_key=True)
    case_id: int = Field(foreign_key="reintegration_case.id", index=True)
    version: int
    valid_from: date
    directions: list[str] = Field(default_factory=list, sa_column=Column(SealedJson, nullable=False))
    region: str | None = Field(default=None, sa_type=SealedText)
    hours: str | None = Field(default=None, sa_type=SealedText)
    reason: str = Field(sa_type=SealedText)
    why_dropped: str | None = Field(default=None, sa_type=SealedText)
    """Why directions of the version before are no longer there (3e)."""
    market: list[dict[str, Any]] = Field(
        default_factory=list, sa_column=Column(SealedJson, nullable=False, server_default="[]")
    )
    """What the labour market offered per direction on `market_on`, as the first list for this version counted it."""
    market_on: date | None = None
    signatures: list[dict[str, Any]] = Field(
        default_factory=list, sa_column=Column(SealedJson, nullable=False, server_default="[]")
    )
    """Per signature: role, name, signed_on, on_paper, remark; as of a joint paper."""
    recorded_at: datetime
    recorded_by: int = Field(foreign_key="account.id")


class WageRecord(SQLModel, table=True):
    """The wage before the illness, in integer cents, with who stated it and when."""

    __tablename__ = "wage_record"
    id: int | None = Field(default=None, primary_key=True)
    case_id: int = Field(foreign_key="reintegration_case.id", unique=True)
    amount_cents: int = Field(sa_type=SealedNumber)
    period: str
    hours_per_week: float
    holiday_allowance_included: bool = False
    fixed_extras_year_cents: int | None = Field(default=None, sa_type=SealedNumber)
    threshold_pct: float = 65.0
    source: str = Field(sa_type=SealedText)
    source_date: date


class CapabilityDocument(SQLModel, table=True):
    """An FML, IZP or other capacity document: the most recent one leads. Never its medical part."""

    __tablename__ = "capability_document"
    id: int | None = Field(default=None, primary_key=True)
    case_id: int = Field(foreign_key="reintegration_case.id", index=True)
    kind: str
    instrument: str = "FML"
    generation: str = "current"
    dated: date
    author_function: str
    max_hours_per_week: float | None = Field(default=None, sa_type=SealedNumber)
    labour_expert_conclusion: str | None = Field(default=None, sa_type=SealedText)
    """The outward wording that an employer may read: about work, without items, levels or health."""
    recorded_at: datetime
    recorded_by: int = Field(foreign_key="account.id")


class Limitation(SQLModel, table=True):
    """One deviation recorded by a capability document: instrument and generation stand on the document."""

    id: int | None = Field(default=None, primary_key=True)
    document_id: int = Field(foreign_key="capability_document.id", index=True)
    item: str = Field(sa_type=SealedText)
    level: int = Field(sa_type=SealedNumber)
    note: str | None = Field(default=None, sa_type=SealedText)
