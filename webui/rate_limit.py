"""How often one address may be asked in a while: kept in memory, and never for more keys than a fixed number."""

from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import datetime, timedelta

MOST_KEYS = 4096


@dataclass
class RateLimit:
    """At most `most` times per `window` for each key; the key that was quiet longest is forgotten first."""

    most: int
    window: timedelta
    begun: OrderedDict[str, tuple[datetime, int]] = field(default_factory=OrderedDict)

    def allows(self, key: str, now: datetime) -> bool:
        since, count = self.begun.pop(key, (now, 0))
        if now - since >= self.window:
            since, count = now, 0
        self.begun[key] = (since, count + 1)
        while len(self.begun) > MOST_KEYS:
            self.begun.popitem(last=False)
        return count < self.most
