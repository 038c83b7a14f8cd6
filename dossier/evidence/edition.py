"""What one receiver may see of a case: gathered once from rows, and the only source of every export."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from dossier.evidence.dutch import long_day

RECEIVER_NAMES = {"employer": "de werkgever", "employee": "de werknemer", "coach": "de loopbaancoach"}
INTERVIEWS = frozenset({"uitnodiging", "gesprek gehad", "proefperiode of stage", "aanbod", "aangenomen"})


@dataclass(frozen=True)
class Member:
    """One file of a bundle."""

    name: str
    content: bytes
    media_type: str


@dataclass(frozen=True)
class CaseFacts:
    """Who and what the case is about: nothing about health."""

    number: str
    employee: str
    employer: str
    coach: str
    job_title: str
    first_sick_day: date
    track_two_start: date | None
    application_norm: int


@dataclass(frozen=True)
class SearchVersion:
    """One version of the search profile, with what came and went since the one before."""

    version: int
    valid_from: date
    directions: list[str]
    added: list[str]
    dropped: list[str]
    region: str
    hours: str
    reason: str
    why_dropped: str
    market: list[dict[str, str]]
    """What the labour market offered per direction, ready to print."""
    market_on: date | None
    recorded_at: datetime
    recorded_by: str


@dataclass(frozen=True)
class Edition:
    """Everything that one receiver may read about one period; what is not here cannot leak."""

    case: CaseFacts
    receiver: str
    receiver_name: str
    period_from: date
    period_to: date
    made_at: datetime
    made_by: str
    version: int
    """The number of log entries on which this edition rests."""
    head: str
    rule_version: str
    applications: list[dict[str, Any]] = field(default_factory=list)
    """Per application the keys of `columns_for(receiver)`."""
    activities: list[dict[str, Any]] = field(default_factory=list)
    contacts: list[dict[str, Any]] = field(default_factory=list)
    search_versions: list[SearchVersion] = field(default_factory=list)
    attachments: list[Member] = field(default_factory=list)
    """Proofs and kept pages, byte for byte."""

    @property
    def is_for_employer(self) -> bool:
        return self.receiver == "employer"


def mark_of(edition: Edition) -> str:
    """For whom and of which day: on every page, so that a copy tells where it came from (V-20)."""
    return f"{RECEIVER_NAMES[edition.receiver]}, {edition.receiver_name}, {long_day(edition.made_at)}"
