"""A process of its own for what may be hostile: it knows nothing of the settings and ends in time."""

import os
import resource
import subprocess
import sys

OURS, OF_THE_DATABASE = "PASSEND_", "PG"
"""How the names begin of our settings and of those of PostgreSQL: keys, passwords and addresses stand in them."""


MEMORY = 512 * 1024 * 1024
"""Bytes of address space: a usual document takes 80 to 190 MB of it, most of which is the program."""


def bound_process(seconds: int) -> None:
    """Before anything is read, in the process itself: whatever the file does, it ends, and writes nothing."""
    bounds = {
        resource.RLIMIT_CPU: seconds,
        resource.RLIMIT_AS: MEMORY,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_CORE: 0,
    }
    for what, most in bounds.items():
        resource.setrlimit(what, (most, most))


def environment_without(*beginnings: str) -> dict[str, str]:
    """The environment as another process may see it: no setting whose name begins so, and no proxy."""
    return {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(beginnings) and not name.lower().endswith("_proxy")
    }


def read_in_process(module: str, content: bytes, *what: str, seconds: float) -> subprocess.CompletedProcess[bytes]:
    """What `python -m module what…` answers to these bytes; `TimeoutExpired` where it was not done in time."""
    return subprocess.run(  # noqa: S603 - our own module
        [sys.executable, "-m", module, *what],
        input=content,
        capture_output=True,
        timeout=seconds,
        check=False,
        env=environment_without(OURS, OF_THE_DATABASE),
    )
