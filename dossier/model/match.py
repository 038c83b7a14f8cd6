"""What the matcher found for a case, and what people decided about it."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Column, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from dossier.model.guarded import SealedJson, SealedText


class Match(SQLModel, table=True):
    """The place of one vacancy in one case's list, with verdicts and reasons as computed on one day."""

    __table_args__ = (
        UniqueConstraint("case_id", "vacancy_id"),
        Index("ix_match_case_id_rank", "case_id", "rank"),
        Index("ix_match_case_id_by_day", "case_id", "by_day"),
        Index("ix_match_case_id_by_place", "case_id", "by_place"),
    )
    id: int | None = Field(default=None, primary_key=True)
    case_id: int = Field(foreign_key="reintegration_case.id")
    vacancy_id: str = Field(foreign_key="vacancy.id", index=True)
    rank: int
    by_day: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    """Its place when the list stands by the day of posting, the last day first, and from A to Z by where the work is:
    as the vacancies were when the list was made."""
    by_place: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    score: float
    wage_verdict: str
    hours_verdict: str
    travel_verdict: str
    limitation_verdict: str
    detail: dict[str, Any] = Field(default_factory=dict, sa_column=Column(SealedJson, nullable=False))
    """`verdicts` (as `passend judge`), `reasons` and `copies` (as `passend rank`)."""
    floor: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    """What comes before the score: 0 stands above 1, and 1 above 2."""
    found: dict[str, Any] | None = Field(default=None, sa_column=Column(SealedJson))
    """`values` in the order of the features (null where nothing can be said), `ratio` of the old wage as text, and
    `made_of`: the hash of all that it was weighed by, but its place. By the same hash it would be weighed the same."""
    rule_version: str
    model_version: str
    computed_on: date


class CaseRanking(SQLModel, table=True):
    """How the list of a case was made: the weights and why, what is missing, and what the stock offers."""

    __tablename__ = "case_ranking"
    id: int | None = Field(default=None, primary_key=True)
    case_id: int = Field(foreign_key="reintegration_case.id", unique=True)
    total: int
    phase: str
    weights: list[dict[str, Any]] = Field(default_factory=list, sa_column=Column(SealedJson, nullable=False))
    missing: list[str] = Field(default_factory=list, sa_column=Column(SealedJson, nullable=False))
    directions: list[dict[str, Any]] = Field(default_factory=list, sa_column=Column(SealedJson, nullable=False))
    suggestions: list[dict[str, Any]] = Field(default_factory=list, sa_column=Column(SealedJson, nullable=False))
    kinds: list[list[Any]] | None = Field(default=None, sa_column=Column(JSON(none_as_null=True)))
    """Wage, hours, travel and limitation verdict, and how many of the list have these."""
    closed_until: datetime | None = None
    """The last closing that was known when the list was made: what closed later is still in it."""
    made_of: str | None = Field(default=None, sa_type=SealedText)
    """The hash of all that the list was made of: the same hash would give the same list."""
    rule_version: str
    model_version: str
    computed_on: date


class ShortlistState(StrEnum):
    """The columns of the shortlist board, in order; then what is no column."""

    NEW = "nieuw"
    LOOK = "bekijken"
    APPLY = "solliciteren"
    APPLIED = "gesolliciteerd"
    INTERVIEW = "gesprek"
    RESULT = "uitkomst"
    DISMISSED = "niet geschikt"
    WITHDRAWN = "teruggenomen"
    """A first decision that was taken back: the vacancy counts as undecided again, and the log keeps both."""


class ShortlistEntry(SQLModel, table=True):
    """A vacancy that coach or employee decided about; a dismissal carries its neutral reason code (U-30)."""

    __tablename__ = "shortlist_entry"
    __table_args__ = (UniqueConstraint("case_id", "vacancy_id"),)
    id: int | None = Field(default=None, primary_key=True)
    case_id: int = Field(foreign_key="reintegration_case.id", index=True)
    vacancy_id: str = Field(foreign_key="vacancy.id")
    state: str
    reason_code: str | None = None
    note: str | None = Field(default=None, sa_type=SealedText)
    decided_by: int = Field(foreign_key="account.id")
    decided_at: datetime
