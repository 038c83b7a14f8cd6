"""Reads a document in a process of its own, so that a hostile file can neither hang nor fill the program."""

import json
import subprocess
import sys
from threading import BoundedSemaphore

from pydantic import ValidationError

from dossier.capability_reading.proposal import Proposal
from dossier.errors import AttachmentError

SECONDS = 20
LARGEST = 10 * 1024 * 1024
AT_ONCE = BoundedSemaphore(2)
"""Two documents at a time: reading takes memory."""
DAMAGED = "Dit bestand is beschadigd en kan niet worden gelezen. Typ het document over."
TOO_HARD = "Dit bestand kost te veel tijd of geheugen om te lezen. Typ het document over."


def read_document(content: bytes) -> Proposal:
    """The proposal of a PDF, DOCX or text file; refuses with a sentence for the person who chose the file."""
    if not content.strip():
        raise AttachmentError("Dit bestand is leeg.")
    if len(content) > LARGEST:
        raise AttachmentError("Dit bestand is groter dan 10 MB. Kies alleen het document zelf, zonder bijlagen.")
    command = [sys.executable, "-m", "dossier.capability_reading.child"]
    with AT_ONCE:
        try:
            done = subprocess.run(command, input=content, capture_output=True, timeout=SECONDS, check=False)  # noqa: S603 - our own module
        except subprocess.TimeoutExpired as error:
            raise AttachmentError(TOO_HARD) from error
    stopped = done.returncode < 0 or b"MemoryError" in done.stderr
    return open_answer(done.stdout, TOO_HARD if stopped else DAMAGED)


def open_answer(answer: bytes, otherwise: str) -> Proposal:
    """What the process said; one that was stopped or fell over said nothing whole."""
    try:
        said = json.loads(answer)
        if isinstance(said, dict) and "refused" in said:
            raise AttachmentError(str(said["refused"]))
        return Proposal.model_validate(said)
    except (json.JSONDecodeError, UnicodeDecodeError, ValidationError) as error:
        raise AttachmentError(otherwise) from error
