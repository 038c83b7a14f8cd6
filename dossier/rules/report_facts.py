"""What a report is drafted from: the rows of one period as plain values, read by nobody but the drafter."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise


@dataclass(frozen=True)
class ActivityFact:
    first: date
    last: date | None
    title: str
    kind: str
    status: str
    goal: str
    result: str


@dataclass(frozen=True)
class TalkFact:
    day: date
    way: str
    with_whom: str
    agreements: str
    employer_agreements: str
    next_step: str


@dataclass(frozen=True)
class AgreementFact:
    """Who does what before when, and what is known of it now."""

    owner: str
    what: str
    due: date
    state: str
    settled: date | None
    why: str


@dataclass(frozen=True)
class ProfileChange:
    """One version of the search profile, with what came and what went."""

    version: int
    valid_from: date
    directions: tuple[str, ...]
    added: tuple[str, ...]
    dropped: tuple[str, ...]
    region: str
    hours: str
    reason: str


@dataclass(frozen=True)
class Counts:
    """Applications of a period as numbers; the same names as the totals of the application overview (U-32)."""

    first: date
    last: date
    applications: int
    counting: int
    inside_profile: int
    by_coach: int
    interviews: int
    rejections: int
    unanswered: int
    norm: int | None
    norm_reasons: str = ""


@dataclass(frozen=True)
class Gap:
    """Days in a row on which nothing was recorded, and the ground of a pause that covers them."""

    first: date
    last: date
    reason: str = ""

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1


@dataclass(frozen=True)
class PersonFacts:
    """What the profile says; `wishes` and `circumstances` stay between employee and coach."""

    employee: str
    employer: str
    coach: str
    job_title: str
    first_sick_day: date
    track_two_start: date | None
    waiting_period_end: date
    work: tuple[str, ...] = ()
    education: str = ""
    skills: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    licences: tuple[str, ...] = ()
    wishes: str = ""
    circumstances: tuple[str, ...] = ()
    labour_expert: str = ""
    documents: tuple[str, ...] = ()
    """Every capability document as 'FML van 12 februari 2026, bedrijfsarts': never what is in it."""


@dataclass(frozen=True)
class ReportFacts:
    """One case over one period; lists are oldest first."""

    first: date
    last: date
    person: PersonFacts
    total: Counts
    per_four_weeks: tuple[Counts, ...]
    activities: tuple[ActivityFact, ...]
    planned: tuple[ActivityFact, ...]
    talks: tuple[TalkFact, ...]
    agreements: tuple[AgreementFact, ...]
    profile: ProfileChange | None
    profile_changes: tuple[ProfileChange, ...]
    new_documents: tuple[str, ...]
    gaps: tuple[Gap, ...]
    results: tuple[tuple[str, int], ...]
    """How often each outcome of an application occurs, most often first."""


def quiet_spans(active: Iterable[date], first: date, last: date, *, at_least: int) -> list[tuple[date, date]]:
    """The stretches of a period without an active day, from this many days on (U-27)."""
    days = [
        first - timedelta(days=1),
        *sorted({day for day in active if first <= day <= last}),
        last + timedelta(days=1),
    ]
    spans = [(one + timedelta(days=1), two - timedelta(days=1)) for one, two in pairwise(days)]
    return [span for span in spans if (span[1] - span[0]).days + 1 >= at_least]
