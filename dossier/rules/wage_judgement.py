"""The outcome of the 65% test, with everything that is needed to check it afterwards (rules 2b step 7)."""

from datetime import date
from enum import StrEnum

from pydantic import BaseModel

from dossier.model.number import Hours, Money, Ratio
from dossier.rules.offer import WageSource
from dossier.rules.wage_flag import WageFlag


class WageVerdict(StrEnum):
    """The verdicts of rules 2b step 5; the first that matches is given."""

    HOURS_NOT_SUITABLE = "HOURS_NOT_SUITABLE"
    MEETS = "MEETS"
    MEETS_AT_MORE_HOURS = "MEETS_AT_MORE_HOURS"
    POSSIBLE = "POSSIBLE"
    NOT_REACHABLE_WITHIN_HOURS = "NOT_REACHABLE_WITHIN_HOURS"
    BELOW = "BELOW"
    UNKNOWN_FLOOR_MEETS = "UNKNOWN_FLOOR_MEETS"
    UNKNOWN = "UNKNOWN"


class TotalRatio(BaseModel):
    """Money value of the work against the old wage, total against total (W-09); None where it is not known."""

    low: Ratio | None = None
    """Lowest wage at the fewest hours."""
    at_best_hours: Ratio | None = None
    """Lowest wage at the most hours that count."""
    high: Ratio | None = None
    """Highest wage at the most hours that count."""


class WageJudgement(BaseModel):
    """`hourly_ratio` belongs to the lowest wage; without a stated wage the legal minimum stands in for it."""

    verdict: WageVerdict
    total_ratio: TotalRatio
    hourly_ratio: Ratio | None = None
    hourly_ratio_high: Ratio | None = None
    threshold: Ratio
    from_hours: Hours | None = None
    """From how many hours a week the lowest wage reaches the threshold, rounded up to a tenth."""
    flags: list[WageFlag] = []
    wage_source: WageSource
    minimum_wage_from: date | None = None
    """The first day of the legal minimum that was used; None when the table does not know the day."""
    minimum_wage: Money | None = None
    rule_version: str
    judged_on: date
    hours_low: Hours | None = None
    hours_high: Hours | None = None
    """The hours that count: those of the vacancy within what the person may or wants to work."""
    offer_hour_low: Money | None = None
    offer_hour_high: Money | None = None
    old_wage_hour: Money | None = None
    """Gross euros per hour without holiday allowance, rounded to the cent; the ratios are not rounded."""
    old_hours: Hours | None = None
    attainable_ratio: Ratio | None = None
    """With a medical limit that rules 65% out at the old hourly wage: that limit as a share of the old hours (W-02)."""
    share_of_allowed_hours: Ratio | None = None
    """How much of the medically allowed hours the job uses."""
    sum: str = ""
    """The calculation in words."""
