"""Versions of a CV or a letter, with what the coach said of each, and the plain templates of an office (seed 79)."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from dossier.model.guarded import SealedText


class CareerKind(StrEnum):
    CV = "cv"
    LETTER = "brief"


class CareerDocument(SQLModel, table=True):
    """One version of one document; earlier versions stay as they were."""

    __tablename__ = "career_document"
    __table_args__ = (UniqueConstraint("case_id", "kind", "title", "version"),)
    id: int | None = Field(default=None, primary_key=True)
    case_id: int = Field(foreign_key="reintegration_case.id", index=True)
    kind: str
    title: str
    version: int
    body: str = Field(sa_type=SealedText)
    recorded_at: datetime
    recorded_by: int = Field(foreign_key="account.id")


class DocumentComment(SQLModel, table=True):
    """What the coach or the employee said of one version."""

    __tablename__ = "document_comment"
    id: int | None = Field(default=None, primary_key=True)
    case_id: int = Field(foreign_key="reintegration_case.id", index=True)
    document_id: int = Field(foreign_key="career_document.id", index=True)
    comment: str = Field(sa_type=SealedText)
    recorded_at: datetime
    recorded_by: int = Field(foreign_key="account.id")


class LetterTemplate(SQLModel, table=True):
    """A plain letter or CV of an office, to begin from."""

    __tablename__ = "letter_template"
    __table_args__ = (UniqueConstraint("organisation_id", "kind", "title"),)
    id: int | None = Field(default=None, primary_key=True)
    organisation_id: int = Field(foreign_key="organisation.id", index=True)
    kind: str
    title: str
    body: str
    saved_at: datetime
    saved_by: int = Field(foreign_key="account.id")
