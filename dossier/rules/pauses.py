"""When a track may rest: the grounds, how long each may last, and which days of the waiting period do not count."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from dossier.errors import InvalidInputError
from dossier.model.course_kind import PauseGround
from dossier.rules.track_two import postponed_until
from dossier.rules.waiting_period import Days, WaitingPeriod

GROUND_NAMES = {
    PauseGround.NO_USABLE_CAPACITY: "geen benutbare mogelijkheden",
    PauseGround.MARGINAL_CAPACITY: "marginale mogelijkheden",
    PauseGround.CONCRETE_PROSPECT_TRACK1: "concreet uitzicht in spoor 1",
    PauseGround.PENSION_AGE_AGREED: "AOW-leeftijd, afgesproken door beiden",
    PauseGround.PREGNANCY_LEAVE: "zwangerschaps- of bevallingsverlof",
    PauseGround.HOLIDAY: "vakantie",
    PauseGround.ADVICE_OCCUPATIONAL_PHYSICIAN: "advies van de bedrijfsarts",
    PauseGround.INTERRUPTION: "hersteld gemeld, korter dan vier weken",
}
"""What each ground is called on screens and paper: work and law, and nothing about health."""
GROUND_RULES = {
    PauseGround.NO_USABLE_CAPACITY: "TX-01",
    PauseGround.MARGINAL_CAPACITY: "TX-04",
    PauseGround.CONCRETE_PROSPECT_TRACK1: "TL-12",
    PauseGround.PENSION_AGE_AGREED: "TX-05",
    PauseGround.PREGNANCY_LEAVE: "TL-03",
    PauseGround.HOLIDAY: "U-27",
    PauseGround.ADVICE_OCCUPATIONAL_PHYSICIAN: "U-27",
    PauseGround.INTERRUPTION: "TL-02",
}
CLOSED_ENDED = frozenset({PauseGround.PREGNANCY_LEAVE, PauseGround.INTERRUPTION, PauseGround.HOLIDAY})
"""Grounds that end on a known day."""
MOVES_THE_END = (PauseGround.INTERRUPTION, PauseGround.PREGNANCY_LEAVE)
REASSESSED = frozenset({PauseGround.NO_USABLE_CAPACITY, PauseGround.MARGINAL_CAPACITY})
"""Grounds that the occupational physician must look at again (TX-01, K-13)."""


@dataclass(frozen=True)
class PauseFact:
    """One pause as the rules see it: ground and days, and no word of anyone."""

    ground: str
    starts_on: date
    ends_on: date | None = None
    reassessed_on: date | None = None
    document_dated: date | None = None

    def covers(self, day: date) -> bool:
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)


def check_pause(given: PauseFact, others: Iterable[PauseFact], *, first_sick_day: date, evaluated: date) -> None:
    """Days in order, a known end where the ground has one, and never two pauses on one ground at once."""
    first, last, ground, others = given.starts_on, given.ends_on, PauseGround(given.ground), tuple(others)
    if last is not None and last < first:
        raise InvalidInputError("ends_on", last.isoformat(), f"een dag vanaf {first}")
    if last is None and ground in CLOSED_ENDED:
        raise InvalidInputError("ends_on", "", f"een laatste dag: {GROUND_NAMES[ground]} heeft een bekend einde")
    if ground in MOVES_THE_END and first <= first_sick_day:
        raise InvalidInputError("starts_on", first.isoformat(), f"een dag na {first_sick_day}")
    if ground is PauseGround.CONCRETE_PROSPECT_TRACK1:
        check_prospect(last, postponed_until(evaluated))
    for other in others:
        if other.ground == given.ground and overlaps(given, other):
            allowed = (
                f"een tijd buiten de pauze met deze grond van {other.starts_on} tot en met {other.ends_on or 'nu'}"
            )
            raise InvalidInputError("starts_on", first.isoformat(), allowed)
    if ground in MOVES_THE_END and last is not None:
        check_short([given, *others], last, first_sick_day)


def check_short(pauses: Iterable[PauseFact], last: date, first_sick_day: date) -> None:
    """A recovery of four weeks or more starts a new case, also one in two pieces that touch (TL-02)."""
    pauses = tuple(pauses)
    interruptions, leave = (days_not_counted(pauses, ground) for ground in MOVES_THE_END)
    try:
        WaitingPeriod(first_sick_day, interruptions, leave)
    except InvalidInputError as error:
        raise InvalidInputError("ends_on", last.isoformat(), error.allowed) from error


def check_prospect(last: date | None, latest: date) -> None:
    """A prospect in track one postpones three months at most, counted from the evaluation (TL-12)."""
    if last is None or last > latest:
        allowed = f"een dag tot en met {latest}: drie maanden na de eerstejaarsevaluatie (TL-12)"
        raise InvalidInputError("ends_on", "" if last is None else last.isoformat(), allowed)


def overlaps(one: PauseFact, other: PauseFact) -> bool:
    return (other.ends_on is None or one.starts_on <= other.ends_on) and (
        one.ends_on is None or other.starts_on <= one.ends_on
    )


def days_not_counted(pauses: Iterable[PauseFact], ground: PauseGround) -> tuple[Days, ...]:
    """The days that move the waiting period: interruptions (TL-02) or leave (TL-03)."""
    return tuple((one.starts_on, one.ends_on) for one in pauses if one.ground == ground and one.ends_on is not None)


def rests_on(pauses: Iterable[PauseFact], day: date) -> PauseFact | None:
    """The pause that covers a day, if there is one."""
    return next((one for one in pauses if one.covers(day)), None)


def rested_days(pauses: Iterable[PauseFact], first: date, last: date) -> int:
    """How many days from a first up to and including a last one lie in a pause; a day counts once."""
    known = tuple(pauses)
    return sum(rests_on(known, first + timedelta(days=number)) is not None for number in range((last - first).days + 1))
