"""Work that somebody asked for and that takes longer than a page may: what, how far, and what came of it."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Column
from sqlmodel import Field, SQLModel

from dossier.model.guarded import SealedJson, SealedText


class TaskKind(StrEnum):
    ADD = "add"
    CRAWL = "crawl"
    RANK = "rank"
    EXPORT = "export"
    IMPORT = "import"


class Outcome(StrEnum):
    """How a task came to its end."""

    DONE = "done"
    REFUSED = "refused"
    """For a reason that whoever asked can read and act on."""
    FAILED = "failed"
    """Its process ended before the work did."""


class Task(SQLModel, table=True):
    """One task; it hangs from its case, so that it goes with it."""

    id: int | None = Field(default=None, primary_key=True)
    kind: str
    case_id: int | None = Field(default=None, foreign_key="reintegration_case.id", index=True)
    asked_by: int = Field(foreign_key="account.id", index=True)
    asked_at: datetime
    arguments: dict[str, Any] = Field(default_factory=dict, sa_column=Column(SealedJson, nullable=False))
    started_at: datetime | None = None
    alive_at: datetime | None = None
    """When its process last said that it is at it; a killed one says nothing any more."""
    progress: str = Field(default="", sa_type=SealedText)
    """The last thing that the process told."""
    ended_at: datetime | None = None
    outcome: str | None = None
    code: str | None = None
    detail: str | None = Field(default=None, sa_type=SealedText)
    result: dict[str, Any] = Field(default_factory=dict, sa_column=Column(SealedJson, nullable=False))
