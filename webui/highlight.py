"""A vacancy text in pieces: plain words, and words that prove a demand with the label of what they ask."""

from collections.abc import Iterable
from dataclasses import dataclass

from dossier.model.demand import Demand
from dossier.rules.fml import find_item


@dataclass(frozen=True)
class Piece:
    """A stretch of text; `label` is what its words ask, or None for plain text."""

    text: str
    label: str | None = None
    item: str | None = None
    direction: str | None = None


def cut_pieces(text: str, demands: Iterable[Demand]) -> list[Piece]:
    """The whole text, in order, nothing lost; where demands overlap the first and longest is marked."""
    pieces: list[Piece] = []
    position = 0
    for demand in sorted(demands, key=lambda one: (one.start, -one.end, one.item)):
        if demand.start < position or text[demand.start : demand.end] != demand.quote:
            continue
        if demand.start > position:
            pieces.append(Piece(text[position : demand.start]))
        pieces.append(Piece(demand.quote, find_item(demand.item).name, demand.item, demand.direction.value))
        position = demand.end
    if position < len(text):
        pieces.append(Piece(text[position:]))
    return pieces
