"""`python -m tests.night.kills KIND FOLDER KILLS`: kills work at random moments of its own length, and looks each time.

Nothing is put back between rounds, so damage would add up. A kill that comes when the work is done does not count and
is made again. Says as JSON how many kills there were, how many came too late, and every fault.
"""

import json
import os
import random
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from dossier.settings import Settings
from dossier.storage.database import Database, open_database
from tests.dossier.storage.earlier_schema import rows_of
from tests.night.busy_work import PORT, WORK, acknowledged
from tests.night.soundness import faults_in, faults_of_database
from tests.night.warm import Work, ask_apart, load_what_is_needed
from webui import create_app

SERVED = 3.0
"""Seconds within which the web is killed, its start included; it does not end by itself."""
TRIES = 3
"""As often as was asked, at most: with more than two of three too late something is wrong with the row."""


def measure(begin: Callable[[], Work]) -> float:
    """Seconds that the work takes: the longest of three."""
    lengths = []
    for _ in range(3):
        work, began = begin(), time.monotonic()
        if not work.ends_within(300) or not work.is_done_well:
            work.kill()
            raise SystemExit("the work does not come to its end by itself")
        lengths.append(time.monotonic() - began)
    return max(lengths)


def kill_often(
    begin: Callable[[], Work], look: Callable[[], list[str]], kills: int, length: float
) -> dict[str, object]:
    draw, hit, late, faults = random.Random(29), 0, 0, []
    while hit < kills and hit + late < TRIES * kills:
        work, moment = begin(), draw.uniform(0, length)
        if work.ends_within(moment):
            late += 1
            if not work.is_done_well:
                faults.append(f"round {hit + late} ended by itself, and not well")
        else:
            work.kill()
            hit += 1
        faults += [f"round {hit + late}, after {moment:.3f} s: {one}" for one in ask_apart(look)]
    return {"kills": hit, "late": late, "faults": faults, "length": length}


@contextmanager
def writing_clients(begin: Callable[[], Work], folder: Path) -> Iterator[None]:
    """Browsers that live through every kill of the server; they have signed in when the block begins."""
    command = [sys.executable, "-m", "tests.night.writing_clients", os.environ[PORT], str(folder)]
    clients, server = subprocess.Popen(command), begin()
    until = time.monotonic() + 120
    try:
        while not acknowledged(folder).read_text(encoding="utf-8"):
            if server.ends_within(0.1) or time.monotonic() > until:
                raise SystemExit("nobody could write")
        server.kill()
        yield
    finally:
        server.kill()
        clients.kill()
        clients.wait()


def free_port() -> str:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return str(free.getsockname()[1])


def begin_work(kind: str, folder: Path) -> Work:
    """A migration begins anew with the rows and tables of the first version: looking at it finished the one before."""
    if kind == "migration":
        for path in folder.glob("passend.sqlite*"):
            path.unlink()
        shutil.copy(folder.parent / "first.sqlite", folder / "passend.sqlite")
    return Work(partial(WORK[kind], folder), folder.parent / "said")


def faults_of_migration(folder: Path) -> list[str]:
    """The next start finishes it, and every row of before is there."""
    settings = Settings(data_dir=folder, testing=True)
    first, database = Database(f"sqlite:///{folder.parent / 'first.sqlite'}"), open_database(settings)
    with first.engine.connect() as before, database.engine.connect() as after:
        wanted, found = rows_of(before), rows_of(after)
    faults = [
        f"{table}: {found.get(table)} of {count} rows" for table, count in wanted.items() if found.get(table) != count
    ]
    faults += faults_of_database(database)
    database.close()
    first.close()
    return faults


def make_app(folder: Path) -> None:
    """Loads what a server loads as it starts."""
    settings = Settings(data_dir=folder, testing=True)
    create_app(settings, open_database(settings))


def main(kind: str, folder: Path, kills: int) -> None:
    os.environ[PORT] = free_port()
    begin, look = (
        partial(begin_work, kind, folder),
        partial(faults_of_migration if kind == "migration" else faults_in, folder),
    )
    acknowledged(folder).touch()
    if kind == "web":
        load_what_is_needed(partial(make_app, folder))
        load_what_is_needed(look)
        with writing_clients(begin, folder):
            found = kill_often(begin, look, kills, SERVED)
    else:
        begin().ends_within(60)
        load_what_is_needed(look)
        load_what_is_needed(partial(WORK[kind], folder))
        found = kill_often(begin, look, kills, measure(begin))
    kept = len(acknowledged(folder).read_text(encoding="utf-8").split())
    sys.stdout.write(json.dumps(found | {"acknowledged": kept}))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
