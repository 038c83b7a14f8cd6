"""The course of a case besides its status: grounds, pauses, placements, parties, joint papers and a wage sanction."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Column
from sqlmodel import Field, SQLModel

from dossier.model.course_kind import CaseType, LedBy
from dossier.model.guarded import SealedJson, SealedText


class CaseCourse(SQLModel, table=True):
    """What was agreed about the track as a whole: one row per case."""

    __tablename__ = "case_course"
    id: int | None = Field(default=None, primary_key=True)
    case_id: int = Field(foreign_key="reintegration_case.id", unique=True)
    case_type: str = CaseType.EMPLOYER.value
    led_by: str = LedBy.AGENCY.value
    own_job: str = "OPEN"
    own_job_why: str | None = Field(default=None, sa_type=SealedText)
    other_job: str = "OPEN"
    other_job_why: str | None = Field(default=None, sa_type=SealedText)
    elsewhere: str = "OPEN"
    elsewhere_why: str | None = Field(default=None, sa_type=SealedText)
    early_grounds: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    early_document: str | None = Field(default=None, sa_type=SealedText)
    track_one: str | None = Field(default=None, sa_type=SealedText)
    """How the return to the own employer goes on beside track two (TL-14, seed 40)."""
    goal: str | None = Field(default=None, sa_type=SealedText)
    extended_until: date | None = None
    extension_reason: str | None = Field(default=None, sa_type=SealedText)
    recorded_at: datetime
    recorded_by: int = Field(foreign_key="account.id")


class CasePause(SQLModel, table=True):
    """A time in which the track rests, on a ground that a dated document states (U-27)."""

    __tablename__ = "case_pause"
    id: int | None = Field(default=None, primary_key=True)
    case_id: int = Field(foreign_key="reintegration_case.id", index=True)
    ground: str
    starts_on: date
    ends_on: date | None = None
    """The last day; open while nobody knows."""
    document: str = Field(sa_type=SealedText)
    document_dated: date
    reassessed_on: date | None = None
    recorded_at: datetime
    recorded_by: int = Field(foreign_key="account.id")


class CaseCover(SQLModel, table=True):
    """A colleague who stands in for the coach, from a day until a day (V-17)."""

    __tablename__ = "case_cover"
    id: int | None = Field(default=None, primary_key=True)
    case_id: int = Field(foreign_key="reintegration_case.id", index=True)
    coach_id: int = Field(foreign_key="account.id", index=True)
    """Who stands in, not for whom."""
    from_day: date
    until_day: date
    """The last day, included."""
    ended_at: datetime | None = None
    """When it was ended before its last day."""
    recorded_at: datetime
    recorded_by: int = Field(foreign_key="account.id")


class Placement(SQLModel, table=True):
    """Work at another employer, in one of the forms of rules 3g."""

    id: int | None = Field(default=None, primary_key=True)
    case_id: int = Field(foreign_key="reintegration_case.id", index=True)
    kind: str
    employer: str
    """The hirer where it is a secondment."""
    job_title: str
    starts_on: date
    ends_on: date | None = None
    hours_per_week: float | None = None
    has_wage_value: bool = True
    structural: bool = False
    structural_reason: str | None = Field(default=None, sa_type=SealedText)
    agreed_on: date | None = None
    """When the employee agreed with it (W-03)."""
    informed_on: date | None = None
    """When the employee was told what a new contract does to old rights (P-04, seed 103)."""
    recorded_at: datetime
    recorded_by: int = Field(foreign_key="account.id")


class CaseParty(SQLModel, table=True):
    """Someone around the case without a sign-in of their own (seed 41)."""

    __tablename__ = "case_party"
    id: int | None = Field(default=None, primary_key=True)
    case_id: int = Field(foreign_key="reintegration_case.id", index=True)
    function: str
    name: str = Field(sa_type=SealedText)
    organisation: str | None = Field(default=None, sa_type=SealedText)
    from_day: date | None = None
    until_day: date | None = None
    recorded_at: datetime
    recorded_by: int = Field(foreign_key="account.id")


class JointRecord(SQLModel, table=True):
    """A paper that employer and employee made together, with who signed it and when (TL-05, TL-09)."""

    __tablename__ = "joint_record"
    id: int | None = Field(default=None, primary_key=True)
    case_id: int = Field(foreign_key="reintegration_case.id", index=True)
    kind: str
    held_on: date
    goal: str | None = Field(default=None, sa_type=SealedText)
    actions: str | None = Field(default=None, sa_type=SealedText)
    needs_track_two: bool | None = None
    track_one_prospect: bool | None = None
    signatures: list[dict[str, Any]] = Field(default_factory=list, sa_column=Column(SealedJson, nullable=False))
    """Per signature: role, name, signed_on, on_paper, remark."""
    recorded_at: datetime
    recorded_by: int = Field(foreign_key="account.id")


class WageSanction(SQLModel, table=True):
    """A wage sanction by UWV and the way out of it (TL-25, TL-26)."""

    __tablename__ = "wage_sanction"
    id: int | None = Field(default=None, primary_key=True)
    case_id: int = Field(foreign_key="reintegration_case.id", index=True)
    letter_on: date
    kind: str
    shortening_asked_on: date | None = None
    repair_established_on: date | None = None
    late_days: int = 0
    recorded_at: datetime
    recorded_by: int = Field(foreign_key="account.id")


class SanctionPoint(SQLModel, table=True):
    """One shortcoming that UWV named in its letter, and how it was mended (K-15)."""

    __tablename__ = "sanction_point"
    id: int | None = Field(default=None, primary_key=True)
    case_id: int = Field(foreign_key="reintegration_case.id", index=True)
    shortcoming: str = Field(sa_type=SealedText)
    repaired_on: date | None = None
    repair: str | None = Field(default=None, sa_type=SealedText)
    recorded_at: datetime
    recorded_by: int = Field(foreign_key="account.id")
