"""Is a vacancy open, probably closed or closed on a day: with the reason and since when."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dossier.rules.parameter import days_on


class Liveness(StrEnum):
    OPEN = "open"
    DOUBTED = "waarschijnlijk gesloten"
    CLOSED = "gesloten"


HOW = {
    "STATUS": "De pagina van deze vacature bestaat niet meer.",
    "REDIRECTED": "Het adres van deze vacature leidt nu naar een andere pagina.",
    "SAID": "De pagina zegt dat de vacature gesloten is.",
    "VALID_THROUGH": "De sluitingsdag is voorbij.",
    "ABSENT": "De vacature staat niet meer in de lijst van de site.",
}
"""How a vacancy was found closed, in words for the coach."""


@dataclass(frozen=True)
class Signs:
    """What is known of a vacancy; `gone_on` of an open one is the day on which it was first missed."""

    is_open: bool
    last_seen: date
    closed_by: str | None = None
    gone_on: date | None = None
    date_posted: date | None = None
    valid_through: date | None = None


@dataclass(frozen=True)
class LivenessJudgement:
    liveness: Liveness
    since: date
    reason: str = ""

    @property
    def is_closed(self) -> bool:
        return self.liveness is Liveness.CLOSED

    @property
    def is_doubted(self) -> bool:
        return self.liveness is Liveness.DOUBTED


def judge_liveness(signs: Signs, *, on: date) -> LivenessJudgement:
    """What the source showed goes before the closing day, and that before how long ago it was seen or posted."""
    if not signs.is_open:
        how = HOW.get(signs.closed_by or "", "De vacature is niet meer gevonden.")
        is_day = signs.closed_by == "VALID_THROUGH" and signs.valid_through is not None
        since = signs.valid_through if is_day else signs.gone_on
        return LivenessJudgement(Liveness.CLOSED, since or signs.last_seen, how)
    if signs.valid_through is not None and signs.valid_through < on:
        return LivenessJudgement(Liveness.CLOSED, signs.valid_through, HOW["VALID_THROUGH"])
    return _doubt(signs, on) or LivenessJudgement(Liveness.OPEN, signs.last_seen)


def _doubt(signs: Signs, on: date) -> LivenessJudgement | None:
    """Missed in the list of its site, not seen for long, or posted long ago without a closing day."""
    if signs.gone_on is not None:
        return LivenessJudgement(Liveness.DOUBTED, signs.gone_on, HOW["ABSENT"])
    unseen, age = days_on("freshness", "unseen_days", on), days_on("freshness", "age_days", on)
    if (on - signs.last_seen).days > unseen:
        reason = f"De vacature is langer dan {unseen} dagen niet meer gezien."
        return LivenessJudgement(Liveness.DOUBTED, signs.last_seen, reason)
    if signs.valid_through is None and signs.date_posted is not None and (on - signs.date_posted).days > age:
        reason = f"De vacature staat er langer dan {age} dagen en noemt geen sluitingsdag."
        return LivenessJudgement(Liveness.DOUBTED, signs.date_posted, reason)
    return None
