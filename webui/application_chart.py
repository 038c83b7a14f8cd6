"""Applications per four weeks beside what was agreed, as bars with a table that says the same."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dossier.model.job_application import JobApplication
from dossier.rules.application_norm import Suspension, agreed_between

PERIOD_DAYS = 28
WIDTH, HEIGHT, BASE = 640, 150, 118
PERIODS_SHOWN = 13
"""A year; earlier periods stand in the list itself."""


@dataclass(frozen=True)
class Bar:
    """One period of four weeks: what it is, and where its bar stands."""

    first: date
    last: date
    count: int
    x: float
    y: float
    width: float
    height: float
    margin: float
    """The room to the next bar, on either side."""
    agreed: int
    agreed_y: float
    """The height of what was agreed for just this period."""
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Chart:
    bars: list[Bar]
    norm: int
    width: int = WIDTH
    height: int = HEIGHT
    base: int = BASE


def build_chart(
    rows: Sequence[JobApplication], start: date, norm: int, on: date, suspended: Sequence[Suspension] = ()
) -> Chart | None:
    """None while the first period has hardly begun and there is nothing to show."""
    periods = cut_periods(start, on)
    if not periods or not rows:
        return None
    counts = [sum(first <= row.applied_on <= last for row in rows) for first, last in periods]
    agreements = [agreed_between(norm, suspended, first, last) for first, last in periods]
    unit = (BASE - 22) / max(*counts, norm, 1)
    slot = WIDTH / len(periods)
    wide = round(min(slot * 0.6, 46), 1)
    bars = [
        Bar(first, last, count, round((index + 0.5) * slot - wide / 2, 1), round(BASE - count * unit, 1),
            wide, round(count * unit, 1), round((slot - wide) / 2, 1), agreed.number,
            round(BASE - agreed.number * unit, 1), agreed.reasons)
        for index, ((first, last), count, agreed) in enumerate(zip(periods, counts, agreements, strict=True))
    ]  # fmt: skip
    return Chart(bars, norm)


def cut_periods(start: date, on: date) -> list[tuple[date, date]]:
    """Periods of four weeks that end today, the oldest first; the first may be shorter."""
    periods: list[tuple[date, date]] = []
    last = on
    while last >= start and len(periods) < PERIODS_SHOWN:
        first = max(start, last - timedelta(days=PERIOD_DAYS - 1))
        periods.append((first, last))
        last = first - timedelta(days=1)
    return periods[::-1]
