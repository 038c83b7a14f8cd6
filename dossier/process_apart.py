"""A process of its own for what may be hostile: it knows nothing of the settings and ends in time."""

import os
import subprocess
import sys

OURS, OF_THE_DATABASE = "PASSEND_", "PG"
"""How the names begin of our settings and of those of PostgreSQL: keys, passwords and addresses stand in them."""


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
