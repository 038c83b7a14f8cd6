"""Taking a case away: who asked and who did it, and what forbids it for now."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import JSON, Column
from sqlmodel import Field, SQLModel

ERASED = "gewist"
"""Stands where a name stood."""


class ErasureGround(StrEnum):
    """Why a case may go; no words of anybody's own, for the administrator reads them too."""

    RETENTION = "bewaartermijn voorbij"
    REQUEST = "verzoek van de werknemer (AVG artikel 17)"
    UNFOUNDED = "ten onrechte aangelegd"


class RecordGround(StrEnum):
    """Why one piece of a case may go; no words of anybody's own here either."""

    HEALTH = "gaat over gezondheid of privé"
    MISTAKE = "bij vergissing vastgelegd of onjuist"
    REQUEST = "verzoek van de werknemer (AVG artikel 17)"


class HoldGround(StrEnum):
    """Why a case must stay (V-11, V-12)."""

    OBJECTION = "bezwaar of beroep"
    SANCTION = "loonsanctie loopt"
    DISPUTE = "geschil of klacht"
    SUPERVISION = "vraag van een toezichthouder"
    AGREEMENT = "blijvende afspraken"


class LegalHold(SQLModel, table=True):
    """No erasure before this day, or until somebody lifts it."""

    __tablename__ = "legal_hold"
    id: int | None = Field(default=None, primary_key=True)
    case_id: int = Field(foreign_key="reintegration_case.id", index=True)
    ground: str
    until: date
    placed_at: datetime
    placed_by: int = Field(foreign_key="account.id")
    lifted_at: datetime | None = None
    lifted_by: int | None = Field(default=None, foreign_key="account.id")


class Erasure(SQLModel, table=True):
    """Asked by one person, done by another; `files` are still to be removed from the disk.

    With a `record` it is about that one row, else about the whole case.
    """

    __tablename__ = "erasure"
    id: int | None = Field(default=None, primary_key=True)
    case_id: int = Field(foreign_key="reintegration_case.id", index=True)
    ground: str
    asked_at: datetime
    asked_by: int = Field(foreign_key="account.id")
    withdrawn_at: datetime | None = None
    done_at: datetime | None = None
    done_by: int | None = Field(default=None, foreign_key="account.id")
    record: str | None = None
    record_id: int | None = None
    files: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False, server_default="[]"))
