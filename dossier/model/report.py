"""Reports of a case: the coach's working copy, each version that was settled, and who signed it."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Column, UniqueConstraint
from sqlmodel import Field, SQLModel

from dossier.model.guarded import SealedJson, SealedText


class ReportKind(StrEnum):
    """The reports of rules 3e; which parts each has stands in `dossier/rules/report_kinds.toml`."""

    INTAKE = "intakeverslag"
    TRACK_PLAN = "trajectplan"
    PROGRESS = "voortgangsrapportage"
    FINAL = "eindrapportage"


class ReportDraft(SQLModel, table=True):
    """What the coach is still writing: not evidence, and read by nobody else."""

    __tablename__ = "report_draft"
    __table_args__ = (UniqueConstraint("case_id", "kind", "number"),)
    id: int | None = Field(default=None, primary_key=True)
    case_id: int = Field(foreign_key="reintegration_case.id", index=True)
    kind: str
    number: int
    period_from: date
    period_to: date
    texts: dict[str, str] = Field(default_factory=dict, sa_column=Column(SealedJson, nullable=False))
    """Per part what was typed."""
    revision: int = 1
    """Goes up with every save, so that a second window never overwrites the first unseen."""
    saved_at: datetime
    saved_by: int = Field(foreign_key="account.id")


class Report(SQLModel, table=True):
    """One version of a report as it was settled: never changed, a better one is the next version."""

    __tablename__ = "report"
    __table_args__ = (UniqueConstraint("case_id", "kind", "number", "version"),)
    id: int | None = Field(default=None, primary_key=True)
    case_id: int = Field(foreign_key="reintegration_case.id", index=True)
    kind: str
    number: int
    version: int
    period_from: date
    period_to: date
    sections: list[dict[str, Any]] = Field(default_factory=list, sa_column=Column(SealedJson, nullable=False))
    """Slug, title, text, and whether the employer reads it: kept whole, so that a later table changes no old report."""
    facts: dict[str, Any] = Field(default_factory=dict, sa_column=Column(SealedJson, nullable=False))
    """The counts of the period as the rows gave them on that day; nobody types them."""
    author: str
    content_sha256: str
    """What a signature stands for: kind, number, version, period, parts and counts."""
    recorded_at: datetime
    recorded_by: int = Field(foreign_key="account.id")
    released_at: datetime | None = None


class ReportSignature(SQLModel, table=True):
    """That one person signed, or has seen, one version."""

    __tablename__ = "report_signature"
    __table_args__ = (UniqueConstraint("report_id", "role"),)
    id: int | None = Field(default=None, primary_key=True)
    case_id: int = Field(foreign_key="reintegration_case.id", index=True)
    report_id: int = Field(foreign_key="report.id", index=True)
    role: str
    name: str
    meaning: str
    """What the signature says: signed, or has seen."""
    remark: str | None = Field(default=None, sa_type=SealedText)
    content_sha256: str
    recorded_at: datetime
    recorded_by: int = Field(foreign_key="account.id")


class StatementKind(StrEnum):
    """Words that only one party writes (Regeling procesgang art. 6(1) i, k and l)."""

    OPINION = "oordeel van de werknemer"
    WORKING_RELATION = "kwaliteit van de arbeidsrelatie"
    SUITABLE_WORK = "passend werk bij de eigen werkgever"


class OwnStatement(SQLModel, table=True):
    """What one party says in own words; a later text is a new version and the earlier stays."""

    __tablename__ = "own_statement"
    id: int | None = Field(default=None, primary_key=True)
    case_id: int = Field(foreign_key="reintegration_case.id", index=True)
    kind: str
    report_kind: str | None = None
    """The report that it is about; nothing where it is about the whole re-integration."""
    report_number: int | None = None
    version: int
    text: str = Field(sa_type=SealedText)
    name: str
    recorded_at: datetime
    recorded_by: int = Field(foreign_key="account.id")


class ReferredDocument(SQLModel, table=True):
    """A document of the RIV that is kept elsewhere: only which, of which day and by whom (rules 3b f, g, h, j)."""

    __tablename__ = "referred_document"
    id: int | None = Field(default=None, primary_key=True)
    case_id: int = Field(foreign_key="reintegration_case.id", index=True)
    part: str
    title: str = Field(sa_type=SealedText)
    dated: date
    author_name: str = Field(sa_type=SealedText)
    author_function: str
    signed_by: str | None = Field(default=None, sa_type=SealedText)
    recorded_at: datetime
    recorded_by: int = Field(foreign_key="account.id")


class HouseStyle(SQLModel, table=True):
    """How the reports of one office look, and the texts that it begins with."""

    __tablename__ = "house_style"
    id: int | None = Field(default=None, primary_key=True)
    organisation_id: int = Field(foreign_key="organisation.id", unique=True)
    name: str
    accent: str
    logo_sha256: str | None = None
    logo_media_type: str | None = None
    standard_texts: dict[str, dict[str, str]] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    """Per kind of report, per part."""
    changed_at: datetime
    changed_by: int = Field(foreign_key="account.id")
