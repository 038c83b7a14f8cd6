"""A wage sanction: UWV's letter, what it named, and how each point was mended (TL-25, TL-26, K-15)."""

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from pydantic import Field
from sqlmodel import Session

from dossier.acts.course_row import keep_row
from dossier.acts.entry import Input, check_day, read_input
from dossier.errors import InvalidInputError
from dossier.evidence.kind import EntryKind
from dossier.evidence.signing import Signer
from dossier.model.case import ReintegrationCase
from dossier.model.course import SanctionPoint, WageSanction
from dossier.model.people import Account


class SanctionKind(StrEnum):
    ADMINISTRATIVE = "ADMINISTRATIVE"
    SUBSTANTIVE = "SUBSTANTIVE"


class SanctionIn(Input):
    """The letter, and the way out of it."""

    letter_on: date
    kind: SanctionKind
    shortening_asked_on: date | None = None
    repair_established_on: date | None = None
    late_days: int = Field(default=0, ge=0, le=364)


class PointIn(Input):
    """One shortcoming in the words of UWV, and how it was mended."""

    shortcoming: str = Field(min_length=1, max_length=2000)
    repaired_on: date | None = None
    repair: str | None = Field(default=None, max_length=2000)


def save_sanction(
    session: Session,
    case: ReintegrationCase,
    values: SanctionIn | Mapping[str, Any],
    *,
    sanction_id: int | None = None,
    actor: Account,
    now: datetime,
    signer: Signer,
) -> WageSanction:
    """What UWV decided, and later what became of it; days in their order."""
    given = read_input(SanctionIn, values)
    earlier = given.letter_on
    for name in ("letter_on", "shortening_asked_on", "repair_established_on"):
        day = getattr(given, name)
        check_day(name, day, case=case, now=now)
        if day is not None and day < earlier:
            raise InvalidInputError(name, day.isoformat(), f"een dag vanaf {earlier}")
        earlier = day or earlier
    fields = given.model_dump() | {"kind": given.kind.value}
    entry = EntryKind.SANCTION_SAVED
    return keep_row(
        session, case, WageSanction, fields, entry=entry, given=given, row_id=sanction_id,
        occurred_on=given.letter_on, actor=actor, now=now, signer=signer,
    )  # fmt: skip


def save_point(
    session: Session,
    case: ReintegrationCase,
    values: PointIn | Mapping[str, Any],
    *,
    point_id: int | None = None,
    actor: Account,
    now: datetime,
    signer: Signer,
) -> SanctionPoint:
    """A shortcoming, or the same one with its repair."""
    given = read_input(PointIn, values)
    check_day("repaired_on", given.repaired_on, case=case, now=now)
    if given.repaired_on is not None and not given.repair:
        raise InvalidInputError("repair", "", "hoe dit is hersteld")
    entry = EntryKind.SANCTION_SAVED
    return keep_row(
        session, case, SanctionPoint, given.model_dump(), entry=entry, given=given, row_id=point_id, occurred_on=None,
        actor=actor, now=now, signer=signer,
    )  # fmt: skip
