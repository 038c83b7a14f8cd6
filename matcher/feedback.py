"""What people decided about earlier vacancies moves the weights of a list, a little and in plain sight (U-30)."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

DISMISSED_FOR = {
    "TRAVEL_TIME": ("travel", "om de reistijd"),
    "HOURS": ("hours", "om de uren"),
    "WAGE_BELOW": ("wage", "om het loon"),
    "QUALIFICATION_MISSING": ("education", "omdat opleiding of ervaring ontbrak"),
}
"""The reasons that say which feature weighed too little; limitations weigh the same for everybody."""

TASTES = {
    "work_history": "lijken {more} op eerder werk",
    "search_direction": "passen {more} bij een zoekrichting",
    "tasks": "hebben {more} bekende taken",
    "skills": "vragen {more} wat al gekund wordt",
    "wishes": "sluiten {more} aan bij de wensen",
}
"""Features in which a choice for a vacancy shows a taste, and how a sentence names them."""

STEP, MOST = 0.15, 2.0
"""Each dismissal adds 15% to its feature; no feature weighs more than twice or less than half of its usual weight."""
ENOUGH = 2
"""From so many choices on, what was chosen is compared with the rest of the list."""
CAUTION = 4
"""So many choices count half: a few choices move little."""
NOTICEABLE = 0.05
OFFICE_COUNTS = 0.5
"""What an office learned over its other cases counts half of what this person's own choices would."""
OFFICE_WHY = "Op dit kantoor telt dit ook bij anderen {more}."


@dataclass(frozen=True)
class Decision:
    """One vacancy that was chosen, or dismissed for a reason, with what each feature found in it (0 to 1)."""

    chosen: bool
    reason: str | None
    values: Mapping[str, float]


@dataclass(frozen=True)
class Emphasis:
    """By how much a feature weighs more or less than usual, and why."""

    factor: float
    why: str


def learn_emphasis(decisions: Sequence[Decision], usual: Mapping[str, float]) -> dict[str, Emphasis]:
    """The features that weigh otherwise than usual after these decisions, in whatever order they were made.

    `usual` is what each feature finds on average in the whole list.
    """
    return dict(sorted({**_learn_dismissals(decisions), **_learn_tastes(decisions, usual)}.items()))


def join_office(own: Mapping[str, Emphasis], office: Sequence[Mapping[str, float]]) -> dict[str, Emphasis]:
    """The person's own emphasis with that of the office's other cases, where the office chose to share it.

    `office` holds per other case the factor of each feature; their geometric mean is what the office learned.
    """
    found = dict(own)
    for feature in sorted({name for factors in office for name in factors}):
        learned = math.prod(factors.get(feature, 1.0) for factors in office) ** (OFFICE_COUNTS / len(office))
        if abs(learned - 1) < NOTICEABLE:
            continue
        before = own.get(feature, Emphasis(1.0, ""))
        words = OFFICE_WHY.format(more="zwaarder" if learned > 1 else "lichter")
        factor = round(max(1 / MOST, min(MOST, before.factor * learned)), 4)
        found[feature] = Emphasis(factor, f"{before.why} {words}".strip())
    return found


def _learn_dismissals(decisions: Sequence[Decision]) -> dict[str, Emphasis]:
    counts = Counter(one.reason for one in decisions if not one.chosen)
    return {
        feature: Emphasis(
            factor=round(min(MOST, 1 + STEP * counts[reason]), 4),
            why=f"{_count(counts[reason])} afgewezen {because}.",
        )
        for reason, (feature, because) in DISMISSED_FOR.items()
        if counts[reason]
    }


def _learn_tastes(decisions: Sequence[Decision], usual: Mapping[str, float]) -> dict[str, Emphasis]:
    """What sets the chosen apart from the list, more or less than their being high in the list explains."""
    chosen = [one.values for one in decisions if one.chosen]
    if len(chosen) < ENOUGH:
        return {}
    apart = {
        feature: sum(values) / len(values) - usual[feature]
        for feature in TASTES
        if feature in usual and (values := [one[feature] for one in chosen if feature in one])
    }
    common = sum(apart.values()) / len(apart) if apart else 0.0
    trust = len(chosen) / (len(chosen) + CAUTION)
    found: dict[str, Emphasis] = {}
    for feature, distance in apart.items():
        factor = round(max(1 / MOST, min(MOST, MOST ** (2 * trust * (distance - common)))), 4)
        if abs(factor - 1) >= NOTICEABLE:
            words = TASTES[feature].format(more="meer" if factor > 1 else "minder")
            found[feature] = Emphasis(factor, f"De {len(chosen)} gekozen vacatures {words} dan de rest van de lijst.")
    return found


def _count(number: int) -> str:
    return f"{number} vacature" if number == 1 else f"{number} vacatures"
