"""`python -m tests.night.mutate MODULE EVERY TEST...`: prints the mutants that no test sees, and how many there were.

A process of its own that imports nothing of the program before it divides.
"""

import importlib.abc
import importlib.util
import os
import sys
import tomllib
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.night.mutants import Mutant, mutants_of
from tests.night.warm_server import READ_COLD, SURVIVED, WarmServer, wait_for

OPTIONS = (
    "-q", "-n0", "-s", "-p", "no:cacheprovider", "-o", "faulthandler_timeout=0",
    "-o", "tmp_path_retention_policy=none", "-k", "not postgres",
)  # fmt: skip
LONGEST = 600.0
ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
"""A process with threads cannot be divided."""


class Changed(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Gives one module in its changed form, in this process alone; no file is touched."""

    def __init__(self, module: str, path: Path, mutant: Mutant) -> None:
        self.module, self.path, self.mutant = module, path, mutant

    def find_spec(self, name, path=None, target=None):
        return importlib.util.spec_from_file_location(name, self.path, loader=self) if name == self.module else None

    def exec_module(self, module) -> None:
        exec(self.get_code(module.__name__), module.__dict__)

    def get_code(self, _name):
        return compile(self.mutant.tree, str(self.path), "exec")


def fates_of(path: Path, mutants: list[Mutant], tests: Sequence[str]) -> list[int]:
    """What became of each mutant in the warm server."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.dup2(2, 1)
        server = WarmServer(path, mutants, lambda fate: os.write(writing, f"{fate}\n".encode()) and None)
        os._exit(run_quietly(tests, server))
    os.close(writing)
    with os.fdopen(reading) as told:
        fates = [int(line) for line in told]
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if code or len(fates) != len(mutants):
        sys.exit(f"the tests of {path.name} ended with {code} after {len(fates)} of {len(mutants)} mutants")
    return fates


def is_seen_cold(module: str, path: Path, mutant: Mutant, tests: Sequence[str]) -> bool:
    """The same in a process that reads the changed module itself: also what runs while it is read."""
    child = os.fork()
    if child == 0:
        os.setsid()
        sys.meta_path.insert(0, Changed(module, path, mutant))
        silence = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silence, 1)
        os.dup2(silence, 2)
        os._exit(run_quietly(["-x", *tests]))
    return wait_for(child, LONGEST) != SURVIVED


def run_quietly(tests: Sequence[str], *plugins: object) -> int:
    return int(pytest.main([*OPTIONS, *tests], plugins=list(plugins)))


def alike_in(module: str, mutants: list[Mutant]) -> set[str]:
    """The mutants of which `alike.toml` says why no test can tell them from the module; one that is gone is a fault."""
    table = tomllib.loads((Path(__file__).parent / "alike.toml").read_text(encoding="utf-8"))
    alike = {one["change"] for one in table["mutant"] if one["module"] == module}
    gone = alike - {mutant.name for mutant in mutants}
    if gone:
        sys.exit(f"no longer a change of {module}: {gone}")
    return alike


def main(module: str, every: int, tests: list[str]) -> int:
    os.environ |= ONE_THREAD
    path = Path(*module.split(".")).with_suffix(".py").absolute()
    mutants = list(mutants_of(path.read_text(encoding="utf-8")))
    alike = alike_in(module, mutants)
    chosen = [mutant for mutant in mutants if mutant.name not in alike][::every]
    unseen = [
        mutant.name
        for mutant, fate in zip(chosen, fates_of(path, chosen, tests), strict=True)
        if fate == SURVIVED or (fate == READ_COLD and not is_seen_cold(module, path, mutant, tests))
    ]
    sys.stdout.writelines(f"{module}.{name}\n" for name in unseen)
    sys.stdout.write(f"{len(chosen) - len(unseen)} of {len(chosen)} seen, {len(alike)} alike\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2]), sys.argv[3:]))
