"""The bundle: one zip with everything that one receiver may see, signed, and the same bytes for the same rows."""

import hashlib
from datetime import date, datetime
from importlib.resources import files
from pathlib import Path
from typing import Any

from pydantic import BaseModel
from sqlmodel import Session

from dossier.errors import EvidenceError, InvalidInputError
from dossier.evidence import controleer
from dossier.evidence.canonical import to_public
from dossier.evidence.dutch import long_day
from dossier.evidence.edition import RECEIVER_NAMES, Edition, Member
from dossier.evidence.exports import list_exports
from dossier.evidence.gathering import Gathering
from dossier.evidence.log import line_of
from dossier.evidence.seals import seal_members
from dossier.evidence.signing import Signer
from dossier.evidence.soundness import require_sound_case
from dossier.evidence.standalone import verifier_source
from dossier.evidence.visibility import shown_fields
from dossier.evidence.zip_form import zip_parts
from dossier.model.case import ReintegrationCase
from dossier.settings import Settings
from dossier.storage.applications import list_applications
from dossier.storage.bundles import keep_bundle
from dossier.storage.evidence import contents_of, entries_of

FORMAT = "passend-bundel-1"
TITLE = "Bewijsbundel re-integratie tweede spoor"
ZIP_LIMIT, MEMBER_LIMIT = 2**32 - 1, 2**16 - 1
"""Beyond these a zip needs a second form; a bundle is made per period, so it stays far below."""


class BundleReport(BaseModel):
    """What `passend export` answers."""

    bundle: str
    files: int
    sha256: str
    head: str
    key: str


def make_bundle(  # noqa: PLR0913 - one argument per question of the form
    session: Session,
    case: ReintegrationCase,
    *,
    settings: Settings,
    receiver: str,
    period_from: date,
    period_to: date,
    made_at: datetime,
    made_by: str,
    out: Path,
) -> BundleReport:
    """Build the bundle from rows and kept files alone, and write it all or not at all."""
    if receiver not in RECEIVER_NAMES:
        raise InvalidInputError("receiver", receiver, ", ".join(RECEIVER_NAMES))
    if period_to < period_from:
        raise InvalidInputError("period_to", period_to.isoformat(), f"een dag vanaf {period_from.isoformat()}")
    signer = Signer.load_or_create(settings.signing_key_file)
    require_sound_case(session, case, signer)
    gathering = Gathering(session, case, settings=settings, receiver=receiver, period=(period_from, period_to))
    edition = gathering.edition(made_at=made_at, made_by=made_by)
    seals = seal_members(build_members(edition), edition, settings)
    members = [*seals.members, log_member(session, case, receiver)]
    members.append(readme_member(edition, members, signer, seals.text))
    members.append(manifest_member(edition, members, signer, seals.said))
    content = pack(members)
    keep_bundle(settings, out, content)
    return BundleReport(
        bundle=str(out),
        files=len(members),
        sha256=hashlib.sha256(content).hexdigest(),
        head=edition.head,
        key=signer.fingerprint,
    )


def build_members(edition: Edition) -> list[Member]:
    """Every export, every proof and kept page, and the verifier."""
    exported = [member for export in list_exports().values() for member in export.build(edition)]
    verifier = Member("controleer.py", verifier_source(), "text/x-python")
    return [*exported, *edition.attachments, verifier]


def log_member(session: Session, case: ReintegrationCase, receiver: str) -> Member:
    """The whole chain; of each line only what this receiver may read."""
    assert case.id is not None
    contents = contents_of(session, case.id)
    released = frozenset(row.serial for row in list_applications(session, case.id, released_only=True))
    lines = []
    for entry in entries_of(session, case.id):
        content = contents.get(entry.id or 0)
        said = {} if content is None else content.content
        shown = shown_fields(entry.kind, said, receiver, released)
        lines.append(controleer.canonical(line_of(entry, case.number, content, shown)) + b"\n")
    return Member(controleer.LOG, b"".join(lines), "application/jsonl")


