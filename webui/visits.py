"""Who looked in a case, day by day: what one person opened on one day is one visit, its moments kept."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from webui.context import AMSTERDAM


@dataclass
class Visit:
    """The looks of one person on one day, the newest first."""

    day: date
    actor: str
    looks: list[tuple[datetime, str]] = field(default_factory=list)

    @property
    def parts(self) -> list[str]:
        """What was opened, each part once, in the order of that day."""
        return list(dict.fromkeys(part for _, part in reversed(self.looks)))


def gather_visits(looks: Iterable[tuple[datetime, str, str]]) -> list[Visit]:
    """One visit per person and day of (moment, who, part), in the order in which they are given."""
    visits: dict[tuple[date, str], Visit] = {}
    for moment, actor, part in looks:
        local = moment.astimezone(AMSTERDAM)
        visit = visits.setdefault((local.date(), actor), Visit(local.date(), actor))
        visit.looks.append((local, part))
    return list(visits.values())
