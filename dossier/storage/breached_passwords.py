"""A file of passwords known from leaks, chosen by the office and read on this machine: nothing is asked of anyone."""

import re
from hashlib import sha1
from pathlib import Path

from dossier.errors import SettingsError

HASHED = re.compile(rb"[0-9A-Fa-f]{40}(:\d+)?\s*")


def is_breached(password: str, file: Path | None) -> bool:
    """Does it stand in the file: as a line, or by its SHA-1 where the file holds hashes in order?"""
    if file is None:
        return False
    try:
        with file.open("rb") as lines:
            if HASHED.fullmatch(lines.readline()):
                return _find_hash(file, sha1(password.encode(), usedforsecurity=False).hexdigest().upper().encode())
            lines.seek(0)
            wanted = password.encode()
            return any(line.rstrip(b"\r\n") == wanted for line in lines)
    except OSError as error:
        raise SettingsError("PASSEND_BREACHED_PASSWORDS kan niet worden gelezen.") from error


def _find_hash(file: Path, wanted: bytes) -> bool:
    """Halve the file until the line is found: twenty looks into a gigabyte."""
    low, high = 0, file.stat().st_size
    with file.open("rb") as lines:
        while low < high:
            middle = (low + high) // 2
            lines.seek(middle)
            if middle:
                lines.readline()
            found = lines.readline()[:40].upper()
            if found == wanted:
                return True
            if found and found < wanted:
                low = middle + 1
            else:
                high = middle
        lines.seek(low)
        return lines.readline()[:40].upper() == wanted
