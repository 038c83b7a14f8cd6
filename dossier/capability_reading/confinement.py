"""Reads a document in a process of its own, so that a hostile file can neither hang nor fill the program."""

import json
from subprocess import TimeoutExpired
from threading import BoundedSemaphore
from typing import Any

from pydantic import ValidationError

from dossier.capability_reading.proposal import Proposal
from dossier.errors import AttachmentError
from dossier.process_apart import read_in_process
from dossier.rules.letter import Mention

SECONDS = 20
LETTER = "letter"
"""What the process is asked for when it is not a proposal."""
LARGEST = 10 * 1024 * 1024
AT_ONCE = BoundedSemaphore(2)
"""Two documents at a time: reading takes memory."""
DAMAGED = "Dit bestand is beschadigd en kan niet worden gelezen. Typ het document over."
TOO_HARD = "Dit bestand kost te veel tijd of geheugen om te lezen. Typ het document over."


def read_document(content: bytes) -> Proposal:
    """The proposal of a PDF, DOCX or text file; refuses with a sentence for the person who chose the file."""
    answer, otherwise = read_apart(content)
    return open_answer(answer, otherwise)


def read_mentions(content: bytes) -> list[Mention]:
    """What a letter or CV names and had better not; refuses a file whose text cannot be read, such as a photo."""
    answer, otherwise = read_apart(content, LETTER)
    return [Mention(kind) for kind in open_json(answer, otherwise)["mentions"]]


def read_apart(content: bytes, *what: str) -> tuple[bytes, str]:
    """What the process said, and what to say when that is nothing whole."""
    if not content.strip():
        raise AttachmentError("Dit bestand is leeg.")
    if len(content) > LARGEST:
        raise AttachmentError("Dit bestand is groter dan 10 MB. Kies alleen het document zelf, zonder bijlagen.")
    with AT_ONCE:
        try:
            done = read_in_process("dossier.capability_reading.child", content, *what, seconds=SECONDS)
        except TimeoutExpired as error:
            raise AttachmentError(TOO_HARD) from error
    stopped = done.returncode < 0 or b"MemoryError" in done.stderr
    return done.stdout, TOO_HARD if stopped else DAMAGED


def open_answer(answer: bytes, otherwise: str) -> Proposal:
    """What the process said; one that was stopped or fell over said nothing whole."""
    try:
        return Proposal.model_validate(open_json(answer, otherwise))
    except ValidationError as error:
        raise AttachmentError(otherwise) from error


def open_json(answer: bytes, otherwise: str) -> dict[str, Any]:
    try:
        said = json.loads(answer)
    except (json.JSONDecodeError, UnicodeDecodeError) as error:
        raise AttachmentError(otherwise) from error
    if not isinstance(said, dict):
        raise AttachmentError(otherwise)
    if "refused" in said:
        raise AttachmentError(str(said["refused"]))
    return said
