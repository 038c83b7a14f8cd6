"""Reads an uploaded proof before anything of it is kept: the parts of an e-mail, and what it had better not name."""

from dataclasses import dataclass, field
from typing import Any

from flask_babel import lazy_gettext as _l

from dossier.capability_reading import read_mentions
from dossier.errors import AttachmentError
from dossier.mail_reading import Mail, read_mail
from dossier.model.job_application import ProofKind
from dossier.rules.letter import HELD_BACK, Mention
from webui.transaction import pause_transaction

LETTERS = frozenset({ProofKind.LETTER, ProofKind.CV})
READABLE = (".pdf", ".docx", ".txt", ".eml")
MENTION_NAMES = {
    Mention.HEALTH: _l("ziekte of gezondheid"),
    Mention.LIMITATIONS: _l("beperkingen"),
    Mention.TRACK_TWO: _l("het tweede spoor of re-integratie"),
    Mention.WAGE_DEMAND: _l("een looneis"),
    Mention.BSN: _l("een BSN"),
}


@dataclass(frozen=True)
class ProofReading:
    """What is kept beside a proof: which kinds it names, and the parts of a mail."""

    mentions: list[str] = field(default_factory=list)
    mail: Mail | None = None


def read_upload(upload: Any, kind: str) -> ProofReading:
    """A photo or a file that cannot be read names nothing that we know of.

    Of what is no letter or CV only that is kept which keeps it from the own employer.
    """
    name = (upload.filename or "").lower() if upload else ""
    if not upload or not (kind in LETTERS or name.endswith(READABLE)):
        return ProofReading()
    content = upload.read()
    upload.seek(0)
    pause_transaction()  # reading takes a second; others may write meanwhile
    mentions, mail = read_apart(content, is_mail=name.endswith(".eml"))
    kept = [one.value for one in mentions if kind in LETTERS or one in HELD_BACK]
    return ProofReading(kept, mail)


def read_apart(content: bytes, *, is_mail: bool) -> tuple[list[Mention], Mail | None]:
    if is_mail:
        read = read_mail(content)
        return read.mentions, read.mail
    try:
        return read_mentions(content), None
    except AttachmentError:
        return [], None


def name_mentions(kinds: list[str]) -> list[str]:
    return [str(MENTION_NAMES[Mention(kind)]) for kind in kinds]
