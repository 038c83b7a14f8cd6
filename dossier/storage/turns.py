"""Writers of one SQLite file take turns, whatever process they are in.

SQLite lets who waits look again after ever longer pauses, so that who comes back at once goes before who waits longest:
with four busy writers one of them can wait in vain. Here only one at a time waits for the file, and the others for it.
"""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

PATIENCE = 15.0
"""After so many seconds a writer asks SQLite itself, which then says that the database is busy."""
LOOK_EVERY = 0.003


@contextmanager
def turn_at(file: Path) -> Iterator[None]:
    """Hold the turn while asking to write; where no file can be made, as on a full disk, everybody asks at once."""
    handle = open_turn(file)
    try:
        if handle is not None:
            wait_for(handle)
        yield
    finally:
        if handle is not None:
            os.close(handle)


def open_turn(file: Path) -> int | None:
    with suppress(OSError):
        return os.open(file.with_name(f"{file.name}-turn"), os.O_RDWR | os.O_CREAT, 0o600)
    return None


def wait_for(handle: int) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            time.sleep(LOOK_EVERY)
        else:
            return
