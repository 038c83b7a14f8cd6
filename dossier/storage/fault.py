"""What it is that a database or a disk cannot, told by the codes of SQLite, PostgreSQL and the operating system."""

import errno
import sqlite3
from enum import StrEnum

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError


class Fault(StrEnum):
    """What the program can say of it."""

    FULL = "full"
    READ_ONLY = "read only"
    BUSY = "busy"
    AWAY = "away"


IN_WORDS = {
    Fault.FULL: "de schijf is vol; maak eerst ruimte en doe het dan opnieuw.",
    Fault.READ_ONLY: "er kan nu alleen gelezen worden; de schijf of de database staat op slot.",
    Fault.BUSY: "de database is te druk; doe het straks opnieuw.",
    Fault.AWAY: "de schijf of de database is niet te lezen of te schrijven; kijk of alles nog heel is.",
}
"""As a command and a crawl say it; the pages have words of their own."""
STORAGE_ERRORS = (DBAPIError, sqlite3.Error, OSError, PoolTimeoutError)
BY_ERRNO = {errno.ENOSPC: Fault.FULL, errno.EDQUOT: Fault.FULL, errno.EROFS: Fault.READ_ONLY, errno.EIO: Fault.AWAY}
BY_SQLITE = {
    sqlite3.SQLITE_FULL: Fault.FULL,
    sqlite3.SQLITE_READONLY: Fault.READ_ONLY,
    sqlite3.SQLITE_BUSY: Fault.BUSY,
    sqlite3.SQLITE_LOCKED: Fault.BUSY,
    sqlite3.SQLITE_IOERR: Fault.AWAY,
    sqlite3.SQLITE_CANTOPEN: Fault.AWAY,
    sqlite3.SQLITE_CORRUPT: Fault.AWAY,
    sqlite3.SQLITE_NOTADB: Fault.AWAY,
}
BY_POSTGRES = {
    "53": Fault.AWAY,
    "53100": Fault.FULL,
    "25006": Fault.READ_ONLY,
    "40": Fault.BUSY,
    "55": Fault.BUSY,
    "57": Fault.AWAY,
    "08": Fault.AWAY,
    "58": Fault.AWAY,
}
"""SQLSTATE codes, or their first two characters for a whole class."""


def fault_of(error: BaseException | None) -> Fault | None:
    """Nothing when the error is not about the database or the disk."""
    if isinstance(error, OSError):
        return BY_ERRNO.get(error.errno or 0)
    if isinstance(error, PoolTimeoutError):
        return Fault.BUSY
    original = error.orig if isinstance(error, DBAPIError) else error
    if isinstance(original, sqlite3.Error):
        code = getattr(original, "sqlite_errorcode", None)
        return None if code is None else BY_SQLITE.get(code & 0xFF)
    if not isinstance(error, DBAPIError):
        return None
    state = getattr(error.orig, "sqlstate", None)
    if state is None:
        return Fault.AWAY if type(error).__name__ == "OperationalError" else None  # no connection has no code
    return BY_POSTGRES.get(state, BY_POSTGRES.get(state[:2]))


def in_words(error: OSError) -> str:
    """What a disk cannot, as a command says it; what has no words of ours keeps those of the system."""
    fault = fault_of(error)
    return f"{error.strerror or error}." if fault is None else IN_WORDS[fault]
