"""Adding a proof to an application: first the store keeps the file, then the row and its entry are written."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlmodel import Session

from dossier.acts.entry import (
    Input,
    account_id,
    case_id_of,
    dutch_day,
    read_input,
    record_entry,
    require_right,
    row_content,
)
from dossier.errors import AttachmentError
from dossier.evidence.kind import EntryKind
from dossier.evidence.signing import Signer
from dossier.mail_reading import Mail
from dossier.model.case import ReintegrationCase
from dossier.model.job_application import Proof, ProofKind
from dossier.model.people import Account
from dossier.rules.parameter import days_on
from dossier.storage.applications import get_application, uploads_since
from dossier.storage.attachments import AttachmentStore, StoredFile

FIELDS = ("application_id", "kind", "filename", "media_type", "size", "sha256", "mentions", "mail")


DAY, MEGABYTE = timedelta(hours=24), 1024 * 1024


class ProofIn(Input):
    kind: ProofKind


def keep_file(
    session: Session, store: AttachmentStore, content: bytes, filename: str, *, actor: Account, now: datetime
) -> StoredFile:
    """Keep what somebody sends, unless it is more than one person may add in a day: then nothing touches the disk."""
    day = dutch_day(now)
    files, megabytes = (days_on("uploads", name, day) for name in ("files_a_day", "megabytes_a_day"))
    known, size = uploads_since(session, account_id(actor), now - DAY)
    if known >= files or size + len(content) > megabytes * MEGABYTE:
        raise AttachmentError(
            f"Per dag kunt u hoogstens {files} bestanden en {megabytes} MB toevoegen. Ga morgen verder."
        )
    return store.save(content, filename)


def attach_proof(  # noqa: PLR0913 - one argument per field of the form
    session: Session,
    case: ReintegrationCase,
    serial: int,
    *,
    kind: ProofKind | str,
    file: StoredFile,
    mentions: Sequence[str] = (),
    mail: Mail | None = None,
    actor: Account,
    now: datetime,
    signer: Signer,
) -> Proof:
    """Add a file that the store has kept to the application with this number.

    `mentions` warns coach and employee on the page, `mail` are the parts of an e-mail; an employer reads neither
    in the log (row 15).
    """
    require_right(actor, 18, "write")
    given = read_input(ProofIn, {"kind": kind})
    application = get_application(session, case_id_of(case), serial)
    assert application.id is not None
    proof = Proof(
        application_id=application.id,
        kind=given.kind.value,
        filename=file.filename,
        media_type=file.media_type,
        size=file.size,
        sha256=file.sha256,
        mentions=list(mentions),
        mail=None if mail is None else mail.model_dump(),
        uploaded_at=now,
        uploaded_by=account_id(actor),
    )
    session.add(proof)
    session.flush()
    record_entry(
        session,
        case,
        EntryKind.PROOF_ATTACHED,
        row_content(proof, FIELDS) | {"serial": serial},
        actor=actor,
        now=now,
        signer=signer,
    )
    return proof
