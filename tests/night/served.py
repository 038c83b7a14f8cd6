"""`passend serve` as a process of its own, with what the system tells of it: processor, memory, files, threads."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.conftest import REPOSITORY

ADDRESS = re.compile(r"http://127\.0\.0\.1:(\d+)")
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Served:
    """A running server: where it listens and what it takes."""

    pid: int
    port: int

    @property
    def _proc(self) -> Path:
        return Path(f"/proc/{self.pid}")

    def cpu(self) -> float:
        """Seconds of processor so far, of the program and of the system for it."""
        fields = (self._proc / "stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    def waited(self) -> float:
        """Seconds that its threads could have worked while other programs had the processor."""
        return sum(int((task / "schedstat").read_text().split()[1]) for task in (self._proc / "task").iterdir()) / 1e9

    def memory(self) -> float:
        """Megabytes that it holds."""
        (line,) = (one for one in (self._proc / "status").read_text().splitlines() if one.startswith("VmRSS"))
        return int(line.split()[1]) / 1024

    def files(self) -> int:
        return len(list((self._proc / "fd").iterdir()))

    def threads(self) -> int:
        return len(list((self._proc / "task").iterdir()))


@contextmanager
def serve(folder: Path) -> Iterator[Served]:
    """Serve this data folder until the block ends."""
    command = [sys.executable, "-m", "passend", "serve", "--port", "0", "--data-dir", str(folder)]
    given = os.environ | {"PASSEND_TESTING": "1"}
    with (folder.parent / "serve.log").open("w") as log:
        process = subprocess.Popen(command, cwd=REPOSITORY, env=given, stdout=subprocess.PIPE, stderr=log, text=True)
        try:
            assert process.stdout is not None
            found = ADDRESS.search(process.stdout.readline())
            assert found is not None, "the server did not start"
            yield Served(process.pid, int(found[1]))
        finally:
            process.terminate()
            process.wait(timeout=60)
            if process.stdout is not None:
                process.stdout.close()
