"""The five people of the demo as data: one TOML file per case, every day counted back from the day of the demo."""

import tomllib
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

FOLDER = Path(__file__).parent / "cases"
Who = Literal["coach", "employee", "employer"]


class Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Event(Part):
    """Something that happened; `late` = days between the day itself and the day it was written down (U-15)."""

    days_ago: int
    late: int = 0


class Wage(Event):
    amount: str
    period: str
    hours_per_week: str
    fixed_extras_year: str | None = None
    source: str


class Document(Event):
    kind: str
    instrument: str = "FML"
    author_function: str
    max_hours_per_week: float | None = None
    labour_expert_conclusion: str
    limitations: list[dict[str, Any]]


class SearchDirections(Event):
    directions: list[str]
    region: str
    hours: str
    reason: str


class StatusChange(Event):
    status: str
    goal: str | None = None
    """With PLAN_SIGNED: the goal and the actions of the plan that was signed that day."""
    actions: str | None = None


class PlanLine(Event):
    kind: str
    title: str
    status: str
    until_days_ago: int | None = None
    goal: str | None = None
    result: str | None = None
    cost: str | None = None
    by: Who = "coach"


class Conversation(Event):
    way: str
    with_whom: str
    facts: str | None = None
    agreements: str | None = None
    employer_agreements: str | None = None
    next_step: str | None = None


class AgreementMade(Event):
    """Something agreed; `due_days_ago` is negative for a day that is still to come."""

    due_days_ago: int
    what: str
    owner: str
    by: Who
    state: str | None = None
    settled_days_ago: int | None = None


class ProofText(Part):
    kind: str
    file: str
    text: list[str]


class Application(Event):
    """An application; with `vacancy` it answers a posting of the sample sites, by its slug."""

    vacancy: str | None = None
    employer: str | None = None
    place: str | None = None
    job_title: str | None = None
    source: str | None = None
    url: str | None = None
    hours: str | None = None
    wage: str | None = None
    search_direction: str
    fits_limitations: str | None = None
    travel_minutes: int | None = None
    way: str
    contact_person: str | None = None
    coach_remark: str | None = None
    follow_up: str | None = None
    result: str
    result_days_ago: int | None = None
    rejection_reason: str | None = None
    proofs: list[ProofText] = []


class Decision(Part):
    vacancy: str
    state: str
    reason_code: str | None = None
    note: str | None = None
    by: Who = "coach"


class View(Event):
    by: Who
    part: str


class Story(Part):
    """One case from its first sick day until today."""

    number: str
    name: str
    email: str
    employer: str
    job_title: str
    first_sick_days_ago: int
    evaluation_days_ago: int
    advice_days_ago: int
    track_two_days_ago: int
    application_norm: int
    released_days_ago: int | None = None
    released: list[int] = []
    handed_over_days_ago: int | None = None
    """From this day without an agency; `led_by` keeps the file (U-05)."""
    handed_over_why: str | None = None
    led_by: str | None = None
    released_today: list[int] = []
    """Applications to postings of the sample sites, released once these are written down."""
    profile: dict[str, Any]
    wage: Wage
    document: list[Document]
    search_profile: list[SearchDirections]
    status: list[StatusChange]
    activity: list[PlanLine]
    contact: list[Conversation]
    agreement: list[AgreementMade] = []
    application: list[Application]
    shortlist: list[Decision]
    view: list[View]

    def slugs(self) -> list[str]:
        """The postings of the sample sites that this story refers to."""
        applied = [application.vacancy for application in self.application if application.vacancy]
        return [*(decision.vacancy for decision in self.shortlist), *applied]


@cache
def load_stories() -> tuple[Story, ...]:
    """Every case, in order of its number."""
    stories = [Story.model_validate(tomllib.loads(path.read_text("utf-8"))) for path in FOLDER.glob("*.toml")]
    return tuple(sorted(stories, key=lambda story: story.number))


def working_day(today: date, days_ago: int) -> date:
    """The day so many days back, or the Friday before it: an office is closed at the weekend."""
    day = today - timedelta(days=days_ago)
    return day - timedelta(days=max(day.weekday() - 4, 0))
