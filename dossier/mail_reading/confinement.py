"""Reads an e-mail in a process of its own, so that a hostile one can neither hang nor fill the program."""

import json
from dataclasses import dataclass, field
from subprocess import TimeoutExpired
from threading import BoundedSemaphore
from typing import Any

from pydantic import ValidationError

from dossier.mail_reading.mail import Mail
from dossier.process_apart import read_in_process
from dossier.rules.letter import Mention

SECONDS, LARGEST = 15, 25 * 1024 * 1024
AT_ONCE = BoundedSemaphore(2)


@dataclass(frozen=True)
class ReadMail:
    """What was read: no mail where the file is none, or cost too much."""

    mail: Mail | None = None
    mentions: list[Mention] = field(default_factory=list)


def read_mail(content: bytes) -> ReadMail:
    """Never refuses: a proof is kept byte for byte, whether it can be read or not."""
    if not content.strip() or len(content) > LARGEST:
        return ReadMail()
    with AT_ONCE:
        try:
            done = read_in_process("dossier.mail_reading.child", content, seconds=SECONDS)
        except TimeoutExpired as error:
            return open_lines(error.stdout or b"")
    return open_lines(done.stdout)


def open_lines(answer: bytes) -> ReadMail:
    """The mail stands in the first line; what came with it may have ended the process before the second."""
    said = [line for line in map(open_line, answer.splitlines()) if line]
    named = {kind for line in said for kind in line.get("mentions", [])}
    mentions = [kind for kind in Mention if kind in named]
    try:
        mail = Mail.model_validate(said[0]["mail"])
    except (IndexError, KeyError, ValidationError):
        return ReadMail()
    return ReadMail(mail if any((mail.sender, mail.to, mail.sent, mail.subject)) else None, mentions)


def open_line(line: bytes) -> dict[str, Any]:
    """What one line says; half a line says nothing."""
    try:
        said = json.loads(line)
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}
