"""A key with which another program reads and writes for one office, and what it already sent."""

from datetime import date, datetime

from sqlalchemy import JSON, Column, UniqueConstraint
from sqlmodel import Field, SQLModel


class ApiToken(SQLModel, table=True):
    """One connection of one office; only the hash of its secret is kept, and it reads nothing before a second person
    of that office has agreed (rules 5c row 30).
    """

    __tablename__ = "api_token"
    id: int | None = Field(default=None, primary_key=True)
    organisation_id: int = Field(foreign_key="organisation.id", index=True)
    account_id: int = Field(foreign_key="account.id", unique=True)
    """Under which name rows and log entries of this connection stand: an account without any right to sign in."""
    role: str
    """With whose eyes it reads: coach (of the whole office) or employer."""
    name: str
    scopes: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    secret_sha256: str = Field(unique=True, index=True, max_length=64)
    made_at: datetime
    made_by: int = Field(foreign_key="account.id")
    confirmed_at: datetime | None = None
    confirmed_by: int | None = Field(default=None, foreign_key="account.id")
    ends_on: date
    """The last day on which it works."""
    last_used_at: datetime | None = None
    revoked_at: datetime | None = None
    revoked_by: int | None = Field(default=None, foreign_key="account.id")


class ApiReceipt(SQLModel, table=True):
    """What was written under a key of the other program, so that a retry makes no double."""

    __tablename__ = "api_receipt"
    __table_args__ = (UniqueConstraint("token_id", "key"),)
    id: int | None = Field(default=None, primary_key=True)
    token_id: int = Field(foreign_key="api_token.id", index=True)
    case_id: int = Field(foreign_key="reintegration_case.id", index=True)
    key: str = Field(max_length=200)
    request_sha256: str = Field(max_length=64)
    serial: int
    kept_at: datetime
