"""A parent that has loaded everything and has no threads forks the work: a try costs what the work itself costs."""

import importlib
import multiprocessing
import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, TypeVar

FORK = multiprocessing.get_context("fork")
Answer = TypeVar("Answer")


class Work:
    """One piece of work in a process group of its own; what it says goes to a file.

    Work that is held prepares itself, gives what is to be done, and waits for `go()`.
    """

    def __init__(self, do: Callable[[], object], said: Path, *, held: bool = False) -> None:
        self._talk, other = FORK.Pipe()
        self._process = FORK.Process(target=run_apart, args=(do, said, other, held), daemon=True)
        self._process.start()
        other.close()
        self._talk.recv()
        self.pid = self._process.pid or 0

    def go(self) -> None:
        """Let work that was held begin."""
        self._talk.send(None)

    def ends_within(self, seconds: float) -> bool:
        self._process.join(seconds)
        return self._process.exitcode is not None

    @property
    def is_done_well(self) -> bool:
        return self._process.exitcode == 0

    def kill(self) -> None:
        """The process and whatever it started, as `kill -9` does."""
        with suppress(ProcessLookupError):
            os.killpg(self.pid, signal.SIGKILL)
        self._process.join()


def run_apart(do: Callable[[], object], said: Path, talk: Connection, held: bool) -> None:
    os.setsid()
    handle = os.open(said, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    for stream in (1, 2):
        os.dup2(handle, stream)
    if not held:
        talk.send(None)
        do()
        return
    rest: Any = do()
    talk.send(None)
    talk.recv()
    rest()


def ask_apart(do: Callable[[], Answer]) -> Answer:
    """What this gives, found in a process of its own, so that the parent opens no database and starts no thread."""
    hear, tell = FORK.Pipe(duplex=False)
    process = FORK.Process(target=tell_what_it_gives, args=(do, tell))
    process.start()
    tell.close()
    answer: Answer = hear.recv()
    process.join()
    return answer


def tell_what_it_gives(do: Callable[[], object], tell: Connection) -> None:
    os.dup2(2, 1)  # the output of the parent is its own
    tell.send(do())


def load_what_is_needed(do: Callable[[], object]) -> None:
    """Run it once apart, and import here whatever it had imported at its end."""
    for name in ask_apart(lambda: (do(), list(sys.modules))[1]):
        with suppress(ImportError):
            importlib.import_module(name)
    assert len(list(Path("/proc/self/task").iterdir())) == 1, "a parent with threads must not fork"
