"""What an employer answers about the work of a vacancy, and what a person judges with a reason: plain objects."""

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, model_validator

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
    level: int = Field(default=1, ge=0, le=9)
    occurs: Occurrence
    amount: Decimal | None = Field(default=None, ge=-100, le=10_000)
    words: str = Field(min_length=2, max_length=1000)
    informant: str = Field(min_length=2, max_length=200)
    answered_on: date
    confirmed_words: bool = Field(default=False, exclude=True)
    """Words about health stay although they were pointed out (V-16)."""

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
    level: int = Field(default=1, ge=0, le=9)
    note: str | None = None
    """The note of the limitation as it was judged: a new document with other words asks for a new judgement."""
    verdict: Verdict | None = None
    reason: str = Field(min_length=10, max_length=2000)
    decided_on: date
    decided_by: str = ""
    confirmed_words: bool = Field(default=False, exclude=True)
    """As with an answer."""
