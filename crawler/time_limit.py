"""A limit on the processor time that one page may cost: no page may keep the others waiting."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from dossier.errors import DossierError

AGAIN_AFTER = 1.0


class ReadingTooLongError(DossierError):
    """Raised when reading one page takes more processor time than any honest page needs."""


@contextmanager
def limit_cpu(seconds: float) -> Iterator[None]:
    """Stop the block after `seconds` of processor time; only in the main thread of a process that has no other use
    for SIGVTALRM. It raises again every second, so that no reader can swallow it.
    """

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise ReadingTooLongError(f"het lezen kostte meer dan {seconds:g} seconden rekentijd")

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds, AGAIN_AFTER)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
