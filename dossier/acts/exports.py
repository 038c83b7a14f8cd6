"""Bundles that were made, and their release to the employer (matrix row 26)."""

from datetime import date, datetime
from pathlib import Path

from sqlmodel import Session

from dossier.acts.entry import actor_name, case_id_of, record_entry, require_act, row_content
from dossier.acts.ownership import require_receiver
from dossier.errors import InvalidInputError
from dossier.evidence.bundle import BundleReport, make_bundle
from dossier.evidence.kind import EntryKind
from dossier.evidence.signing import Signer
from dossier.model.case import ReintegrationCase
from dossier.model.evidence import Export
from dossier.model.people import Account, Role
from dossier.settings import Settings
from dossier.storage.exports import get_export

FIELDS = ("receiver", "period_from", "period_to", "filename", "sha256", "head")


def bundle_path(
    settings: Settings, case: ReintegrationCase, receiver: str, period: tuple[date, date], made_at: datetime
) -> Path:
    """Where the file of a bundle goes; its name says whose it is, for whom and about when."""
    settings.bundle_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
    return settings.bundle_dir / f"{case.number}_{receiver}_{period[0]}_{period[1]}_{made_at:%Y%m%dT%H%M%S%f}.zip"


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


def export_bundle(  # noqa: PLR0913 - one argument per question of the form
    session: Session,
    case: ReintegrationCase,
    *,
    settings: Settings,
    receiver: str,
    period: tuple[date, date],
    out: Path,
    actor: Account | str,
    now: datetime,
    signer: Signer,
) -> tuple[BundleReport, Export]:
    """Make the bundle and record it: the author's name and function stand on every page (U-14).

    What the employer makes in a case without an agency (U-05) the employer reads at once: nothing is in it that he
    could not read before.
    """
    if not isinstance(actor, str):
        require_receiver(actor, case, receiver)
    report = make_bundle(
        session,
        case,
        settings=settings,
        receiver=receiver,
        period_from=period[0],
        period_to=period[1],
        made_at=now,
        made_by=actor_name(actor),
        out=out,
    )
    row = record_export(
        session,
        case,
        receiver=receiver,
        period=period,
        filename=out.name,
        sha256=report.sha256,
        head=report.head,
        actor=actor,
        now=now,
        signer=signer,
    )
    if not isinstance(actor, str) and actor.role == Role.EMPLOYER:
        _mark_released(session, case, row, actor=actor, now=now, signer=signer)
    return report, row


def release_export(
    session: Session, case: ReintegrationCase, export_id: int, *, actor: Account, now: datetime, signer: Signer
) -> Export:
    """From now on the employer may download this bundle."""
    require_act(actor, case, 26, "release")
    row = get_export(session, case_id_of(case), export_id)
    if row.receiver != "employer":
        raise InvalidInputError("export", row.receiver, "een bundel voor de werkgever")
    if row.released_at is None:
        _mark_released(session, case, row, actor=actor, now=now, signer=signer)
    return row


def _mark_released(
    session: Session, case: ReintegrationCase, row: Export, *, actor: Account, now: datetime, signer: Signer
) -> None:
    row.released_at = now
    session.add(row)
    session.flush()
    content = row_content(row, ("receiver", "filename", "sha256", "released_at"))
    record_entry(session, case, EntryKind.EXPORT_RELEASED, content, actor=actor, now=now, signer=signer)
