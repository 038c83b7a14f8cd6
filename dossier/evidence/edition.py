"""What one receiver may see of a case: gathered once from rows, and the only source of every export."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from dossier.evidence.case_head import CaseHead
from dossier.evidence.dutch import long_day
from dossier.evidence.report_copy import ReportCopy
from dossier.evidence.riv_parts import Paper, Repair, RivRow, Statement

RECEIVER_NAMES = {"employer": "de werkgever", "employee": "de werknemer", "coach": "de loopbaancoach"}
INTERVIEWS = frozenset({"uitnodiging", "gesprek gehad", "proefperiode of stage", "aanbod", "aangenomen"})


@dataclass(frozen=True)
class Member:
    """One file of a bundle."""

    name: str
    content: bytes
    media_type: str


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
    signatures: list[str]
    """Who signed and when, ready to print."""
    recorded_at: datetime
    recorded_by: str


@dataclass(frozen=True)
class Edition:
    """Everything that one receiver may read about one period; what is not here cannot leak."""

    case: CaseHead
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
    agreements: list[dict[str, Any]] = field(default_factory=list)
    search_versions: list[SearchVersion] = field(default_factory=list)
    reports: list[ReportCopy] = field(default_factory=list)
    """This receiver's copies of the reports that touch the period."""
    statements: list[Statement] = field(default_factory=list)
    """What each party said in own words, oldest first."""
    riv: list[RivRow] = field(default_factory=list)
    """Where each part of the re-integration report is (rules 3b)."""
    papers: list[Paper] = field(default_factory=list)
    """What employer and employee made together."""
    repair: Repair | None = None
    """What UWV named as lacking and how it was mended."""
    attachments: list[Member] = field(default_factory=list)
    """Proofs and kept pages, byte for byte."""

    @property
    def is_for_employer(self) -> bool:
        return self.receiver == "employer"


def mark_of(edition: Edition) -> str:
    """For whom and of which day: on every page, so that a copy tells where it came from (V-20)."""
    return f"{RECEIVER_NAMES[edition.receiver]}, {edition.receiver_name}, {long_day(edition.made_at)}"
