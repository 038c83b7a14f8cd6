"""A limit on the processor time that one page may cost: no page may keep the others waiting."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from math import inf
from time import process_time
from types import FrameType

from dossier.errors import DossierError

AGAIN_AFTER = 1.0


class ReadingTooLongError(DossierError):
    """Raised when reading one page takes more processor time than any honest page needs."""


class _Watch:
    """A timer of processor time that goes on between pages: setting one for every page costs more than it does."""

    def __init__(self) -> None:
        self.until, self.seconds, self.every = inf, 0.0, inf

    def begin(self, seconds: float) -> None:
        self.until, self.seconds = process_time() + seconds, seconds
        if seconds < self.every:
            self.every = min(seconds, AGAIN_AFTER)
            signal.signal(signal.SIGVTALRM, self.look)
            signal.setitimer(signal.ITIMER_VIRTUAL, self.every, self.every)

    def end(self) -> None:
        self.until = inf

    def look(self, _signal: int, _frame: FrameType | None) -> None:
        if process_time() >= self.until:
            raise ReadingTooLongError(f"het lezen kostte meer dan {self.seconds:g} seconden rekentijd")


_WATCH = _Watch()


@contextmanager
def limit_cpu(seconds: float) -> Iterator[None]:
    """Stop the block after `seconds` of processor time, or soon after; only in the main thread of a process that has
    no other use for SIGVTALRM. It raises again every second, so that no reader can swallow it.
    """
    _WATCH.begin(seconds)
    try:
        yield
    finally:
        _WATCH.end()
