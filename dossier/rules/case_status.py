"""The moves of a case from one status to the next (rules 1c): a design choice around the phases of practice."""

import tomllib
from collections.abc import Set as AbstractSet
from functools import cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict

from dossier.errors import InvalidInputError

STATUS_NAMES = {
    "REGISTERED": "aangemeld",
    "INTAKE": "intake",
    "PLAN_SIGNED": "plan ondertekend",
    "ORIENTATION": "oriëntatie",
    "ACTIVE_SEARCH": "actief zoeken",
    "PLACEMENT": "plaatsing",
    "CLOSED": "gesloten",
}
NEEDS = {
    "signed_plan": "een plan van aanpak of trajectplan dat werkgever en werknemer beiden hebben ondertekend",
    "placement": "een plaatsing die op die dag loopt; leg die eerst vast",
    "end": "een reden van beëindiging",
}
"""What a move may ask of the file, in words for who is refused."""


class Move(BaseModel):
    """One allowed move, what it asks of the file, and why it exists."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    from_status: str
    to: str
    needs: tuple[str, ...] = ()
    why: str


@cache
def read_moves() -> tuple[Move, ...]:
    text = files("dossier.rules").joinpath("case_moves.toml").read_text("utf-8")
    rows = tomllib.loads(text)["move"]
    return tuple(Move.model_validate({"from_status": row.pop("from"), **row}) for row in rows)


MOVES: dict[str, tuple[str, ...]] = {
    status: tuple(move.to for move in read_moves() if move.from_status == status) for status in STATUS_NAMES
}
"""From each status, where a case may go."""


def moves_from(status: str) -> tuple[Move, ...]:
    return tuple(move for move in read_moves() if move.from_status == status)


def may_move(status: str, to: str) -> bool:
    return to in MOVES.get(status, ())


def check_move(status: str, to: str) -> None:
    """Refuse a move that the phases do not know, naming the ones that are allowed and why."""
    if not may_move(status, to):
        raise InvalidInputError("status", to, describe_moves(status))


def check_needs(status: str, to: str, present: AbstractSet[str]) -> None:
    """Refuse a move for which the file lacks something, naming what."""
    check_move(status, to)
    move = next(move for move in moves_from(status) if move.to == to)
    lacking = [NEEDS[need] for need in move.needs if need not in present]
    if lacking:
        raise InvalidInputError("status", to, f"pas met {' en '.join(lacking)} ({move.why})")


def describe_moves(status: str) -> str:
    """'intake (INTAKE): het traject begint met een intake; …' for who asked for another move."""
    moves = moves_from(status)
    if not moves:
        return "geen: het dossier is gesloten"
    return "; ".join(f"{STATUS_NAMES[move.to]} ({move.to}): {move.why}" for move in moves)
