"""Reads a list; a workbook in a process of its own, so that a hostile file can neither hang nor fill the program."""

import json
from subprocess import TimeoutExpired
from threading import BoundedSemaphore

from pydantic import ValidationError

from dossier.errors import AttachmentError
from dossier.process_apart import read_in_process
from dossier.table_reading.delimited import read_delimited
from dossier.table_reading.table import Table

SECONDS, LARGEST = 20, 5 * 1024 * 1024
AT_ONCE = BoundedSemaphore(2)
DAMAGED = "Dit bestand is beschadigd en kan niet worden gelezen. Bewaar de lijst opnieuw als .xlsx of CSV."
TOO_HARD = "Dit bestand kost te veel tijd of geheugen om te lezen. Bewaar alleen de lijst zelf als CSV."
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LOCKED = "EncryptedPackage".encode("utf-16-le")
OTHERS = (b"%pdf-", b"\x89png", b"\xff\xd8\xff", b"{\\rtf", b"gif8", b"\x1f\x8b", b"<html", b"<!doc", b"<?xml")


def read_table(content: bytes) -> Table:
    """The rows of a CSV or XLSX file, by what the file is; refuses with a sentence for who chose it."""
    if not content.strip(b"\x00 \r\n\t\xef\xbb\xbf\xff\xfe"):
        raise AttachmentError("Dit bestand is leeg.")
    if len(content) > LARGEST:
        raise AttachmentError("Dit bestand is groter dan 5 MB. Bewaar alleen de lijst zelf.")
    if content.startswith(OLD_OFFICE):
        if LOCKED in content:
            raise AttachmentError("Dit bestand heeft een wachtwoord. Bewaar het zonder wachtwoord.")
        raise AttachmentError("Dit is een oud Excel-bestand (.xls). Bewaar het als .xlsx of als CSV.")
    if content.startswith(b"PK"):
        return read_apart(content)
    if content[:5].lower().startswith(OTHERS):
        raise AttachmentError("Dit is geen lijst. Kies een CSV-bestand of een Excel-werkmap (.xlsx).")
    return read_delimited(content)


def read_apart(content: bytes) -> Table:
    with AT_ONCE:
        try:
            done = read_in_process("dossier.table_reading.child", content, seconds=SECONDS)
        except TimeoutExpired as error:
            raise AttachmentError(TOO_HARD) from error
    stopped = done.returncode < 0 or b"MemoryError" in done.stderr
    try:
        said = json.loads(done.stdout)
        if "refused" in said:
            raise AttachmentError(str(said["refused"]))
        return Table.model_validate(said)
    except (json.JSONDecodeError, UnicodeDecodeError, TypeError, ValidationError) as error:
        raise AttachmentError(TOO_HARD if stopped else DAMAGED) from error
