"""A run of the tests that stays warm: after one walk through them it divides for each mutant, and puts that in."""

import ast
import gc
import os
import signal
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from functools import _lru_cache_wrapper
from pathlib import Path
from types import CodeType, FrameType, FunctionType
from typing import Any

import pytest
from _pytest.runner import runtestprotocol

from tests.night.mutants import Mutant

PATIENCE = 20.0
"""Seconds that the tests of one mutant may take on top of ten times what they took before."""
SURVIVED, KILLED, READ_COLD, BROKEN = range(4)


class WarmServer:
    """A plugin of pytest: tells of each mutant whether a test failed."""

    def __init__(self, path: Path, mutants: list[Mutant], tell: Callable[[int], None]) -> None:
        self.path, self.mutants, self.tell = str(path), mutants, tell
        self.met: set[int] = set()
        self.lines: dict[pytest.Item, set[int]] = {}
        self.seconds: dict[pytest.Item, float] = {}
        self.kills: Counter[pytest.Item] = Counter()
        self.living: list[Any] = []
        self.watch()

    def watch(self) -> None:
        """Keep which lines of the module are met from now on."""

        def line_of(frame: FrameType, event: str, _given: object):
            if frame.f_code.co_filename != self.path:
                return None
            if event == "line":
                self.met.add(frame.f_lineno)
            return line_of

        threading.settrace(line_of)
        sys.settrace(line_of)

    def met_since(self) -> set[int]:
        met, self.met = self.met, set()
        return met

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        if session.testsfailed:
            pytest.exit("the tests cannot be read", 2)
        reading = self.met_since()
        gc.unfreeze()  # what was there when the tests were found is listed again
        memories = [one for one in living_of(self.path) if isinstance(one, _lru_cache_wrapper)]
        for item in session.items:
            for memory in memories:  # else only the first test would come through what is made once
                memory.cache_clear()
            self.walk(item)
        sys.settrace(None)
        threading.settrace(None)
        if len(list(Path("/proc/self/task").iterdir())) > 1:
            pytest.exit(f"threads were left behind: {threading.enumerate()}", 2)
        self.living = living_of(self.path)
        gc.collect()
        gc.freeze()  # what a child does not touch, it need not copy
        gc.disable()
        for mutant in self.mutants:
            is_read = not mutant.function or not reading.isdisjoint(mutant.lines)
            fate = self.fate_of(mutant)
            self.tell(READ_COLD if fate == SURVIVED and is_read else fate)
        session._setupstate.teardown_exact(None)
        return True

    def walk(self, item: pytest.Item) -> None:
        """Which lines of the module this test comes through, and how long it takes; one that fails tells nothing."""
        began = time.monotonic()
        reports = runtestprotocol(item, log=False, nextitem=item.session)
        if any(report.failed for report in reports):
            said = "\n".join(report.longreprtext for report in reports)
            pytest.exit(f"{item.nodeid} fails without any change: {said}", 2)
        if not any(report.skipped for report in reports):
            self.lines[item], self.seconds[item] = self.met_since(), time.monotonic() - began

    def fate_of(self, mutant: Mutant) -> int:
        items = [item for item, lines in self.lines.items() if not lines.isdisjoint(mutant.lines)]
        items.sort(key=lambda item: (-self.kills[item], self.seconds[item]))
        if not items:
            return SURVIVED
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            os.setsid()
            code = BROKEN
            try:
                code = self.try_out(mutant.tree, items, writing)
            finally:
                os._exit(code)
        os.close(writing)
        status = wait_for(child, PATIENCE + 10 * sum(self.seconds[item] for item in items))
        if status == BROKEN:
            pytest.exit(f"{mutant.name} could not be tried", 2)
        with os.fdopen(reading) as told:
            by = told.read()
        if by:
            self.kills[items[int(by)]] += 1
        return status

    def try_out(self, tree: ast.Module, items: list[pytest.Item], writing: int) -> int:
        silence = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silence, 1)
        os.dup2(silence, 2)
        if not put_in(tree, self.path, self.living):
            return READ_COLD
        for place, item in enumerate(items):
            following = items[place + 1] if place + 1 < len(items) else item.session
            if any(report.failed for report in runtestprotocol(item, log=False, nextitem=following)):
                os.write(writing, str(place).encode())
                return KILLED
        return SURVIVED


def wait_for(child: int, seconds: float) -> int:
    """How a process ended; one that never ends is ended, and seen too."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.01)
    os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return KILLED


def put_in(tree: ast.Module, path: str, living: list[Any]) -> bool:
    """Give each of these functions its code from the changed tree; False where one cannot take it."""
    codes: dict[tuple[str, int], list[CodeType]] = {}
    for code in codes_of(compile(tree, path, "exec")):
        codes.setdefault((code.co_qualname, code.co_firstlineno), []).append(code)
    for one in living:
        if isinstance(one, _lru_cache_wrapper):
            one.cache_clear()
            continue
        old = one.__code__
        new = codes.get((old.co_qualname, old.co_firstlineno), [])
        if len(new) == 1 and new[0].co_freevars == old.co_freevars:
            one.__code__ = new[0]
        elif "<locals>" not in old.co_qualname:  # what a function made is made anew by the test
            return False
    return True


def living_of(path: str) -> list[Any]:
    """Every function of this file that there is, and every memory of one."""
    return [one for one in gc.get_objects() if stands_in(one, path)]


def stands_in(living: object, path: str) -> bool:
    function = living.__wrapped__ if isinstance(living, _lru_cache_wrapper) else living
    return isinstance(function, FunctionType) and function.__code__.co_filename == path


def codes_of(code: CodeType) -> Iterator[CodeType]:
    yield code
    for part in code.co_consts:
        if isinstance(part, CodeType):
            yield from codes_of(part)
