"""The 21 columns of the application overview (rules 3d), once: every form of the overview reads this list."""

from dataclasses import dataclass
from enum import StrEnum


class CellKind(StrEnum):
    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    MOMENT = "moment"
    RATIO = "ratio"
    YES_NO = "yes_no"


@dataclass(frozen=True)
class Column:
    """One column: its number in rules 3d, its field, its heading, and whether the employer's version leaves it out."""

    number: int
    key: str
    title: str
    kind: CellKind = CellKind.TEXT
    width: int = 14
    internal: bool = False
    """Left out for the employer: U-33 (columns 11, 18 and 20), the verdict in column 9 and the checklist (row 15)."""


COLUMNS = (
    Column(1, "serial", "Nr.", CellKind.NUMBER, 6),
    Column(2, "applied_on", "Datum sollicitatie", CellKind.DATE, 12),
    Column(3, "employer", "Werkgever", width=26),
    Column(3, "place", "Plaats", width=16),
    Column(4, "job_title", "Functie", width=30),
    Column(5, "source", "Bron", width=16),
    Column(5, "found_by", "Gevonden door", width=14),
    Column(5, "url", "Internetadres vacature", width=36),
    Column(6, "seen_at", "Vacature vastgelegd op", CellKind.MOMENT, 16),
    Column(6, "snapshot", "Afdruk in bundel", width=22),
    Column(6, "snapshot_sha256", "SHA-256 van de afdruk", width=20),
    Column(7, "hours", "Uren per week", width=10),
    Column(8, "wage", "Geboden loon (zoals vermeld)", width=24),
    Column(9, "wage_ratio_low", "Loon t.o.v. oude loon, laagst", CellKind.RATIO, 10),
    Column(9, "wage_ratio_high", "Loon t.o.v. oude loon, hoogst", CellKind.RATIO, 10),
    Column(9, "wage_verdict", "Oordeel loon", width=22, internal=True),
    Column(10, "search_direction", "Zoekrichting", width=20),
    Column(11, "fits_limitations", "Past bij de mogelijkheden", width=14, internal=True),
    Column(12, "travel_minutes", "Reistijd (minuten)", CellKind.NUMBER, 9),
    Column(13, "way", "Wijze van solliciteren", width=20),
    Column(13, "counts", "Telt als sollicitatie", CellKind.YES_NO, 10),
    Column(14, "performed_by", "Uitgevoerd door", width=14),
    Column(15, "contact_person", "Contactpersoon", width=20),
    Column(16, "proofs", "Bewijsstukken", width=36),
    Column(16, "quality", "Brief en cv nagekeken", width=36, internal=True),
    Column(17, "result", "Stand", width=20),
    Column(17, "result_on", "Stand op", CellKind.DATE, 12),
    Column(18, "rejection_reason", "Reden afwijzing", width=28, internal=True),
    Column(19, "follow_up", "Vervolg", width=28),
    Column(20, "coach_remark", "Opmerking coach", width=28, internal=True),
    Column(21, "recorded_at", "Ingevoerd op", CellKind.MOMENT, 16),
    Column(21, "recorded_by", "Ingevoerd door", width=20),
)


def columns_for(receiver: str) -> tuple[Column, ...]:
    """The columns of the version for this receiver."""
    return tuple(column for column in COLUMNS if not (column.internal and receiver == "employer"))
