"""An application in time, and how long a wage sanction lasts (rules TL-20, TL-21, TL-25, TL-26)."""

from datetime import date, timedelta

from dossier.rules.parameter import days_on
from dossier.rules.waiting_period import WaitingPeriod


def is_wia_application_in_time(
    applied_on: date, period: WaitingPeriod, *, letter: date | None, week_42_notice: date | None
) -> bool:
    """In time by week 93, without UWV's letter, or within four weeks after a late one (TL-20, TL-21).

    The two exceptions fall away when the employer had not given the notice of week 42 before week 81.
    """
    first = period.first_sick_day
    days = {name: timedelta(days=days_on("terms", name, first)) for name in ("wia_application", "late_letter")}
    if applied_on <= period.end - days["wia_application"] - timedelta(days=1):
        return True
    too_late = period.day(days_on("terms", "week_42_notice_too_late", first))
    if week_42_notice is None or week_42_notice > too_late:
        return False
    if letter is None:
        return True
    return letter > period.day(days_on("terms", "wia_letter", first)) and applied_on <= letter + days["late_letter"]


def sanction_end(waiting_period_end: date, *, repaired: date | None = None, late_days: int = 0) -> date:
    """The last day of a sanction: 52 weeks, or six weeks after UWV established the repair, less its delay (TL-26)."""
    last = waiting_period_end + timedelta(days=days_on("terms", "sanction", waiting_period_end))
    if repaired is None:
        return last
    weeks = timedelta(days=days_on("terms", "shortened_sanction", waiting_period_end))
    return min(repaired + weeks - timedelta(days=late_days), last)
