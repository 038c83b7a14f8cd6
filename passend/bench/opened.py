"""Opens a stored stock in a process of its own and says what that cost: time, and memory after some people.

The people come as JSON on its input: to make them takes the tables of the made-up stock, which nobody needs who ranks.
"""

import json
import sys
from datetime import date
from pathlib import Path
from time import perf_counter, process_time

from dossier.model.person import Person
from matcher.stock.search import find_best
from matcher.stock.store import load_stock


def peak_memory() -> int | None:
    """The most this process held, in MB; the usage counters of the system still hold what its parent held."""
    status = Path("/proc/self/status")
    lines = status.read_text(encoding="ascii").splitlines() if status.exists() else []
    return next((int(line.split()[1]) // 1024 for line in lines if line.startswith("VmHWM")), None)


def main(folder: str, day: str) -> None:
    persons = [Person.model_validate(person) for person in json.load(sys.stdin)]
    today, before = date.fromisoformat(day), peak_memory()
    cpu, wall = process_time(), perf_counter()
    loaded = load_stock(Path(folder))
    cpu, wall = process_time() - cpu, perf_counter() - wall
    assert loaded is not None
    stock, readings = loaded
    for person in persons:
        find_best(person, stock, readings, on=today, top=100)
    print(json.dumps({  # noqa: T201 - the answer to the process that asked
        "load_cpu_s": round(cpu, 3), "load_wall_s": round(wall, 3),
        "memory_mb": peak_memory(), "memory_before_mb": before,
    }))  # fmt: skip


if __name__ == "__main__":
    main(*sys.argv[1:])
