"""Locks that go with their process, also when it is killed: one crawl per source, one scheduler per data folder."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep

from dossier.settings import Settings

AGAIN_AFTER = 0.1


def crawl_lock(settings: Settings, source: str) -> Path:
    return settings.data_dir / "locks" / f"{crawl_name(source)}.lock"


def crawl_name(source: str) -> str:
    """The name of this lock over all machines."""
    return f"crawl-{source}"


@contextmanager
def hold_lock(path: Path, *, shared: bool = False, wait: float = 0.0, inherited: bool = False) -> Iterator[bool]:
    """Hold a lock as long as the block lasts; gives whether it was got within `wait` seconds.

    One that is `inherited` is also held by the processes started meanwhile, should they outlive this one.
    """
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    until = monotonic() + wait
    with path.open("w") as file:
        os.set_inheritable(file.fileno(), inherited)
        while True:
            try:
                fcntl.flock(file, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
            except BlockingIOError:
                if monotonic() < until:
                    sleep(AGAIN_AFTER)
                    continue
                yield False
            else:
                yield True
            return
