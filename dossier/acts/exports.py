"""Bundles that were made, and their release to the employer (matrix row 26)."""

from datetime import date, datetime

from sqlmodel import Session

from dossier.acts.entry import case_id_of, record_entry, require_coach, row_content
from dossier.errors import InvalidInputError
from dossier.evidence.kind import EntryKind
from dossier.evidence.signing import Signer
from dossier.model.case import ReintegrationCase
from dossier.model.evidence import Export
from dossier.model.people import Account
from dossier.storage.exports import get_export

FIELDS = ("receiver", "period_from", "period_to", "filename", "sha256", "head")


def record_export(  # noqa: PLR0913 - one argument per column
    session: Session,
    case: ReintegrationCase,
    *,
    receiver: str,
    period: tuple[date, date],
    filename: str,
    sha256: str,
    head: str,
    actor: Account | str,
    now: datetime,
    signer: Signer,
) -> Export:
    """That a bundle was made, for whom and with which head: from now on that head is known outside the machine."""
    row = Export(
        case_id=case_id_of(case),
        receiver=receiver,
        period_from=period[0],
        period_to=period[1],
        made_at=now,
        made_by=actor if isinstance(actor, str) else actor.name,
        filename=filename,
        sha256=sha256,
        head=head,
    )
    session.add(row)
    session.flush()
    content = row_content(row, FIELDS)
    record_entry(session, case, EntryKind.EXPORT_MADE, content, actor=actor, now=now, signer=signer)
    return row


def release_export(
    session: Session, case: ReintegrationCase, export_id: int, *, actor: Account, now: datetime, signer: Signer
) -> Export:
    """From now on the employer may download this bundle."""
    require_coach(actor)
    row = get_export(session, case_id_of(case), export_id)
    if row.receiver != "employer":
        raise InvalidInputError("export", row.receiver, "een bundel voor de werkgever")
    if row.released_at is None:
        row.released_at = now
        session.add(row)
        session.flush()
        content = row_content(row, ("receiver", "filename", "sha256", "released_at"))
        record_entry(session, case, EntryKind.EXPORT_RELEASED, content, actor=actor, now=now, signer=signer)
    return row
