"""When track two is needed, when it may wait, and when an early start needs a ground (rules TL-12, TL-13, TL-15)."""

from datetime import date
from decimal import Decimal

from dossier.rules.parameter import days_on, number_on
from dossier.rules.terms import add_months
from dossier.rules.waiting_period import Days, WaitingPeriod


def needs_track_two(wage_value_ratio: Decimal, *, prospect: bool, on: date) -> bool:
    """Not yet working for 65% of the wage, and no concrete prospect of that within three months (TL-13)."""
    return wage_value_ratio * 100 < number_on("wage", "threshold_pct", on) and not prospect


def postponed_until(evaluation: date) -> date:
    """With a concrete prospect in track one the start may wait three months from the evaluation (TL-12)."""
    return add_months(evaluation, days_on("terms", "prospect_months", evaluation))


def needs_early_start_ground(track_two_start: date, first_sick_day: date, gaps: tuple[Days, ...] = ()) -> bool:
    """A start before the window of the first-year evaluation is a risk of its own: store the ground (TL-15, K-02)."""
    window = WaitingPeriod(first_sick_day, gaps).day(days_on("terms", "evaluation_from", first_sick_day))
    return track_two_start < window
