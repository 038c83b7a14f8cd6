"""What an employer answered about the work of a vacancy, and what a person judged with a reason."""

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from pydantic import BaseModel, ConfigDict, model_validator
from pydantic import Field as Bound
from sqlmodel import Field, SQLModel

from dossier.model.demand import Verdict


class Occurrence(StrEnum):
    """Whether the work holds what was asked about."""

    NEVER = "komt niet voor"
    INCIDENTAL = "komt af en toe voor"
    REGULAR = "komt geregeld voor"


class AnswerIn(BaseModel):
    """One answer of an employer about one item; `amount` is in the unit of the item."""

    model_config = ConfigDict(extra="ignore", str_strip_whitespace=True)
    vacancy: str
    item: str
    level: int = Bound(default=1, ge=0, le=9)
    occurs: Occurrence
    amount: Decimal | None = Bound(default=None, ge=-100, le=10_000)
    words: str = Bound(min_length=2, max_length=1000)
    informant: str = Bound(min_length=2, max_length=200)
    answered_on: date

    @model_validator(mode="before")
    @classmethod
    def say_never_without_amount(cls, values: Any) -> Any:
        if isinstance(values, dict) and values.get("occurs") == Occurrence.NEVER.value:
            return values | {"amount": None}
        return values


class JudgementIn(BaseModel):
    """What a person judges about one limitation in one vacancy; no verdict withdraws an earlier judgement."""

    model_config = ConfigDict(extra="ignore", str_strip_whitespace=True)
    vacancy: str
    item: str
    level: int = Bound(default=1, ge=0, le=9)
    note: str | None = None
    """The note of the limitation as it was judged: a new document with other words asks for a new judgement."""
    verdict: Verdict | None = None
    reason: str = Bound(min_length=10, max_length=2000)
    decided_on: date
    decided_by: str = ""


class EmployerAnswer(SQLModel, table=True):
    """An answer as it was given; a newer one about the same item leads, and none is ever changed."""

    __tablename__ = "employer_answer"
    id: int | None = Field(default=None, primary_key=True)
    case_id: int = Field(foreign_key="reintegration_case.id", index=True)
    vacancy_id: str = Field(foreign_key="vacancy.id", index=True)
    item: str
    level: int
    occurs: str
    amount: str | None = None
    words: str
    informant: str
    answered_on: date
    recorded_at: datetime
    recorded_by: int = Field(foreign_key="account.id")


class HumanJudgement(SQLModel, table=True):
    """A judgement of a person over the computed verdict; the newest leads, and none is ever changed."""

    __tablename__ = "human_judgement"
    id: int | None = Field(default=None, primary_key=True)
    case_id: int = Field(foreign_key="reintegration_case.id", index=True)
    vacancy_id: str = Field(foreign_key="vacancy.id", index=True)
    item: str
    level: int
    limitation_note: str | None = None
    verdict: str | None = None
    computed: str
    reason: str
    decided_at: datetime
    decided_by: int = Field(foreign_key="account.id")
