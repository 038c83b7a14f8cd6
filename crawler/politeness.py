"""How long to leave a site alone: the setting, its own wish, and what it says when it is busy."""

import asyncio
import math
from collections import Counter
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from time import monotonic

from crawler.address import authority

SHORTEST = 1.0
FIRST_PASTED = 2
"""robots.txt and the page itself: somebody waits for those, and no visitor asks for less."""


class Pauses:
    """The pause per site in seconds, and until when a site is left alone."""

    def __init__(self, seconds: float, loopback: frozenset[str], *, quick: int = 0) -> None:
        self.seconds, self.loopback, self.quick = seconds, loopback, quick
        self._asked: Counter[str] = Counter()
        self._longer: dict[str, float] = {}
        self._until: dict[str, float] = {}
        self._set_aside: dict[str, str] = {}

    def of(self, key: str) -> float:
        if authority(key) in self.loopback:
            return 0.0
        is_first = self._asked[key] <= self.quick and self.quick > 0
        usual = min(SHORTEST, self.seconds) if is_first else self.seconds
        return max(usual, self._longer.get(key, 0.0))

    def count(self, key: str) -> None:
        """One more request goes to this site: only the first few of a pasted address come quickly."""
        self._asked[key] += 1

    def lengthen(self, key: str, seconds: float) -> None:
        self._longer[key] = max(seconds, self._longer.get(key, 0.0))

    def leave_alone(self, key: str, seconds: float) -> None:
        self._until[key] = max(monotonic() + seconds, self._until.get(key, 0.0))

    def set_aside(self, key: str, reason: str) -> None:
        """No more requests to this site in this run."""
        self._set_aside.setdefault(key, reason)

    def why_set_aside(self, key: str) -> str | None:
        return self._set_aside.get(key)

    async def wait(self, key: str) -> None:
        while (left := self._until.get(key, 0.0) - monotonic()) > 0:  # noqa: ASYNC110 - the moment may move meanwhile
            await asyncio.sleep(left)


def retry_after(value: bytes | None, now: datetime) -> float | None:
    """The seconds a busy site asks for, as a number or as a date; None when it says nothing sensible."""
    if value is None:
        return None
    text = value.decode("latin-1").strip()
    try:
        seconds = float(text)
    except ValueError:
        try:
            moment = parsedate_to_datetime(text)
        except ValueError:
            return None
        moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        seconds = (moment - now).total_seconds()
    return seconds if math.isfinite(seconds) and seconds > 0 else None
