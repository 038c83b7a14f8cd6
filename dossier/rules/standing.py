"""Which capacity documents count: the most recent leads, later updates lie on top of it (fml.md 1.1, TL-17)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Generic, Protocol, TypeVar

from dossier.model.person import LimitationIn
from dossier.rules.fml import CURRENT, find_item, find_old_item


class Part(StrEnum):
    """What a document does: state everything anew, change some points of what leads, or only conclude about work."""

    LEADS = "leidend"
    UPDATES = "aanvulling"
    CONCLUDES = "conclusie"


PARTS = {
    "FML": Part.LEADS,
    "IZP": Part.LEADS,
    "LAB": Part.LEADS,
    "BAR": Part.LEADS,
    "spreekuurrapportage": Part.UPDATES,
    "verduidelijking": Part.UPDATES,
    "AD-rapport": Part.CONCLUDES,
    "ander document": Part.LEADS,
}
"""Every kind of document that the form offers; a labour expert may not replace or widen a physician's list (1.1)."""


class Document(Protocol):
    """What the rule needs of a document."""

    kind: str
    dated: date
    max_hours_per_week: float | None
    labour_expert_conclusion: str | None


Kept = TypeVar("Kept", bound=Document)


@dataclass(frozen=True)
class Standing(Generic[Kept]):
    """The document that leads, the updates on top of it (oldest first) and the conclusion for the employer."""

    leading: Kept | None = None
    updates: tuple[Kept, ...] = ()
    conclusion: str | None = None

    @property
    def stack(self) -> tuple[Kept, ...]:
        return ((self.leading,) if self.leading else ()) + self.updates

    @property
    def dated(self) -> date | None:
        """The day of the newest judgement of a physician."""
        return max((one.dated for one in self.stack), default=None)

    @property
    def max_hours_per_week(self) -> float | None:
        """The hours limit of the leading document, or of the last update that states one."""
        return next(
            (one.max_hours_per_week for one in reversed(self.stack) if one.max_hours_per_week is not None), None
        )


def part_of(kind: str) -> Part:
    """A kind that is not in the list leads: rather a new document too strict than an old one too wide."""
    return PARTS.get(kind, Part.LEADS)


def settle_standing(documents: Sequence[Kept]) -> Standing[Kept]:
    """Newest first in, as storage lists them; updates from before the leading document are behind it."""
    parts = [(part_of(one.kind), one) for one in documents]
    leading = next((one for part, one in parts if part is Part.LEADS), None)
    counting = documents if leading is None else documents[: list(documents).index(leading) + 1]
    updates = tuple(one for one in reversed(counting) if part_of(one.kind) is Part.UPDATES)
    conclusion = next((one.labour_expert_conclusion for one in counting if one.labour_expert_conclusion), None)
    return Standing(leading, updates, conclusion)


def lay_on_top(stack: Sequence[Sequence[LimitationIn]]) -> list[LimitationIn]:
    """The limitations of a stack, the oldest document first: an update replaces the points that it names.

    A point at level 0 without a note in an update lifts the limitation.
    """
    standing: dict[tuple[str, ...], list[LimitationIn]] = {}
    for place, limitations in enumerate(stack):
        named: dict[tuple[str, ...], list[LimitationIn]] = {}
        for one in limitations:
            named.setdefault(current_items(one), []).append(one)
        for key, rows in named.items():
            touched = [known for known in standing if set(known) & set(key)] if place else []
            for known in touched:
                del standing[known]
            standing[key] = [one for one in rows if not place or one.level or one.note]
    return [one for rows in standing.values() for one in rows]


def current_items(limitation: LimitationIn) -> tuple[str, ...]:
    """What a point is called in the current list, so that an update by the newer numbering finds the older one."""
    if limitation.generation == CURRENT:
        return (find_item(limitation.item).item,)
    return find_old_item(limitation.item).now


def hours_of(standing: Standing[Kept]) -> Decimal | None:
    hours = standing.max_hours_per_week
    return None if hours is None else Decimal(repr(hours))
