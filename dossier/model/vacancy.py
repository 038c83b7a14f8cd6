"""A vacancy as kept, and what was fetched to prove it."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Column, Index, Text, UniqueConstraint, text
from sqlmodel import Field, SQLModel


class VacancyState(StrEnum):
    OPEN = "OPEN"
    GONE = "GONE"
    EXPIRED = "EXPIRED"


class Closing(StrEnum):
    """How a vacancy was found closed: what its address answered, its own words, its day, or that it was missed."""

    STATUS = "STATUS"
    REDIRECTED = "REDIRECTED"
    SAID = "SAID"
    VALID_THROUGH = "VALID_THROUGH"
    ABSENT = "ABSENT"


GONE = text("gone_at IS NOT NULL")


class Vacancy(SQLModel, table=True):
    """The kept vacancy; `copy_of` points at the leading posting of the same job elsewhere."""

    __table_args__ = (
        Index("ix_vacancy_state_source", "state", "source"),
        Index("ix_vacancy_gone_at", "gone_at", sqlite_where=GONE, postgresql_where=GONE),
    )
    id: str = Field(primary_key=True, max_length=16)
    source: str = Field(index=True)
    identifier: str | None = None
    url: str | None = None
    apply_url: str | None = None
    title: str
    employer: str | None = None
    description: str = Field(default="", sa_column=Column(Text, nullable=False))
    place: str | None = None
    postcode: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    hours_min: float | None = None
    hours_max: float | None = None
    salary_text: str | None = None
    salary: dict[str, Any] | None = Field(default=None, sa_column=Column(JSON))
    education: str | None = None
    employment_type: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    licences: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False, server_default="[]"))
    date_posted: date | None = None
    valid_through: date | None = None
    contact: dict[str, Any] | None = Field(default=None, sa_column=Column(JSON))
    language: str | None = None
    reader: str | None = None
    industry: str | None = None
    country: str | None = None
    warnings: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    readings: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False, server_default="{}"))
    """Per field the words that it was read from, and how."""
    state: str = Field(default=VacancyState.OPEN.value)
    text_sha256: str = ""
    version: int = 1
    first_seen: datetime
    last_seen: datetime
    gone_at: datetime | None = None
    """When it was found closed; of an open one, when it was first missed: a doubt."""
    closed_by: str | None = None
    """How it was found closed or missed: a value of `Closing`."""
    copy_of: str | None = Field(default=None, foreign_key="vacancy.id", index=True)
    occupation: str | None = None
    """The ISCO-08 unit group that a coach gave; empty where the title speaks for itself."""


class VacancyReading(SQLModel, table=True):
    """What was read from the words of a vacancy: reading costs more than weighing it for a person does."""

    __tablename__ = "vacancy_reading"
    vacancy_id: str = Field(foreign_key="vacancy.id", primary_key=True, max_length=16)
    made_of: str = Field(max_length=64)
    """The hash of the words and of the rules that read them: another hash is another reading."""
    demands: list[dict[str, Any]] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    asked: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))


class Snapshot(SQLModel, table=True):
    """One fetched page: `length` bytes from `offset` in a WARC file, with the sha256 of those bytes.

    The slice holds the request and the response record, each a gzip member of its own, so the
    slice alone is a valid `.warc.gz`. `body_sha256` is the hash of the page as read (decoded body).
    """

    id: int | None = Field(default=None, primary_key=True)
    url: str = Field(index=True)
    fetched_at: datetime
    status: int
    media_type: str | None = None
    warc: str
    """Path of the WARC file below the snapshot folder."""
    offset: int
    length: int
    sha256: str
    body_sha256: str


class VacancySnapshot(SQLModel, table=True):
    """Which fetched page shows which version of which vacancy."""

    __tablename__ = "vacancy_snapshot"
    __table_args__ = (UniqueConstraint("vacancy_id", "version", "snapshot_id"),)
    id: int | None = Field(default=None, primary_key=True)
    vacancy_id: str = Field(foreign_key="vacancy.id", index=True)
    version: int
    snapshot_id: int = Field(foreign_key="snapshot.id")


class VisitedPage(SQLModel, table=True):
    """A page as last fetched with the marks of its server, so that an unchanged page costs one 304 next time."""

    __tablename__ = "visited_page"
    __table_args__ = (UniqueConstraint("source", "url"),)
    id: int | None = Field(default=None, primary_key=True)
    source: str = Field(index=True)
    url: str
    etag: str | None = None
    last_modified: str | None = None
    fetched_at: datetime
    warc: str
    offset: int
    length: int
    sha256: str


class CrawlRun(SQLModel, table=True):
    """What one run of one source did; the record that keeps a broken source from going unnoticed."""

    __tablename__ = "crawl_run"
    id: int | None = Field(default=None, primary_key=True)
    source: str = Field(index=True)
    kind: str = "board"
    """employer, agency or board: whose posting leads when several are of one job."""
    state: str = "running"
    """running, ok or broken."""
    reason: str | None = None
    started: datetime
    ended: datetime | None = None
    requests: int = 0
    statuses: dict[str, int] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    new: int = 0
    changed: int = 0
    same: int = 0
    gone: int = 0
    refused: dict[str, int] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    robots: str | None = None


class CrawlRefusal(SQLModel, table=True):
    """One page or address that was not taken in, with its code and why."""

    __tablename__ = "crawl_refusal"
    id: int | None = Field(default=None, primary_key=True)
    run_id: int = Field(foreign_key="crawl_run.id", index=True)
    url: str
    code: str
    detail: str = ""
