"""The parts of the re-integration report as one receiver may read them: plain values for the pages."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class Statement:
    """Own words of one party, one version (Regeling procesgang art. 6(1) i, k and l)."""

    kind: str
    about: str
    """The report that it is about; empty where it is about the whole re-integration."""
    text: str
    name: str
    function: str
    version: int
    given_at: datetime


@dataclass(frozen=True)
class RivRow:
    """One letter of art. 6(1): what it is and where it is."""

    letter: str
    title: str
    state: str
    lines: list[str]


@dataclass(frozen=True)
class Paper:
    """A paper of employer and employee, with who signed it."""

    kind: str
    held_on: date
    facts: list[tuple[str, str]]
    signed: list[str]


@dataclass(frozen=True)
class Repair:
    """What UWV found lacking and what was done about it, for a request to shorten a wage sanction (TL-26)."""

    letter_on: date
    kind: str
    asked_on: date | None
    points: list[tuple[str, date | None, str]]
