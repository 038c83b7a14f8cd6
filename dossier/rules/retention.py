"""How long a case is kept, and which cases are due to go (rules 5a, V-11 and V-12)."""

from dataclasses import dataclass
from datetime import date

from dossier.rules.parameter import days_on
from dossier.rules.sanction import sanction_end
from dossier.rules.waiting_period import WaitingPeriod


@dataclass(frozen=True)
class Retention:
    """The last day that a case may be kept without a reason of its own, and what it was counted from."""

    counted_from: date
    counted_from_name: str
    until: date

    def is_due(self, on: date) -> bool:
        return on > self.until


def retention_of(first_sick_day: date, ended_on: date | None) -> Retention:
    """V-12: 24 months after the end of the track; of one nobody closed, after the last day of a sanction."""
    if ended_on is not None:
        return Retention(ended_on, "einde traject", _months_after(ended_on))
    end = sanction_end(WaitingPeriod(first_sick_day).end)
    return Retention(end, "laatste dag van een mogelijke loonsanctie", _months_after(end))


def _months_after(day: date) -> date:
    """The same day so many months on, or the last day of that month."""
    months = days_on("retention", "case_months", day)
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, last)
        except ValueError:
            continue
    raise AssertionError
