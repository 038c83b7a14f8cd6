"""Who signs in, and for which organisation."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import false
from sqlmodel import Field, SQLModel

from dossier.model.guarded import SealedText


class Role(StrEnum):
    EMPLOYEE = "employee"
    COACH = "coach"
    EMPLOYER = "employer"
    ADMIN = "admin"


class Organisation(SQLModel, table=True):
    """An employer or a re-integration agency."""

    id: int | None = Field(default=None, primary_key=True)
    name: str
    kind: str
    """employer or agency."""
    shares_feedback: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    """Chosen by the office: decisions of one case also move the weights of its other cases."""


class Account(SQLModel, table=True):
    """One person who can sign in, with exactly one role."""

    id: int | None = Field(default=None, primary_key=True)
    email: str = Field(unique=True, index=True)
    name: str
    password: str
    """The hash, never the password."""
    role: str
    organisation_id: int | None = Field(default=None, foreign_key="organisation.id")
    active: bool = True
    fs_uniquifier: str = Field(unique=True, max_length=64)
    created_at: datetime
    tf_primary_method: str | None = None
    tf_totp_secret: str | None = Field(default=None, sa_type=SealedText)
    second_step_counter: int | None = None
    """The half minute of the last code that was accepted: a code is good for one time."""
    weekly_digest: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    """Chosen by its owner: an e-mail a week with numbers and a link."""
    digest_sent_on: date | None = None
    tour_done_on: date | None = None
    """When its owner finished or skipped the tour of the pages."""


class CalendarFeed(SQLModel, table=True):
    """The secret address at which someone's own calendar reads their terms; only the hash of the secret is kept."""

    __tablename__ = "calendar_feed"
    id: int | None = Field(default=None, primary_key=True)
    account_id: int = Field(foreign_key="account.id", unique=True)
    secret_sha256: str = Field(unique=True, index=True, max_length=64)
    made_at: datetime
