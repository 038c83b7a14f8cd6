"""The weights of a list in the reader's words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _


@dataclass(frozen=True)
class WeightLine:
    """One feature: its weight now and usually, as a share of all weights for the bar."""

    name: str
    weight: float
    usual: float
    percent: int
    why: str

    @property
    def is_moved(self) -> bool:
        return self.weight != self.usual


def weight_names() -> dict[str, str]:
    return {
        "limitations": _("Blijft het werk binnen de beperkingen?"),
        "work_history": _("Lijkt het op eerder werk?"),
        "search_direction": _("Past het bij een zoekrichting?"),
        "wage": _("Hoeveel van het oude loon is hier te verdienen?"),
        "tasks": _("Zijn de taken bekend?"),
        "hours": _("Passen de uren?"),
        "travel": _("Hoe lang is de reis?"),
        "skills": _("Vraagt het wat al gekund wordt?"),
        "education": _("Past het gevraagde niveau?"),
        "wishes": _("Sluit het aan bij de wensen?"),
        "licences": _("Zijn rijbewijs en certificaten er?"),
        "languages": _("Is de gevraagde taal bekend?"),
        "freshness": _("Hoe nieuw is de vacature?"),
    }


def show_weights(weights: Iterable[Mapping[str, Any]]) -> list[WeightLine]:
    """The heaviest first; equal weights in the order of the program."""
    rows = list(weights)
    total = sum(row["weight"] for row in rows) or 1
    names = weight_names()
    lines = [
        WeightLine(
            name=names.get(row["feature"], row["label"]),
            weight=row["weight"],
            usual=row["usual"],
            percent=round(100 * row["weight"] / total),
            why=row["why"],
        )
        for row in rows
    ]
    return sorted(lines, key=lambda line: -line.weight)
