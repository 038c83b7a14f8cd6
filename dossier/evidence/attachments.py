"""The files behind an application, byte for byte: its proofs, and the page of the vacancy as it was read."""

import json
import re
from dataclasses import dataclass
from typing import Any

from lxml import html
from lxml.etree import ParserError, strip_elements
from sqlmodel import Session

from dossier.errors import EvidenceError
from dossier.evidence.canonical import to_public
from dossier.evidence.edition import Member
from dossier.mail_reading import Mail
from dossier.model.job_application import JobApplication, Proof
from dossier.model.vacancy import Snapshot, Vacancy
from dossier.rules.guarded_field import WITHHELD
from dossier.rules.letter import is_kept_from_employer
from dossier.settings import Settings
from dossier.storage.applications import applied_vacancy, vacancy_version
from dossier.storage.attachments import AttachmentStore
from dossier.storage.snapshots import WarcStore, get_snapshot

EMPTY_PAGE = {"seen_at": None, "snapshot": None, "snapshot_sha256": None}
PAGE_NAMES = {"application/json": "pagina.json", "text/plain": "pagina.txt"}


@dataclass(frozen=True)
class ProofFiles:
    """The proofs of one application as they go into a bundle."""

    kept: list[Member]
    """As uploaded, byte for byte."""
    read: list[Member]
    """What stands in the e-mails among them, as plain text beside each."""
    held: int = 0
    """How many the own employer does not get: they speak of health."""

    @property
    def members(self) -> list[Member]:
        return [*self.kept, *self.read]

    def named(self) -> str:
        """Column 16 of the overview."""
        held = [f"{self.held} niet meegegeven: {WITHHELD}"] if self.held else []
        return "; ".join([*(member.name for member in self.kept), *held])


def proof_files(
    settings: Settings, application: JobApplication, proofs: list[Proof], *, for_employer: bool = False
) -> ProofFiles:
    """`bewijs/007-brief/brief.pdf`: the number of the application and the kind of proof."""
    store = AttachmentStore.of(settings)
    shown = [one for one in proofs if not (for_employer and is_kept_from_employer(one.mentions, one.mail))]
    found = ProofFiles([], [], held=len(proofs) - len(shown))
    taken: set[str] = set()
    for proof in shown:
        folder = f"bewijs/{application.serial:03d}-{_slug(proof.kind)}"
        name = _free_name(taken, folder, proof.filename)
        found.kept.append(Member(name, store.open_bytes(proof.sha256), proof.media_type))
        if proof.mail is not None:
            text = write_mail(Mail.model_validate(proof.mail))
            beside = _free_name(taken, folder, f"{name.rpartition('/')[2]}-gelezen.txt")
            found.read.append(Member(beside, text.encode(), "text/plain"))
    return found


def _free_name(taken: set[str], folder: str, filename: str) -> str:
    """The next name that is free in this folder."""
    name, copy = f"{folder}/{filename}", 2
    while name in taken:
        name, copy = f"{folder}/{copy}-{filename}", copy + 1
    taken.add(name)
    return name


def write_mail(mail: Mail) -> str:
    """What stands in a mail, for who has no mail program at hand."""
    heads = (
        ("Van", mail.sender),
        ("Aan", mail.to),
        ("Kopie", mail.cc),
        ("Datum", mail.sent),
        ("Onderwerp", mail.subject),
    )
    lines = [f"{name}: {value}" for name, value in heads if value]
    lines += [f"Bijlage: {one.name or one.media_type} ({one.size} bytes)" for one in mail.enclosures]
    cut = ["", "[De tekst is langer; het hele bericht staat in het bestand ernaast.]"] if mail.cut else []
    return "\n".join([*lines, "", mail.text, *cut]) + "\n"


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-") or "overig"


def kept_page(session: Session, settings: Settings, application: JobApplication) -> tuple[list[Member], dict[str, Any]]:
    """`vacatures/007/`: the exchange as fetched, the page as read, its text, and what is known about them."""
    if application.snapshot_id is None:
        return [], EMPTY_PAGE
    snapshot = get_snapshot(session, application.snapshot_id)
    store, folder = WarcStore.of(settings), f"vacatures/{application.serial:03d}"
    body = store.read_body(snapshot)
    vacancy = None if application.vacancy_id is None else applied_vacancy(session, application.vacancy_id)
    current = vacancy is not None and vacancy_version(session, vacancy.id, application.snapshot_id) == vacancy.version
    text = vacancy.description if vacancy is not None and current else text_of(body)
    about = _about(snapshot, vacancy, "vacature" if current else "pagina")
    members = [
        Member(f"{folder}/snapshot.warc.gz", store.read_slice(snapshot), "application/warc+gzip"),
        Member(f"{folder}/{_page_name(snapshot)}", body, snapshot.media_type or "application/octet-stream"),
        Member(f"{folder}/text.txt", text.encode(), "text/plain"),
        Member(f"{folder}/meta.json", _json(about), "application/json"),
    ]
    facts = {"seen_at": snapshot.fetched_at, "snapshot": folder, "snapshot_sha256": snapshot.sha256}
    return members, facts


def _page_name(snapshot: Snapshot) -> str:
    """A page ends in .txt, so that opening it shows what was read and fetches nothing."""
    media_type = (snapshot.media_type or "").partition(";")[0].strip().lower()
    return PAGE_NAMES.get(media_type, "pagina.html.txt")


def _about(snapshot: Snapshot, vacancy: Vacancy | None, text_from: str) -> dict[str, Any]:
    known = {} if vacancy is None else {"vacancy": vacancy.id, "title": vacancy.title, "source": vacancy.source}
    return known | {
        "url": snapshot.url,
        "fetched_at": snapshot.fetched_at,
        "status": snapshot.status,
        "media_type": snapshot.media_type,
        "snapshot": snapshot.id,
        "snapshot_sha256": snapshot.sha256,
        "page_sha256": snapshot.body_sha256,
        "text_from": text_from,
    }


def _json(value: dict[str, Any]) -> bytes:
    return json.dumps(to_public(value), ensure_ascii=False, indent=1, sort_keys=True).encode() + b"\n"


def text_of(body: bytes) -> str:
    """The words of a page, one line per block: for a page whose vacancy has changed since."""
    try:
        page = html.fromstring(body)
    except (ParserError, ValueError) as error:
        raise EvidenceError("De vastgelegde pagina kan niet gelezen worden.") from error
    strip_elements(page, "script", "style", "noscript", with_tail=False)
    lines = (" ".join(str(line).split()) for line in page.itertext())
    return "\n".join(line for line in lines if line) + "\n"
