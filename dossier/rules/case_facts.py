"""What the dossier check looks at: the days and counts of one case as plain values, and no word of anyone."""

from dataclasses import dataclass, field
from datetime import date

from dossier.rules.application_norm import PhaseFact
from dossier.rules.pauses import PauseFact


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
class PlacementFact:
    """One placement: form and days, whether its work is worth wage, and what was settled about it."""

    kind: str
    starts_on: date
    ends_on: date | None = None
    has_wage_value: bool = True
    informed: bool = False

    def covers(self, day: date) -> bool:
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)


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
    last_report: date | None = None
    """The last day that a settled progress or final report is about."""
    pauses: tuple[PauseFact, ...] = ()
    phases: tuple[PhaseFact, ...] = ()
    """Every status with the day on which it began, in order."""
    placements: tuple[PlacementFact, ...] = ()
    early_grounds: tuple[str, ...] = ()
    """The recorded grounds for a start before the first-year evaluation (TL-15)."""
    not_counted: tuple[tuple[date, date], ...] = ()
    """Interruptions under four weeks and leave: they move the waiting period (TL-02, TL-03)."""
    end_reason: str | None = None
    end_proven: bool = False
    """Is there an explanation and a document with the end?"""
    duties_end: date | None = None
    """The first day after waiting period and wage sanction (TL-27)."""
    sanction_from: date | None = None
    open_points: int = 0
    """Shortcomings in UWV's letter that are not yet mended (K-15)."""
