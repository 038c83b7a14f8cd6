"""Makes a bundle from the command line, as the installation and not as one of its people."""

from datetime import date, datetime
from pathlib import Path

from dossier.acts.exports import export_bundle
from dossier.errors import InvalidInputError
from dossier.evidence.bundle import BundleReport
from dossier.evidence.signing import Signer
from dossier.settings import Settings
from dossier.storage.cases import case_by_number
from dossier.storage.database import Database
from passend.doors.option import ACTOR

RECEIVERS = ("employer", "employee", "coach")


def export_case(
    database: Database,
    settings: Settings,
    number: str,
    *,
    receiver: str,
    out: Path,
    made_at: datetime,
    period: tuple[date, date],
) -> BundleReport:
    """Make the bundle of one case and one period for one receiver."""
    if receiver not in RECEIVERS:
        raise InvalidInputError("--for", receiver, ", ".join(RECEIVERS))
    if period[0] > period[1]:
        raise InvalidInputError("--to", period[1].isoformat(), f"een dag vanaf {period[0].isoformat()}")
    signer = Signer.load_or_create(settings.signing_key_file)
    with database.session() as session:
        report, _ = export_bundle(
            session,
            case_by_number(session, number),
            settings=settings,
            receiver=receiver,
            period=period,
            out=out,
            actor=ACTOR,
            now=made_at,
            signer=signer,
        )
    return report
