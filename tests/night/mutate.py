"""`python -m tests.night.mutate MODULE EVERY TEST...`: prints the mutants that no test sees, and how many there were.

A process of its own that imports nothing of the program before it divides.
"""

import sys
from pathlib import Path

from tests.night.mutants import is_seen, mutants_of


def main(module: str, every: int, tests: list[str]) -> int:
    path = Path(*module.split(".")).with_suffix(".py").absolute()
    chosen = list(mutants_of(path.read_text(encoding="utf-8")))[::every]
    seen = 0
    for one in chosen:
        if is_seen(module, path, one.tree, tests):
            seen += 1
        else:
            sys.stdout.write(f"{module}:{one.line} {one.what}\n")
            sys.stdout.flush()
    sys.stdout.write(f"{seen} of {len(chosen)} seen\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2]), sys.argv[3:]))
