"""Standing in for the coach of a case while he is away: by one colleague, until a day (V-17)."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from pydantic import Field
from sqlmodel import Session

from dossier.acts.course_row import DAYS_ROW
from dossier.acts.entry import (
    Input,
    account_id,
    case_id_of,
    check_near,
    dutch_day,
    read_input,
    record_entry,
    require_right,
    row_content,
)
from dossier.errors import InvalidInputError
from dossier.evidence.kind import EntryKind
from dossier.evidence.signing import Signer
from dossier.model.case import ReintegrationCase
from dossier.model.course import CaseCover
from dossier.model.people import Account
from dossier.rules.parameter import days_on
from dossier.storage.accounts import get_account
from dossier.storage.course import find_coach, get_row, save_row
from dossier.storage.covers import open_covers

FIELDS = ("coach_id", "from_day", "until_day", "ended_at")


class CoverIn(Input):
    """Which colleague, by e-mail address, and the first and the last day."""

    coach_email: str = Field(min_length=1, max_length=200)
    from_day: date
    until_day: date


def cover_case(
    session: Session,
    case: ReintegrationCase,
    values: CoverIn | Mapping[str, Any],
    *,
    actor: Account,
    now: datetime,
    signer: Signer,
) -> CaseCover:
    """From its first day until its last the colleague does the coach's work here, in his own name."""
    require_right(actor, DAYS_ROW, "write")
    given = read_input(CoverIn, values)
    colleague = find_colleague(session, case, given.coach_email)
    check_days(session, case, given, dutch_day(now))
    row = CaseCover(
        case_id=case_id_of(case),
        coach_id=account_id(colleague),
        from_day=given.from_day,
        until_day=given.until_day,
        recorded_at=now,
        recorded_by=account_id(actor),
    )
    return _keep(session, case, row, EntryKind.COVER_GIVEN, actor=actor, now=now, signer=signer)


def find_colleague(session: Session, case: ReintegrationCase, email: str) -> Account:
    """Another coach of the same office, who signed in before: one refusal for everyone else, so it tells of nobody."""
    found = find_coach(session, email)
    if found is not None and case.coach_id is not None and found.id != case.coach_id and found.password:
        office = get_account(session, case.coach_id).organisation_id
        if office is not None and found.organisation_id == office:
            return found
    allowed = "het adres van een andere coach van hetzelfde bureau, die zich al eens heeft aangemeld"
    raise InvalidInputError("coach_email", email, allowed)


def check_days(session: Session, case: ReintegrationCase, given: CoverIn, today: date) -> None:
    """Not in the past, not too long, and no two at the same time."""
    check_near("until_day", given.until_day, case=case)
    if given.from_day < today:
        raise InvalidInputError("from_day", given.from_day.isoformat(), f"een dag vanaf {today}")
    most = days_on("course", "cover_days", today)
    if not 1 <= (given.until_day - given.from_day).days + 1 <= most:
        allowed = f"een dag vanaf de eerste dag, hoogstens {most} dagen samen"
        raise InvalidInputError("until_day", given.until_day.isoformat(), allowed)
    for known, name in open_covers(session, case_id_of(case), given.from_day):
        if known.from_day <= given.until_day:
            allowed = f"dagen waarop niemand anders waarneemt: {name} van {known.from_day} tot en met {known.until_day}"
            raise InvalidInputError("from_day", given.from_day.isoformat(), allowed)


def end_cover(
    session: Session, case: ReintegrationCase, cover_id: int, *, actor: Account, now: datetime, signer: Signer
) -> CaseCover:
    """Over at once; ending it twice changes nothing."""
    require_right(actor, DAYS_ROW, "write")
    row = get_row(session, CaseCover, case_id_of(case), cover_id)
    if row.ended_at is not None:
        return row
    row.ended_at = now
    return _keep(session, case, row, EntryKind.COVER_ENDED, actor=actor, now=now, signer=signer)


def end_open_covers(
    session: Session, case: ReintegrationCase, *, actor: Account, now: datetime, signer: Signer
) -> None:
    """With the coach go those who stood in for him."""
    for row, _name in open_covers(session, case_id_of(case), dutch_day(now)):
        assert row.id is not None
        end_cover(session, case, row.id, actor=actor, now=now, signer=signer)


def _keep(
    session: Session, case: ReintegrationCase, row: CaseCover, kind: EntryKind, *, actor: Account, now: datetime,
    signer: Signer,
) -> CaseCover:  # fmt: skip
    save_row(session, row)
    content = row_content(row, FIELDS) | {"coach_name": get_account(session, row.coach_id).name}
    record_entry(session, case, kind, content, actor=actor, now=now, signer=signer)
    return row
