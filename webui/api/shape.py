"""The answers of the API, field by field: what is not here does not leave, and an employer has shapes of its own."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from dossier.model.case import CaseStatus
from dossier.model.job_application import ApplicationResult, ApplicationWay, FoundBy
from dossier.model.number import Hours, Ratio
from dossier.model.posting import Salary
from dossier.model.vacancy import VacancyState
from dossier.rules.terms import TermStatus


class Shape(BaseModel):
    """An answer: every field is always there, and null is not known."""

    model_config = ConfigDict(extra="forbid", json_schema_serialization_defaults_required=True)


class CaseShape(Shape):
    """Een dossier (regels 1 en 4 van de toegangsmatrix)."""

    number: str = Field(description="Het dossiernummer: hiermee wordt alles van het dossier gevraagd.")
    employee_name: str
    job_title: str | None = Field(description="De functie voor de ziekte.")
    employer: str
    first_sick_day: date
    waiting_period_end: date = Field(description="De eerste dag na de wachttijd.")
    track_two_start: date | None
    status: CaseStatus


class VacancyShape(Shape):
    """Een vacature zoals gelezen; bedragen als tekst met een punt."""

    id: str
    title: str
    employer: str | None
    description: str
    place: str | None
    postcode: str | None
    hours_min: Hours | None
    hours_max: Hours | None
    salary_text: str | None = Field(description="Het loon in de woorden van de vacature.")
    salary: Salary | None = Field(description="Het loon zoals daaruit gelezen, niet omgerekend.")
    education: str | None
    employment_type: list[str]
    licences: list[str]
    date_posted: date | None
    valid_through: date | None
    url: str | None
    apply_url: str | None
    contact: dict[str, str | None] | None
    language: str | None
    source: str
    state: VacancyState
    first_seen: datetime
    last_seen: datetime
    copy_of: str | None = Field(description="De leidende vacature, als dit dezelfde baan op een andere plek is.")


class VerdictsShape(Shape):
    """De vier oordelen, elk het slechtste dat geldt."""

    wage: str
    hours: str
    travel: str
    limitations: str


class ReasonShape(Shape):
    """Waarom een vacature hier staat."""

    feature: str
    weight: Ratio
    value: Ratio
    text: str


class MatchShape(Shape):
    """Een vacature in de lijst van een dossier; gaat nooit naar een werkgever (regel 15)."""

    vacancy: str = Field(description="Het id van de vacature.")
    rank: int
    score: Ratio
    verdicts: VerdictsShape
    reasons: list[ReasonShape]
    why_not_higher: list[str]
    copies: list[str] = Field(description="Dezelfde baan op andere plekken.")
    computed_on: date
    rule_version: str
    model_version: str


class ReleasedApplicationShape(Shape):
    """Een vrijgegeven sollicitatie zoals de pagina haar aan de werkgever toont (regel 17, U-33)."""

    serial: int
    applied_on: date
    employer: str | None
    place: str | None
    job_title: str | None
    source: str | None
    found_by: FoundBy | None
    url: str | None
    vacancy_id: str | None
    hours: str | None
    wage: str | None
    wage_ratio_low: Ratio | None = Field(description="Deel van het oude loon: 0.675 is 67,5%.")
    wage_ratio_high: Ratio | None
    search_direction: str | None
    travel_minutes: int | None
    way: ApplicationWay
    performed_by: str
    result: ApplicationResult
    result_on: date | None
    recorded_at: datetime
    released_at: datetime | None


class ApplicationShape(ReleasedApplicationShape):
    """Een sollicitatie zoals coach en werknemer haar lezen."""

    wage_verdict: str | None
    fits_limitations: str | None
    contact_person: str | None
    follow_up: str | None
    rejection_reason: str | None
    coach_remark: str | None


class TermShape(Shape):
    """Een termijn uit de kalender van een dossier."""

    rule: str
    name: str
    due: date
    window_from: date | None
    who: str
    status: TermStatus
    source: str
    soft: bool = Field(description="Procedure, waarvan met reden mag worden afgeweken.")
    done_on: date | None


class CaseList(Shape):
    """Een deel van de dossiers van dit kantoor."""

    items: list[CaseShape]
    next: str | None = Field(description="Geef dit mee als 'after' voor het volgende deel; null is het einde.")


class VacancyList(Shape):
    """Een deel van de vacatures."""

    items: list[VacancyShape]
    next: str | None = Field(description="Geef dit mee als 'after' voor het volgende deel; null is het einde.")


class MatchList(Shape):
    """Een deel van de matches van een dossier, de beste eerst."""

    items: list[MatchShape]
    next: int | None = Field(description="Geef dit mee als 'after' voor het volgende deel; null is het einde.")


class ApplicationList(Shape):
    """Een deel van de sollicitaties van een dossier, in volgorde van nummer."""

    items: list[ApplicationShape]
    next: int | None = Field(description="Geef dit mee als 'after' voor het volgende deel; null is het einde.")


class ReleasedApplicationList(Shape):
    """Een deel van de vrijgegeven sollicitaties."""

    items: list[ReleasedApplicationShape]
    next: int | None = Field(description="Geef dit mee als 'after' voor het volgende deel; null is het einde.")


class Calendar(Shape):
    """De termijnen van een dossier."""

    items: list[TermShape]


def exact(value: float | None) -> Decimal | None:
    """A kept fraction with the digits that it was written with."""
    return None if value is None else Decimal(str(value))


def pick(shape: type[Shape], row: Any) -> dict[str, Any]:
    """The fields of a row that a shape has, under the same names."""
    return {name: getattr(row, name) for name in shape.model_fields if hasattr(row, name)}
