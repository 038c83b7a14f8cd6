"""The visible list of features with their weights: per phase, and as earlier decisions moved them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from pydantic import BaseModel

from dossier.model.person import Phase
from matcher import features
from matcher.features import Fact, Pair
from matcher.feedback import Emphasis, join_office

NEUTRAL = 0.5


@dataclass(frozen=True)
class Feature:
    """One feature and what it weighs in the narrow phase (first six months) and in the wide one (W-15)."""

    function: Callable[[Pair], Fact]
    label: str
    narrow: float
    wide: float
    unknown: float = NEUTRAL
    """What counts where nothing can be said; without limitations nothing weighs on a vacancy."""

    @property
    def name(self) -> str:
        return self.function.__name__

    def weight(self, phase: Phase) -> float:
        return self.narrow if phase is Phase.NARROW else self.wide


FEATURES = (
    Feature(features.limitations, "beperkingen", 20, 20, unknown=1.0),
    Feature(features.work_history, "eerder werk", 10, 5),
    Feature(features.search_direction, "zoekrichting", 24, 24),
    Feature(features.wage, "loon", 14, 12),
    Feature(features.tasks, "taken", 20, 20),
    Feature(features.hours, "uren", 8, 8),
    Feature(features.travel, "reistijd", 8, 8),
    Feature(features.skills, "vaardigheden", 6, 8),
    Feature(features.education, "opleiding", 6, 3),
    Feature(features.wishes, "wensen", 3, 3),
    Feature(features.licences, "rijbewijs en certificaten", 3, 3),
    Feature(features.languages, "talen", 2, 2),
    Feature(features.freshness, "hoe nieuw", 2, 2),
)


class Weight(BaseModel):
    """What a feature weighs in this list, what it usually weighs in this phase, and why that differs."""

    feature: str
    label: str
    weight: float
    usual: float
    learned: float = 1.0
    """What this person's own decisions multiply the usual weight with; shared with the office where it chose so."""
    why: str = ""


def list_weights(phase: Phase, own: Mapping[str, Emphasis], office: Sequence[Mapping[str, float]] = ()) -> list[Weight]:
    """Every feature, in the order of FEATURES; `own` and `office` as in `matcher.feedback`."""
    emphasis = join_office(own, office)
    usual = Emphasis(1.0, "")
    return [
        Weight(
            feature=feature.name,
            label=feature.label,
            weight=round(feature.weight(phase) * emphasis.get(feature.name, usual).factor, 2),
            usual=feature.weight(phase),
            learned=own.get(feature.name, usual).factor,
            why=emphasis.get(feature.name, usual).why,
        )
        for feature in FEATURES
    ]
