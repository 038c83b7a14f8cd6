"""The picture of a case: weeks 0 to 104 as a line, with what is due on it and where today is."""

from dataclasses import dataclass
from datetime import date

from dossier.rules.terms import Term, week_number

LEFT, RIGHT, AXIS = 30, 970, 92
LAST_WEEK = 104
SHOWN_RULES = ("TL-08", "TL-09", "TL-11", "TL-19", "TL-20", "TL-24")
"""The milestones that people speak of; the others stand in the calendar below."""
ROWS = (66, 44, 22)
"""Heights of the labels, rising to the right like flags on poles, so that a label never crosses a later pole."""
EARLY = 30
"""Before this week there is no room for a label on the left of its pole."""


@dataclass(frozen=True)
class Mark:
    """One milestone: where it stands and what it is called."""

    x: float
    label_x: float
    label_y: int
    anchor: str
    name: str
    week: int
    day: date
    past: bool


@dataclass(frozen=True)
class Timeline:
    marks: list[Mark]
    now_x: float
    week: int
    ticks: list[tuple[float, int]]

    axis: int = AXIS
    left: int = LEFT
    right: int = RIGHT


def position(week: float) -> float:
    """The place of a week on the line."""
    return round(LEFT + (RIGHT - LEFT) * max(0.0, min(week, LAST_WEEK)) / LAST_WEEK, 1)


def build_timeline(terms: list[Term], first_sick_day: date, on: date) -> Timeline:
    chosen = [term for term in terms if term.rule in SHOWN_RULES]
    marks = []
    for index, term in enumerate(sorted(chosen, key=lambda term: term.due)):
        week = week_number(first_sick_day, term.due)
        x, early = position(week), week < EARLY
        marks.append(
            Mark(
                x=x,
                label_x=x + 7 if early else x - 7,
                label_y=ROWS[index % len(ROWS)],
                anchor="start" if early else "end",
                name=term.name,
                week=week,
                day=term.due,
                past=term.due < on,
            )
        )
    return Timeline(
        marks=marks,
        now_x=position(week_number(first_sick_day, on)),
        week=week_number(first_sick_day, on),
        ticks=[(position(week), week) for week in (0, 26, 52, 78, 104)],
    )
