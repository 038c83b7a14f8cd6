"""The append-only evidence log: one hash chain per case, each entry signed."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Column, UniqueConstraint
from sqlmodel import Field, SQLModel

from dossier.model.guarded import SealedJson, SealedText


class LogEntry(SQLModel, table=True):
    """One link of the chain; it holds the salted hash of its content, so content may be erased and the chain stays."""

    __tablename__ = "evidence_entry"
    __table_args__ = (UniqueConstraint("case_id", "seq"),)
    id: int | None = Field(default=None, primary_key=True)
    case_id: int = Field(foreign_key="reintegration_case.id", index=True)
    seq: int
    occurred_on: date
    recorded_at: datetime
    actor: str
    kind: str
    content_sha256: str
    key: str
    """The public key that the signature is checked with, in hex; its fingerprint must be known from elsewhere."""
    prev: str
    hash: str
    signature: str
    header_sha256: str | None = None
    """Set when day, actor and kind were erased: what the chain needs of them."""


class LogContent(SQLModel, table=True):
    """What an entry says, kept apart from the chain with the salt of its hash."""

    __tablename__ = "evidence_content"
    entry_id: int = Field(primary_key=True, foreign_key="evidence_entry.id")
    salt: str = Field(sa_type=SealedText)
    content: dict[str, Any] = Field(default_factory=dict, sa_column=Column(SealedJson, nullable=False))


class Export(SQLModel, table=True):
    """A bundle that was made: for whom, over which period, with which head of the chain."""

    __tablename__ = "evidence_export"
    id: int | None = Field(default=None, primary_key=True)
    case_id: int = Field(foreign_key="reintegration_case.id", index=True)
    receiver: str
    period_from: date
    period_to: date
    made_at: datetime
    made_by: str
    filename: str
    sha256: str
    head: str
    released_at: datetime | None = None
