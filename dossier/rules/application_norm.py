"""How many applications were agreed for some days, and why fewer than the norm: facts, never a duty (U-17, U-18)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from dossier.model.course_kind import PauseGround
from dossier.rules.norms import FIRST_DAY
from dossier.rules.parameter import value_on
from dossier.rules.pauses import GROUND_NAMES, PauseFact
from dossier.rules.wording import write_date

PHASE_REASONS = {
    "ORIENTATION": "oriëntatie: eerst de richting bepalen",
    "INTAKE": "intake",
    "PLAN_SIGNED": "het plan is getekend, het zoeken begint nog",
    "PLACEMENT": "plaatsing",
}
LEAVE = "verlof"
"""How leave is called where an employer reads along: never what kind."""


@dataclass(frozen=True)
class PhaseFact:
    """From which day a case stood in which status."""

    status: str
    since: date


@dataclass(frozen=True)
class Suspension:
    """Days on which no applications were agreed, and the reason in words that everybody may read."""

    first: date
    last: date | None
    reason: str

    def covers(self, day: date) -> bool:
        return self.first <= day and (self.last is None or day <= self.last)


@dataclass(frozen=True)
class Agreed:
    """What was agreed for some days, and each reason why it is less than the norm."""

    number: int
    reasons: tuple[str, ...] = ()


def suspensions_of(pauses: Iterable[PauseFact], phases: Iterable[PhaseFact]) -> tuple[Suspension, ...]:
    """Pauses with their ground, and the phases in which nobody applies yet."""
    resting = [Suspension(one.starts_on, one.ends_on, f"pauze: {ground_words(one.ground)}") for one in pauses]
    return (*resting, *_phases_without_norm(tuple(phases)))


def ground_words(ground: str) -> str:
    known = PauseGround(ground)
    return LEAVE if known is PauseGround.PREGNANCY_LEAVE else GROUND_NAMES[known]


def _phases_without_norm(phases: tuple[PhaseFact, ...]) -> list[Suspension]:
    ends = [later.since - timedelta(days=1) for _, later in pairwise(phases)]
    return [
        Suspension(phase.since, last, PHASE_REASONS.get(phase.status, phase.status))
        for phase, last in zip(phases, [*ends, None], strict=False)
        if phase.status in value_on("norms", "phases_without_norm", max(phase.since, FIRST_DAY)).value
    ]


def agreed_between(norm: int, suspensions: Iterable[Suspension], first: date, last: date) -> Agreed:
    """The norm of a window by the days that did not rest: half of it away asks for half, all of it for none (U-27)."""
    known = tuple(suspensions)
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    covering = [next((one for one in known if one.covers(day)), None) for day in days]
    resting = sum(one is not None for one in covering)
    reasons = tuple(_reason(one, first, last) for one in known if one in covering)
    return Agreed(norm * (len(days) - resting) // max(len(days), 1), reasons)


def _reason(one: Suspension, first: date, last: date) -> str:
    begin, end = max(one.first, first), last if one.last is None else min(one.last, last)
    return f"{one.reason} ({write_date(begin)} tot en met {write_date(end)})"
