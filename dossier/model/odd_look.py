"""What stood out among the looks of a week, told to the administrator of an office."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Column
from sqlmodel import Field, SQLModel

from dossier.model.guarded import SealedJson


class OddLookReport(SQLModel, table=True):
    """One week of one office; each line says who, when, why and which numbers of cases, and never what stood there."""

    __tablename__ = "odd_look_report"
    id: int | None = Field(default=None, primary_key=True)
    organisation_id: int | None = Field(default=None, foreign_key="organisation.id", index=True)
    """The office of the coaches of those cases; empty for cases that no coach has."""
    monday: date
    made_at: datetime
    lines: list[dict[str, Any]] = Field(default_factory=list, sa_column=Column(SealedJson, nullable=False))
