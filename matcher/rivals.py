"""Settles which of several demands on the same words stays."""

from collections.abc import Iterable

from dossier.model.demand import Demand, Direction, Strength
from matcher.reading import Place

STRENGTHS = {Strength.HINT: 0, Strength.ASK: 1, Strength.HARD: 2}


def settle_rivals(found: Iterable[tuple[Place, Demand]]) -> list[tuple[Place, Demand]]:
    """Of demands on one item whose quotes overlap the longest stays, then the strongest, then the easing one."""
    kept: dict[str, list[tuple[Place, Demand]]] = {}
    for place, demand in sorted(found, key=lambda row: _priority(row[1])):
        rivals = kept.setdefault(demand.item, [])
        if not any(other.start < demand.end and demand.start < other.end for _, other in rivals):
            rivals.append((place, demand))
    return [row for rows in kept.values() for row in rows]


def _priority(demand: Demand) -> tuple[int, int, int, int, str, str]:
    length = demand.end - demand.start
    return (
        -length,
        -STRENGTHS[demand.strength],
        demand.direction is not Direction.EASED,
        demand.start,
        demand.rule,
        str(demand.value),
    )
