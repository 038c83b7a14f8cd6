"""A vacancy as read at the edge: the JSON of the doors, checked before anything is stored."""

from datetime import date

from pydantic import BaseModel, ConfigDict

from dossier.model.number import Hours, Money


class Salary(BaseModel):
    """A wage as written: amounts as stated and never converted, `unit` hour|day|week|four_weeks|month|year."""

    text: str
    is_wage: bool = False
    min: Money | None = None
    max: Money | None = None
    unit: str | None = None
    fulltime_hours: Hours | None = None
    holiday_included: bool | None = None
    cao: str | None = None
    scale: str | None = None
    currency: str | None = None
    unit_inferred: bool = False


class Reading(BaseModel):
    """The words that a value was read from, and how: `veld` = a field of the page, `tekst` = found in its text."""

    words: str
    how: str


class VacancyIn(BaseModel):
    """A vacancy as a reader hands it over, checked before anything is stored."""

    model_config = ConfigDict(extra="ignore")
    id: str
    title: str
    employer: str | None = None
    description: str = ""
    place: str | None = None
    postcode: str | None = None
    hours_min: Hours | None = None
    hours_max: Hours | None = None
    salary_text: str | None = None
    salary: Salary | None = None
    education: str | None = None
    employment_type: list[str] = []
    licences: list[str] = []
    date_posted: date | None = None
    valid_through: date | None = None
    url: str | None = None
    source: str = ""
    apply_url: str | None = None
    contact: dict[str, str | None] | None = None
    language: str | None = None
    reader: str | None = None
    identifier: str | None = None
    industry: str | None = None
    country: str | None = None
    occupation: str | None = None
    """The ISCO-08 unit group, where a person or the source gave it."""
    warnings: list[str] = []
    readings: dict[str, Reading] = {}
