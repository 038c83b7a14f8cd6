"""The waiting period of 104 weeks: which days count, when it ends, and which week it is (rules 1, TL-01 to TL-03)."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from dossier.errors import InvalidInputError
from dossier.rules.parameter import days_on

Days = tuple[date, date]
"""First and last day, both included."""


class WaitingPeriod:
    """Counts days of illness from the first sick day; days of recovery under four weeks and of leave do not count."""

    def __init__(self, first_sick_day: date, gaps: Iterable[Days] = (), leave: Iterable[Days] = ()) -> None:
        self.first_sick_day = first_sick_day
        gaps = join_days(gaps, "gaps", first_sick_day)
        self.not_counted = join_days([*gaps, *join_days(leave, "leave", first_sick_day)], "gaps", first_sick_day)
        longest = days_on("terms", "gap", first_sick_day)
        for first, last in gaps:
            check_gap(first, last, longest)

    def day(self, counted: int) -> date:
        """The day on which this many days of illness have passed since the first sick day (TL-02, TL-03)."""
        day = self.first_sick_day + timedelta(days=counted)
        for first, last in self.not_counted:
            if first <= day:
                day += last - first + timedelta(days=1)
        return day

    @property
    def end(self) -> date:
        """The first day after the waiting period, the possible first WIA day (TL-01)."""
        return self.day(days_on("terms", "waiting_period", self.first_sick_day) - 1) + timedelta(days=1)


def check_gap(first: date, last: date, longest: int) -> None:
    """A recovery of four weeks or more starts a new case (TL-02)."""
    if (last - first).days + 1 >= longest:
        raise InvalidInputError(
            "gaps",
            f"{first.isoformat()}..{last.isoformat()}",
            f"een onderbreking korter dan {longest} dagen; na een herstel van 4 weken of langer begint een nieuwe "
            "wachttijd: open een nieuw dossier met een nieuwe eerste ziektedag (Wet WIA art. 23(3))",
        )


def join_days(ranges: Iterable[Days], field: str, first_sick_day: date) -> Sequence[Days]:
    """In order, and joined where they touch, so that no day is skipped twice."""
    joined: list[Days] = []
    for first, last in sorted(ranges):
        if last < first or first <= first_sick_day:
            allowed = f"een eerste dag na {first_sick_day.isoformat()} en een laatste dag die niet eerder is"
            raise InvalidInputError(field, f"{first.isoformat()}..{last.isoformat()}", allowed)
        if joined and first <= joined[-1][1] + timedelta(days=1):
            joined[-1] = (joined[-1][0], max(joined[-1][1], last))
        else:
            joined.append((first, last))
    return joined


def waiting_period_end(first_sick_day: date, gaps: Iterable[Days] = (), leave: Iterable[Days] = ()) -> date:
    """The first day after 104 weeks; gaps under four weeks and leave move it (TL-01 to TL-03)."""
    return WaitingPeriod(first_sick_day, gaps, leave).end


def week_number(first_sick_day: date, on: date) -> int:
    """Week n is the seven days that end on day 7n - 1; below 1 before the first sick day."""
    return (on - first_sick_day).days // 7 + 1