def readme_member(edition: Edition, members: list[Member], signer: Signer, sealed: str) -> Member:
    """What this is, what is in it, and how to check it with ordinary tools (NL)."""
    named = {export.NAME: export.TITLE for export in list_exports().values()}
    listed = [f"   {_files_of(members, name)}  {named[name]}" for name in sorted(named) if _made(members, name)]
    proofs = sum(member.name.startswith("bewijs/") for member in members)
    pages = sum(member.name.endswith("snapshot.warc.gz") for member in members)
    listed += [f"   bewijs/: {proofs} bewijsstukken, zoals ze zijn aangeleverd"]
    listed += [f"   vacatures/: {pages} vacatures, zoals ze op internet stonden"]
    text = (files("dossier.evidence") / "templates" / "lees_mij.txt").read_text(encoding="utf-8")
    filled = text.format(
        title=TITLE,
        underline="=" * len(TITLE),
        number=edition.case.number,
        employee=edition.case.employee,
        employer=edition.case.employer,
        period_from=long_day(edition.period_from),
        period_to=long_day(edition.period_to),
        receiver=RECEIVER_NAMES[edition.receiver],
        receiver_name=edition.receiver_name,
        made_on=long_day(edition.made_at),
        made_by=edition.made_by,
        version=edition.version,
        files="\n".join(listed),
        fingerprint=signer.fingerprint,
        head=edition.head,
        sealed=sealed,
    )
    return Member("00_lees_mij.txt", filled.replace("\n", "\r\n").encode("utf-8-sig"), "text/plain")


def _made(members: list[Member], name: str) -> list[Member]:
    return [member for member in members if member.name.startswith(name)]


def _files_of(members: list[Member], name: str) -> str:
    """'01_sollicitatieoverzicht (pdf, xlsx, csv, json)', or how many files a folder holds."""
    made = _made(members, name)
    if made[0].name.startswith(f"{name}/"):
        return f"{name}/ ({len(made)})"
    kinds = dict.fromkeys(member.name.rpartition(".")[2] for member in made)
    return f"{name} ({', '.join(kinds)})"


def manifest_member(edition: Edition, members: list[Member], signer: Signer, sealed: dict[str, Any]) -> Member:
    """Every file with its hash, the case without a word about health, and our signature over all of it."""
    unsigned: dict[str, Any] = to_public(
        {
            "format": FORMAT,
            "case": {
                "number": edition.case.number,
                "employee": edition.case.employee,
                "employer": edition.case.employer,
            },
            "period": {"from": edition.period_from, "to": edition.period_to},
            "receiver": edition.receiver,
            "receiver_name": edition.receiver_name,
            "made_at": edition.made_at,
            "made_by": edition.made_by,
            "version": edition.version,
            "rule_version": edition.rule_version,
            "log": {"head": edition.head, "entries": edition.version},
            **sealed,
            "files": [
                {
                    "name": member.name,
                    "sha256": controleer.sha256(member.content),
                    "size": len(member.content),
                    "media_type": member.media_type,
                }
                for member in sorted(members, key=lambda member: member.name.encode())
            ],
        }
    )
    block = {
        "algorithm": "Ed25519",
        "public_key": signer.public_key,
        "fingerprint": signer.fingerprint,
        "signature": signer.sign_manifest(unsigned),
    }
    content = controleer.manifest_bytes(unsigned | {"signature": block})
    return Member(controleer.MANIFEST, content, "application/json")


def pack(members: list[Member]) -> bytes:
    """The zip, in the one form that the verifier rebuilds: nothing compressed, no times, names in order."""
    names = [member.name for member in members]
    if len(set(names)) != len(names):
        raise EvidenceError("Twee bestanden in de bundel heten hetzelfde.")
    if len(members) > MEMBER_LIMIT or sum(len(member.content) + 1024 for member in members) > ZIP_LIMIT:
        raise EvidenceError("De bundel wordt te groot (4 GB); maak er een per kortere periode.")
    parts = zip_parts([(member.name, member.content) for member in members])
    return b"".join(part for _, part in parts)
