"""Who and what a case is about, as it stands at the top of every page."""

from dataclasses import dataclass
from datetime import date

from dossier.rules.application_norm import Suspension


@dataclass(frozen=True)
class CaseHead:
    """Who and what the case is about: nothing about health."""

    number: str
    employee: str
    employer: str
    coach: str
    job_title: str
    first_sick_day: date
    track_two_start: date | None
    application_norm: int
    suspended: tuple[Suspension, ...] = ()
    """The days on which no applications were agreed, with their reasons (U-18)."""
