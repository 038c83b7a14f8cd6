"""Taking back what was just decided: the message after a choice carries the button."""

from datetime import datetime

from flask import flash

MARK = "undo "


def flash_undoable(text: str, moment: datetime) -> None:
    """Say what was done; `moment` is when, and finds the decisions again."""
    flash(text, MARK + moment.isoformat())


def read_moment(typed: str) -> datetime | None:
    """The moment that the button sends along; None for anything else."""
    try:
        moment = datetime.fromisoformat(typed)
    except ValueError:
        return None
    return moment if moment.tzinfo else None
