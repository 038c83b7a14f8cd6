"""What the dossier check looks at: the days and counts of one case as plain values, and no word of anyone."""

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class AppliedFact:
    """One application that counts (U-21): its day, and what the check asks of it."""

    serial: int
    applied_on: date
    inside_profile: bool
    exceeds_limitations: bool
    has_remark: bool
    by_coach: bool
    has_vacancy: bool
    has_proof: bool


@dataclass(frozen=True)
class ProfileFact:
    """One version of the search profile: from which day, and how many directions."""

    valid_from: date
    directions: frozenset[str]


@dataclass(frozen=True)
class CaseFacts:
    """One case on one day; lists are oldest first."""

    on: date
    first_sick_day: date
    latest_start: date
    """The day on which track two must have started at the latest (TL-11)."""
    waiting_period_end: date
    track_two_start: date | None = None
    ended_on: date | None = None
    application_norm: int = 0
    applications: tuple[AppliedFact, ...] = ()
    profiles: tuple[ProfileFact, ...] = ()
    last_document: date | None = None
    """The day of the newest capability document."""
    active_days: tuple[date, ...] = field(default=())
    """Every day on which an activity, a conversation or an application took place."""
    last_employer_day: date | None = None
    """When the employer last looked at the case or was spoken with."""
