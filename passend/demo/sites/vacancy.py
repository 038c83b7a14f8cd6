"""A vacancy of the sample sites, as it stands in the TOML files beside this module."""

import tomllib
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

FOLDER = Path(__file__).parent / "vacancies"
_STILL_OPEN_DAYS = 3


class Pay(BaseModel):
    """The wage taken apart, where the words leave no doubt about it."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    min: str
    max: str
    unit: Literal["hour", "month"]


class DemoVacancy(BaseModel):
    """One posting of one site; every day in it is counted from the day of the demo, so that it never expires."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    slug: str = Field(pattern=r"^[a-z0-9-]+$")
    site: Literal["werkgever", "bureau", "bord"]
    copy_of: str | None = None
    """The slug of the same job on another site."""
    title: str
    employer: str
    place: str
    postcode: str
    country: str = "NL"
    language: str = "nl"
    hours: str
    weekly: tuple[float, float] | None = None
    """Hours a week in numbers, for the platform that has fields for them."""
    salary: str
    pay: Pay | None = None
    education: str
    contract: str
    contact: str
    mail: str
    age_days: int = Field(ge=0)
    open_days: int | None = None
    closed_days: int | None = None
    """How long ago it was closed; the page is still there."""
    text: str

    def posted(self, today: date) -> date:
        return today - timedelta(days=self.age_days)

    def valid_through(self, today: date) -> date | None:
        """The last day to react: never in the past, unless the vacancy is there to be a closed one."""
        if self.closed_days is not None:
            return today - timedelta(days=self.closed_days)
        if self.open_days is None:
            return None
        last = self.posted(today) + timedelta(days=self.open_days)
        return max(last, today + timedelta(days=_STILL_OPEN_DAYS))

    @property
    def employment_type(self) -> list[str]:
        """The schema.org words for the contract and the size of the job."""
        full = self.weekly[1] >= 36 if self.weekly else "fulltime" in self.hours.lower()
        part = self.weekly[0] < 36 if self.weekly else not full
        types = ["FULL_TIME"] * full + ["PART_TIME"] * part
        return types + ["TEMPORARY"] * self.contract.startswith(("Tijdelijk", "Uitzenden", "Seizoen", "Temporary"))


@cache
def load_vacancies() -> tuple[DemoVacancy, ...]:
    """All vacancies of the three sites, in the order of the files."""
    files = sorted(FOLDER.glob("*.toml"))
    return tuple(
        DemoVacancy.model_validate(entry)
        for path in files
        for entry in tomllib.loads(path.read_text(encoding="utf-8"))["vacancy"]
    )


def vacancies_of(site: str) -> list[DemoVacancy]:
    """The vacancies of one site, newest first."""
    return sorted((vacancy for vacancy in load_vacancies() if vacancy.site == site), key=lambda v: (v.age_days, v.slug))
