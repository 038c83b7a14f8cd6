"""The moves of a case from one status to the next (rules 1c): a design choice around the phases of practice."""

from dossier.errors import InvalidInputError

MOVES: dict[str, tuple[str, ...]] = {
    "REGISTERED": ("INTAKE", "CLOSED"),
    "INTAKE": ("PLAN_SIGNED", "CLOSED"),
    "PLAN_SIGNED": ("ORIENTATION", "ACTIVE_SEARCH", "CLOSED"),
    "ORIENTATION": ("ACTIVE_SEARCH", "PLACEMENT", "CLOSED"),
    "ACTIVE_SEARCH": ("ORIENTATION", "PLACEMENT", "CLOSED"),
    "PLACEMENT": ("ACTIVE_SEARCH", "CLOSED"),
    "CLOSED": (),
}
"""From each status, where a case may go. Back from a placement that ended; never out of CLOSED."""


def may_move(status: str, to: str) -> bool:
    return to in MOVES.get(status, ())


def check_move(status: str, to: str) -> None:
    """Refuse a move that the phases do not know, naming the ones that are allowed."""
    if not may_move(status, to):
        raise InvalidInputError("status", to, ", ".join(MOVES.get(status, ())) or "geen: het dossier is gesloten")
