"""The turns of hosts on one machine: two locked files each, of which the kernel frees what a dead process held."""

import asyncio
import fcntl
import os
import time
from collections.abc import Callable
from datetime import datetime
from functools import lru_cache, partial
from hashlib import sha256
from pathlib import Path

from dossier.settings import Settings

AGAIN_AFTER = 0.02
STAMP_LENGTH = 14
"""Seconds since 1970 with three decimals."""
FORGOTTEN_AFTER = 24 * 3600.0
"""Longer than any pause: then it does not matter any more when a host was last asked."""


def forget_hosts(settings: Settings, now: datetime) -> int:
    """Remove the files of hosts that were asked nothing lately; answers how many files."""
    return FileTurns(settings.data_dir / "locks").forget(now.timestamp() - FORGOTTEN_AFTER)


class FileTurn:
    """A locked file, which holds the moment of the last request."""

    def __init__(self, handle: int, give_back: Callable[[int], None]) -> None:
        self.handle, self.now, self._give_back = handle, time.time(), give_back
        text = os.pread(handle, STAMP_LENGTH, 0).decode("ascii", "replace")
        self.asked = float(text) if text.replace(".", "", 1).isdecimal() else 0.0

    def mark(self) -> None:
        stamp = f"{time.time():0{STAMP_LENGTH}.3f}"
        self.asked = float(stamp)
        os.pwrite(self.handle, stamp.encode("ascii"), 0)

    def release(self) -> None:
        self._give_back(self.handle)


class FileTurns:
    """Two locks per host, which the kernel frees when their process dies.

    Who waits for the turn holds the place of the next one meanwhile. So a crawl that comes back at once stands behind
    whoever was waiting, also at a host that answers so slowly that its turn is hardly ever free.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._open: dict[str, list[int]] = {}
        """Files that stay open, not locked, between two turns: opening them anew is most of what a turn costs."""
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)

    def __del__(self) -> None:
        for handles in self._open.values():
            for handle in handles:
                os.close(handle)

    async def take(self, host: str, wait: float) -> FileTurn | None:
        until = time.monotonic() + wait
        stem = stem_of(host)
        place = await self._lock(f"{stem}.next", until)
        if place is None:
            return None
        try:
            turn = f"{stem}.turn"
            handle = await self._lock(turn, until)
            return None if handle is None else FileTurn(handle, partial(self._unlock, turn))
        finally:
            self._unlock(f"{stem}.next", place)

    async def _lock(self, name: str, until: float) -> int | None:
        """The file, created when it is not there and locked; None when the lock did not come in time."""
        while True:
            kept = self._open.get(name)
            handle = kept.pop() if kept else os.open(self.folder / name, os.O_RDWR | os.O_CREAT, 0o600)
            is_ours = False
            try:
                is_ours = await _lock(handle, until) and _is_there(handle)
            finally:
                if not is_ours:
                    os.close(handle)
            if is_ours:
                return handle
            if time.monotonic() >= until:
                return None

    def _unlock(self, name: str, handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_UN)
        self._open.setdefault(name, []).append(handle)

    def forget(self, before: float) -> int:
        """Remove the files of hosts that nobody asked anything since that moment; answers how many."""
        return sum(_remove_idle(path, before) for path in sorted(self.folder.glob("host-*")))


@lru_cache(maxsize=256)
def stem_of(host: str) -> str:
    return f"host-{sha256(host.encode()).hexdigest()[:16]}"


async def _lock(handle: int, until: float) -> bool:
    while not _try_lock(handle):
        if time.monotonic() >= until:
            return False
        await asyncio.sleep(AGAIN_AFTER)
    return True


def _try_lock(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _is_there(handle: int) -> bool:
    """A file that was removed before we had its lock keeps nobody out: the next one makes a new one."""
    return os.fstat(handle).st_nlink > 0


def _remove_idle(path: Path, before: float) -> bool:
    """Remove a file that is old and that nobody has; whoever waits for it sees that it is gone."""
    try:
        handle = os.open(path, os.O_RDWR)
    except FileNotFoundError:  # another sweep was first
        return False
    try:
        is_idle = os.fstat(handle).st_mtime < before and _try_lock(handle) and _is_there(handle)
        if is_idle:
            path.unlink()
        return is_idle
    finally:
        os.close(handle)
