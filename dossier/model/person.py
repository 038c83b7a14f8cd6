"""The person as the matcher and the rules see one: the JSON of the doors, checked at the edge."""

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from dossier.model.judgement import AnswerIn, JudgementIn


class WagePeriod(StrEnum):
    HOUR = "hour"
    WEEK = "week"
    FOUR_WEEKS = "four_weeks"
    MONTH = "month"
    YEAR = "year"


class Phase(StrEnum):
    """Search phase: NARROW in the first six months of track two, WIDE after (rules W-15, a preset and not law)."""

    NARROW = "NARROW"
    WIDE = "WIDE"


class WorkExperience(BaseModel):
    model_config = ConfigDict(extra="ignore")
    title: str
    years: float | None = Field(default=None, ge=0, le=80)
    tasks: list[str] | str | None = None
    occupation: str | None = Field(default=None, pattern=r"^\d{4}$")
    """The ISCO-08 unit group, where a person gave it; else it is read from the title."""


class OldWage(BaseModel):
    """The wage before the illness: gross euros per `period`, for `hours_per_week`."""

    model_config = ConfigDict(extra="ignore")
    amount: Decimal = Field(gt=0, le=10_000_000)
    period: WagePeriod = WagePeriod.MONTH
    hours_per_week: Decimal = Field(gt=0, le=80)
    holiday_allowance_included: bool = False
    fixed_extras_year: Decimal | None = Field(default=None, ge=0)


class LimitationIn(BaseModel):
    """One recorded deviation of a capability document; an item that is not listed is at level 0."""

    model_config = ConfigDict(extra="ignore")
    item: str
    level: int = Field(default=1, ge=0, le=9)
    note: str | None = None
    instrument: str = "FML"
    generation: str = "current"


class Person(BaseModel):
    """One person; every field but `id` may be missing, and then the answer says what that costs."""

    model_config = ConfigDict(extra="ignore")
    id: str
    work_history: list[WorkExperience] = []
    skills: list[str] = []
    education: list[str] | str | None = None
    licences: list[str] = []
    languages: list[str] = []
    wishes: str | list[str] | None = None
    home_postcode: str | None = None
    max_travel_minutes: int | None = Field(default=None, ge=0, le=600)
    transport: str | None = None
    old_wage: OldWage | None = None
    threshold_pct: Decimal = Field(default=Decimal("65.0"), gt=0, le=100)
    first_sick_day: date | None = None
    waiting_period_end: date | None = None
    track_two_start: date | None = None
    max_hours_per_week: Decimal | None = Field(default=None, ge=0, le=80)
    desired_hours: Decimal | None = Field(default=None, ge=0, le=80)
    limitations: list[LimitationIn] = []
    employer_answers: list[AnswerIn] = []
    """What employers answered about the work of their vacancies, newest first."""
    human_judgements: list[JudgementIn] = []
    """What a person judged about a limitation in a vacancy, newest first."""
    search_directions: list[Any] = []
    phase: Phase | None = None
    today: date | None = None
