"""A placement at another employer, and the parties around a case."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from pydantic import Field
from sqlmodel import Session

from dossier.acts.course_row import keep_row
from dossier.acts.entry import Input, case_id_of, check_day, check_near, read_input
from dossier.errors import InvalidInputError
from dossier.evidence.kind import EntryKind
from dossier.evidence.signing import Signer
from dossier.model.case import ReintegrationCase
from dossier.model.course import CaseParty, Placement
from dossier.model.course_kind import CaseType, PlacementKind
from dossier.model.people import Account
from dossier.rules.parties import PartyFunction
from dossier.rules.placements import check_placement
from dossier.storage.course import course_of


class PlacementIn(Input):
    """The form of work, at whom, from when, and whether it lasts (60)."""

    kind: PlacementKind
    employer: str = Field(min_length=1, max_length=200)
    job_title: str = Field(min_length=1, max_length=300)
    starts_on: date
    ends_on: date | None = None
    hours_per_week: float | None = Field(default=None, gt=0, le=80)
    has_wage_value: bool = True
    structural: bool = False
    structural_reason: str | None = Field(default=None, max_length=1000)
    agreed_on: date | None = None
    informed_on: date | None = None


class PartyIn(Input):
    """Someone around the case, in which function, and until when."""

    function: PartyFunction
    name: str = Field(min_length=1, max_length=200)
    organisation: str | None = Field(default=None, max_length=200)
    from_day: date | None = None
    until_day: date | None = None


def save_placement(
    session: Session,
    case: ReintegrationCase,
    values: PlacementIn | Mapping[str, Any],
    *,
    placement_id: int | None = None,
    actor: Account,
    now: datetime,
    signer: Signer,
) -> Placement:
    """A new placement, or the same one with its end or what was settled about it."""
    given = read_input(PlacementIn, values)
    check_day("agreed_on", given.agreed_on, case=case, now=now)
    check_day("informed_on", given.informed_on, case=case, now=now)
    for name in ("starts_on", "ends_on"):
        check_near(name, getattr(given, name), case=case)
    course = course_of(session, case_id_of(case))
    check_placement(
        given.kind.value,
        case_type=CaseType.EMPLOYER.value if course is None else course.case_type,
        starts_on=given.starts_on,
        ends_on=given.ends_on,
        structural=given.structural,
        structural_reason=given.structural_reason,
    )
    fields = given.model_dump() | {"kind": given.kind.value}
    entry = EntryKind.PLACEMENT_SAVED
    return keep_row(
        session, case, Placement, fields, entry=entry, given=given, row_id=placement_id, occurred_on=None,
        actor=actor, now=now, signer=signer,
    )  # fmt: skip


def save_party(
    session: Session,
    case: ReintegrationCase,
    values: PartyIn | Mapping[str, Any],
    *,
    party_id: int | None = None,
    actor: Account,
    now: datetime,
    signer: Signer,
) -> CaseParty:
    """A new party, or the same one with a last day."""
    given = read_input(PartyIn, values)
    if given.from_day is not None and given.until_day is not None and given.until_day < given.from_day:
        raise InvalidInputError("until_day", given.until_day.isoformat(), f"een dag vanaf {given.from_day}")
    fields = given.model_dump() | {"function": given.function.value}
    entry = EntryKind.PARTY_SAVED
    return keep_row(
        session, case, CaseParty, fields, entry=entry, given=given, row_id=party_id, occurred_on=given.from_day,
        actor=actor, now=now, signer=signer,
    )  # fmt: skip
