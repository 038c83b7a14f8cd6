"""Why a track ends, and when ending it needs a reason and a document (TL-31, TX-05, TX-08, K-07)."""

from datetime import date, timedelta
from enum import StrEnum

from dossier.rules.parameter import days_on


class EndReason(StrEnum):
    NEW_WORK = "NEW_WORK"
    OWN_WORK = "OWN_WORK"
    OTHER_WORK_OWN_EMPLOYER = "OTHER_WORK_OWN_EMPLOYER"
    WAITING_PERIOD_ENDED = "WAITING_PERIOD_ENDED"
    NO_CAPACITY = "NO_CAPACITY"
    NO_SENSE_IN_GOING_ON = "NO_SENSE_IN_GOING_ON"
    PENSION_AGE = "PENSION_AGE"
    CONTRACT_ENDED = "CONTRACT_ENDED"
    OTHER = "OTHER"


END_NAMES = {
    EndReason.NEW_WORK: "werk bij een andere werkgever",
    EndReason.OWN_WORK: "terug in eigen werk",
    EndReason.OTHER_WORK_OWN_EMPLOYER: "ander werk bij de eigen werkgever",
    EndReason.WAITING_PERIOD_ENDED: "einde van de wachttijd",
    EndReason.NO_CAPACITY: "geen mogelijkheden volgens de bedrijfsarts",
    EndReason.NO_SENSE_IN_GOING_ON: "een vervolg heeft geen zin meer",
    EndReason.PENSION_AGE: "AOW-leeftijd, afgesproken door beiden",
    EndReason.CONTRACT_ENDED: "einde van het dienstverband",
    EndReason.OTHER: "andere reden",
}
WITH_RESULT = frozenset({EndReason.NEW_WORK, EndReason.OWN_WORK, EndReason.OTHER_WORK_OWN_EMPLOYER})
"""A satisfactory result ends the test of the efforts (W-01)."""


def is_early(started: date | None, ended: date, waiting_period_end: date) -> bool:
    """Before half a year of track two, or before the end of the waiting period (TL-31, K-07)."""
    if ended < waiting_period_end:
        return True
    return started is not None and ended - started < timedelta(days=days_on("terms", "min_active", ended))


def needs_proof(reason: str, started: date | None, ended: date, waiting_period_end: date) -> bool:
    """An early end without a result needs an explanation and a document."""
    return reason not in WITH_RESULT and is_early(started, ended, waiting_period_end)
