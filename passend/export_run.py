"""Makes a bundle from the command line, as the installation and not as one of its people."""

from datetime import date, datetime
from pathlib import Path

from dossier.errors import InvalidInputError
from dossier.evidence.bundle import BundleReport, make_bundle
from dossier.settings import Settings
from dossier.storage.cases import case_by_number
from dossier.storage.database import Database

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
    with database.session() as session:
        return make_bundle(
            session,
            case_by_number(session, number),
            settings=settings,
            receiver=receiver,
            period_from=period[0],
            period_to=period[1],
            made_at=made_at,
            made_by="opdrachtregel",
            out=out,
        )
