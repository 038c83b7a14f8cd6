"""One request at a time per host over every process: whoever asks a host something takes its turn first."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from typing import Protocol

from crawler.address import authority, site
from crawler.politeness import Pauses
from crawler.refusal import RefusedRequest
from crawler.turn_file import FileTurns
from dossier.settings import Settings
from dossier.storage.database import Database
from dossier.storage.locks import HostRow

SLICE_SECONDS = 1.0
"""A thread waits no longer than this in one go, so that a process that ends is not kept waiting."""
HEAD_START = 0.02
"""Of those who wait out the same pause a pasted address goes first, and last whoever had the turn before."""
LONGEST = 60.0
LONGEST_PASTED = 10.0
"""Somebody is waiting for the answer."""
BUSY = "een ander proces van dit programma bezoekt deze site; de beurt kwam niet op tijd"


class Turn(Protocol):
    """The right to ask one host one thing; `asked` is when the last to ask had an answer, 0 when nobody ever asked."""

    asked: float
    now: float

    def mark(self) -> None:
        """Note that the host is busy with us until now."""

    def release(self) -> None:
        """Let the next one in."""


class TurnKeeper(Protocol):
    """Where turns are kept: in files for one machine, in rows for several."""

    async def take(self, host: str, wait: float) -> Turn | None:
        """The turn of this host, or None when it did not come within `wait` seconds."""


class HostTurns:
    """The turns of one crawl: each waits for the others, and for the pause since the last answer to anybody."""

    def __init__(self, keeper: TurnKeeper, pauses: Pauses, *, pasted: bool = False) -> None:
        self.keeper, self.pauses, self.pasted = keeper, pauses, pasted
        self._own: dict[str, float] = {}

    @asynccontextmanager
    async def turn(self, url: str) -> AsyncIterator[None]:
        """Held from before the request until its answer is in; raises RefusedRequest when it does not come."""
        host = host_of(url)
        turn = await self._wait(host, self.pauses.of(site(url)))
        try:
            turn.mark()  # what a process leaves behind that is killed before the answer
            try:
                yield
            finally:
                turn.mark()  # the pause counts from the answer: a request that left late is not followed too soon
                self._own[host] = turn.asked
        finally:
            turn.release()

    async def _wait(self, host: str, pause: float) -> Turn:
        until = time.monotonic() + max(LONGEST_PASTED if self.pasted else LONGEST, 4 * pause)
        while True:
            turn = await self.keeper.take(host, until - time.monotonic())
            if turn is None:
                raise RefusedRequest("timeout", BUSY)
            left = self._left(turn, host, pause)
            if left <= 0:
                return turn
            turn.release()  # nobody is kept waiting by the pause of another
            if time.monotonic() + left > until:
                raise RefusedRequest("timeout", BUSY)
            await asyncio.sleep(left)

    def _left(self, turn: Turn, host: str, pause: float) -> float:
        if not pause or not turn.asked:
            return 0.0
        places = 0 if self.pasted else 1 + (self._own.get(host) == turn.asked)
        whole = pause + places * HEAD_START
        return min(turn.asked + whole - turn.now, whole)  # a clock that was set back costs one pause, not more


def host_of(url: str) -> str:
    """Who is asked: the name, whatever the scheme; another port is another server."""
    return authority(url).removesuffix(":443").removesuffix(":80")


def turns_of(database: Database, settings: Settings, pauses: Pauses, *, pasted: bool) -> HostTurns:
    """Turns over all machines where they share a PostgreSQL, over this machine where they share a folder."""
    on_one_machine = database.engine.dialect.name == "sqlite"
    keeper = FileTurns(settings.data_dir / "locks") if on_one_machine else RowTurns(database)
    return HostTurns(keeper, pauses, pasted=pasted)


class RowTurns:
    """A row per host, locked as long as the turn lasts: PostgreSQL queues who waits, and frees what the dead held."""

    def __init__(self, database: Database) -> None:
        self.database = database

    async def take(self, host: str, wait: float) -> HostRow | None:
        until = time.monotonic() + wait
        while True:
            left = min(max(until - time.monotonic(), 0.001), SLICE_SECONDS)
            row = await asyncio.to_thread(partial(HostRow.take, self.database, host, left))
            if row is not None or time.monotonic() >= until:
                return row
