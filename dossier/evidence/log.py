"""Writes and reads the evidence log: one chain per case, each entry signed, content apart from the chain."""

import secrets
from datetime import UTC, date, datetime
from typing import Any

from sqlmodel import Session

from dossier.errors import EvidenceError
from dossier.evidence import controleer
from dossier.evidence.canonical import to_public, utc_text
from dossier.evidence.signing import Signer
from dossier.model.evidence import LogContent, LogEntry
from dossier.storage import evidence as rows
from dossier.storage.cases import lock_case


def append_entry(
    session: Session,
    case_id: int,
    *,
    kind: str,
    content: dict[str, Any],
    actor: str,
    occurred_on: date,
    recorded_at: datetime,
    signer: Signer,
) -> LogEntry:
    """Add one entry to the chain of a case; the case stays locked until the transaction ends."""
    case = lock_case(session, case_id)
    if recorded_at.tzinfo is None:
        raise EvidenceError("Een tijdstip zonder tijdzone past niet in het logboek.")
    last = rows.last_entry(session, case_id)
    require_our_turn(last, kind, signer)
    salt, public = secrets.token_hex(32), to_public(content)
    entry = LogEntry(
        case_id=case_id,
        seq=1 if last is None else last.seq + 1,
        occurred_on=occurred_on,
        recorded_at=recorded_at.astimezone(UTC),
        actor=to_public(actor),
        kind=kind,
        content_sha256=controleer.content_digest(list(field_digests(salt, public).values())),
        key=signer.public_key,
        prev=controleer.genesis(case.number) if last is None else last.hash,
        hash="",
        signature="",
    )
    entry.hash = controleer.sha256(controleer.canonical(link_of(entry, case.number)))
    entry.signature = signer.sign_entry(entry.hash)
    return rows.add_entry(session, entry, salt=salt, content=public)


def require_our_turn(last: LogEntry | None, kind: str, signer: Signer) -> None:
    """Another key goes on only where the old one handed over, or where the entry says that the old one was lost."""
    if last is None or last.key == signer.public_key or kind == controleer.LOST:
        return
    if last.kind != controleer.ROTATED:
        raise EvidenceError(
            f"Sleutel {signer.fingerprint[:16]} is niet de sleutel van dit logboek "
            f"({controleer.fingerprint(last.key)[:16]}). Start het programma opnieuw als de sleutel net is gewisseld; "
            "zet anders de reservekopie van de sleutel terug."
        )


def entries_of(session: Session, case_id: int) -> list[LogEntry]:
    """The chain of a case, oldest first."""
    return rows.entries_of(session, case_id)


def head_of(session: Session, case_number: str, case_id: int) -> str:
    """The hash of the last entry: whoever holds it can prove that nothing was cut off later."""
    last = rows.last_entry(session, case_id)
    return controleer.genesis(case_number) if last is None else last.hash


def field_salt(salt: str, name: str) -> str:
    """Each field has a salt of its own, so that one field can be shown without the others."""
    return controleer.sha256(controleer.canonical([salt, name]))


def field_digests(salt: str, content: dict[str, Any]) -> dict[str, str]:
    return {name: controleer.field_digest(field_salt(salt, name), name, value) for name, value in content.items()}


def header_of(entry: LogEntry) -> dict[str, Any]:
    return {
        "occurred_on": entry.occurred_on.isoformat(),
        "recorded_at": utc_text(entry.recorded_at),
        "actor": entry.actor,
        "kind": entry.kind,
        "content_sha256": entry.content_sha256,
    }


def header_digest(entry: LogEntry) -> str:
    return controleer.sha256(controleer.canonical(header_of(entry)))


def link_of(entry: LogEntry, case_number: str) -> dict[str, Any]:
    return {
        "case": case_number,
        "seq": entry.seq,
        "key": entry.key,
        "prev": entry.prev,
        "header_sha256": entry.header_sha256 or header_digest(entry),
    }


def line_of(
    entry: LogEntry, case_number: str, content: LogContent | None, shown: frozenset[str] | None
) -> dict[str, Any]:
    """The line of a log file: `shown` are the fields that the receiver may read, None is all of them.

    A line of which nothing may be read, or that was erased, keeps its place in the chain and says nothing else.
    """
    if entry.header_sha256 is not None:
        content, shown = None, frozenset()
    names = [name for name in content.content if shown is None or name in shown] if content is not None else []
    told = shown is None or bool(names)
    header: dict[str, Any] = header_of(entry) if told else dict.fromkeys(controleer.HEADER)
    body: dict[str, Any] = dict.fromkeys(controleer.BODY)
    if content is not None and told:
        digests = field_digests(content.salt, content.content)
        body = {
            "content": {name: content.content[name] for name in names},
            "salts": {name: field_salt(content.salt, name) for name in names},
            "withheld": sorted(digest for name, digest in digests.items() if name not in names),
        }
    return {**header, **link_of(entry, case_number), **body, "hash": entry.hash, "signature": entry.signature}
