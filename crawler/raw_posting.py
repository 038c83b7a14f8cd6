"""A posting as a reader found it: words of the page, before any of them is normalised."""

from dataclasses import dataclass, field
from typing import Any


@dataclass
class RawPlace:
    """One place of work in the words of the page."""

    locality: str | None = None
    postcode: str | None = None
    region: str | None = None
    country: str | None = None
    text: str | None = None
    """The whole place as one string, where the page does not take it apart."""


@dataclass
class RawSalary:
    """A wage that the page takes apart itself; `unit` in its own words."""

    minimum: Any = None
    maximum: Any = None
    unit: str | None = None
    currency: str | None = None


@dataclass
class RawPosting:
    """What a reader hands over: nothing is required but a title, and even that is checked later."""

    title: Any
    reader: str
    identifier: Any = None
    url: Any = None
    apply_url: Any = None
    employer: Any = None
    description: Any = ""
    """HTML or text; plain text is made of it later."""
    places: list[RawPlace] = field(default_factory=list)
    remote: bool = False
    salary: RawSalary | None = None
    salary_text: Any = None
    hours_text: Any = None
    hours_min: Any = None
    hours_max: Any = None
    education: Any = None
    employment_type: Any = None
    date_posted: Any = None
    valid_through: Any = None
    contact: dict[str, str | None] | None = None
    industry: Any = None
    language: Any = None
    warnings: list[str] = field(default_factory=list)
