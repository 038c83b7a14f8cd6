"""The whole of a SQLite database as it stood at one moment, taken while others write."""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO
from urllib.parse import quote

from dossier.errors import BackupError

Ask = Callable[[str], list[str]]
MEMBER = "passend.sqlite"


@dataclass(frozen=True)
class SqliteCopy:
    """The bytes of the copy, and a way to ask it which files it speaks of."""

    file: BinaryIO
    ask: Ask


@contextmanager
def copy_sqlite(path: Path, folder: Path) -> Iterator[SqliteCopy]:
    """The copy has no name in any folder from before its first byte; an empty file of a kill goes with the next."""
    for left in folder.glob(".copy-*"):
        left.unlink(missing_ok=True)
    name = folder / f".copy-{os.urandom(8).hex()}"
    source = sqlite3.connect(f"file:{quote(str(path))}?mode=ro", uri=True, isolation_level=None)
    source.execute("BEGIN")
    source.execute("SELECT version_num FROM alembic_version").fetchone()  # from here on one moment is seen
    handle = os.open(name, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
    with closing(source), os.fdopen(handle, "rb") as file:
        try:
            copy = sqlite3.connect(f"file:{quote(str(name))}?mode=rw", uri=True)
            copy.execute("PRAGMA journal_mode=OFF")
            copy.execute("PRAGMA user_version").fetchone()  # opens the file, which is only then let go of its name
        finally:
            name.unlink(missing_ok=True)
        with closing(copy):
            source.backup(copy)
            yield SqliteCopy(file, lambda query: [row[0] for row in source.execute(query)])


def check_sqlite(path: Path) -> None:
    """Is a file that was put back a whole database?"""
    with closing(sqlite3.connect(f"file:{quote(str(path))}?immutable=1", uri=True)) as opened:
        try:
            said = opened.execute("PRAGMA integrity_check").fetchall()
            broken = opened.execute("PRAGMA foreign_key_check").fetchall()
        except sqlite3.DatabaseError as error:
            raise BackupError("De database in de reservekopie is niet heel.") from error
    if said != [("ok",)] or broken:
        raise BackupError("De database in de reservekopie is niet heel.")
