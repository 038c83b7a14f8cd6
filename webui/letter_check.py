"""Reads an uploaded letter or CV for what it had better not name, before anything of it is kept."""

from typing import Any

from flask_babel import lazy_gettext as _l

from dossier.capability_reading import read_mentions
from dossier.errors import AttachmentError
from dossier.model.job_application import ProofKind
from dossier.rules.letter import Mention
from webui.transaction import pause_transaction

LETTERS = frozenset({ProofKind.LETTER, ProofKind.CV})
MENTION_NAMES = {
    Mention.HEALTH: _l("ziekte of gezondheid"),
    Mention.LIMITATIONS: _l("beperkingen"),
    Mention.TRACK_TWO: _l("het tweede spoor of re-integratie"),
    Mention.WAGE_DEMAND: _l("een looneis"),
    Mention.BSN: _l("een BSN"),
}


def mentions_of(upload: Any, kind: str) -> list[str]:
    """The kinds that a letter names; a photo or a file that cannot be read names nothing that we know of."""
    if not upload or kind not in LETTERS:
        return []
    content = upload.read()
    upload.seek(0)
    pause_transaction()  # reading takes a second; others may write meanwhile
    try:
        return [mention.value for mention in read_mentions(content)]
    except AttachmentError:
        return []


def name_mentions(kinds: list[str]) -> list[str]:
    return [str(MENTION_NAMES[Mention(kind)]) for kind in kinds]
