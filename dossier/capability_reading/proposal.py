"""What a document seems to say: a proposal with the document's own words, and all that could not be placed."""

from datetime import date
from decimal import Decimal
from enum import StrEnum

from pydantic import BaseModel

from dossier.rules.standing import Part, part_of


class Confidence(StrEnum):
    HIGH = "hoog"
    MIDDLE = "middel"
    LOW = "laag"


ORDER = (Confidence.LOW, Confidence.MIDDLE, Confidence.HIGH)


class Finding(BaseModel):
    """One point of the current list as the document seems to limit it; level 0 says that it is not limited."""

    item: str
    level: int
    kind: str
    note: str | None = None
    """What the document says beyond the words of the level; empty where the level says it all."""
    quote: str
    page: int
    confidence: Confidence
    why: str


class Unplaced(BaseModel):
    """Words of the document that were not understood: a person reads them, nothing is lost."""

    text: str
    page: int
    why: str


class HoursLimit(BaseModel):
    value: Decimal
    quote: str
    page: int


class Proposal(BaseModel):
    """Everything that was read; `findings` hold items of the current list only."""

    kind: str
    instrument: str
    generation: str
    """How the document itself numbers its items; findings are converted to the current list."""
    dated: date | None = None
    author_function: str | None = None
    hours_per_week: HoursLimit | None = None
    findings: list[Finding] = []
    unplaced: list[Unplaced] = []
    health_lines: int = 0
    """Lines about illness, cause or treatment: counted, and not kept (rules V-03)."""
    identity_lines: int = 0
    pages: int = 1

    @property
    def limited(self) -> list[Finding]:
        """What there is to confirm; in an update also what is unlimited now, for that lifts a limitation."""
        is_update = part_of(self.kind) is Part.UPDATES
        return [one for one in self.findings if one.level or one.note or is_update]

    @property
    def unlimited(self) -> list[Finding]:
        """What the document calls unlimited: shown, and nothing to save."""
        confirmed = self.limited
        return [one for one in self.findings if one not in confirmed]


def lower(first: Confidence, second: Confidence) -> Confidence:
    return min(first, second, key=ORDER.index)
