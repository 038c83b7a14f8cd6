"""The funnel of the shortlist: how many vacancies came how far, as bars of which each is a part of the one above."""

from collections.abc import Collection
from dataclasses import dataclass

from dossier.model.match import ShortlistState

WIDTH, ROW, BAR = 360, 34, 22
LABEL, COUNT = 116, 44
"""Room for the name on the left, and for the number behind the longest bar."""
STEPS = (
    (ShortlistState.NEW, ShortlistState.LOOK, ShortlistState.APPLY),
    (ShortlistState.APPLIED,),
    (ShortlistState.INTERVIEW,),
    (ShortlistState.RESULT,),
)
"""The states that are reached at each step; a later step was at the earlier ones too."""


@dataclass(frozen=True)
class Bar:
    state: str
    count: int
    y: int
    width: float


@dataclass(frozen=True)
class Funnel:
    bars: list[Bar]
    width: int = WIDTH
    height: int = ROW * len(STEPS)
    left: int = LABEL
    thick: int = BAR


def build_funnel(states: Collection[str]) -> Funnel | None:
    """None where nothing was chosen yet; dismissed vacancies are no part of it."""
    known = [ShortlistState(state) for state in states]
    counts = [sum(state in reached for state in known for reached in STEPS[index:]) for index in range(len(STEPS))]
    if not counts[0]:
        return None
    unit = (WIDTH - LABEL - COUNT) / counts[0]
    return Funnel(
        [
            Bar(step[0].value, count, index * ROW + (ROW - BAR) // 2, round(count * unit, 1))
            for index, (step, count) in enumerate(zip(STEPS, counts, strict=True))
        ]
    )
