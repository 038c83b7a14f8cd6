"""The looks that this process saw in the log: a page that is open to somebody already asks the log nothing."""

from datetime import datetime, timedelta

from dossier.acts.views import ONE_LOOK

MOST_KEPT = 4_096
Look = tuple[int | None, int | None, str]
"""Who, in which case, at which part."""


class Looks:
    def __init__(self) -> None:
        self._begun: dict[Look, datetime] = {}

    def has(self, look: Look, now: datetime) -> bool:
        begun = self._begun.get(look)
        return begun is not None and timedelta(0) <= now - begun < ONE_LOOK

    def keep(self, look: Look, begun: datetime) -> None:
        if len(self._begun) >= MOST_KEPT:
            self._begun.clear()
        self._begun[look] = begun
