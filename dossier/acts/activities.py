"""Activities of the plan: planned, running, done or cancelled (rules 3e)."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from pydantic import Field
from sqlmodel import Session

from dossier.acts.entry import (
    Input,
    account_id,
    case_id_of,
    check_day,
    check_near,
    read_input,
    record_entry,
    require_right,
    row_content,
)
from dossier.acts.free_text import confirmed_words
from dossier.acts.reason import read_reason
from dossier.errors import InvalidInputError
from dossier.evidence.kind import EntryKind
from dossier.evidence.signing import Signer
from dossier.model.activity import Activity, ActivityStatus
from dossier.model.case import ReintegrationCase
from dossier.model.people import Account
from dossier.storage.activities import get_activity

FIELDS = (
    "kind", "title", "goal", "occurred_on", "until", "due_on", "search_direction", "provider", "status", "result",
    "cost_cents",
)  # fmt: skip


class ActivityIn(Input):
    """One line of the plan; `cost` in euros."""

    kind: str = Field(min_length=1, max_length=100)
    title: str = Field(min_length=1, max_length=300)
    goal: str | None = Field(default=None, max_length=2000)
    occurred_on: date
    until: date | None = None
    due_on: date | None = None
    search_direction: str | None = Field(default=None, max_length=200)
    provider: str | None = Field(default=None, max_length=200)
    status: ActivityStatus = ActivityStatus.DONE
    result: str | None = Field(default=None, max_length=4000)
    cost: Decimal | None = Field(default=None, ge=0, le=1_000_000, decimal_places=2)


def add_activity(
    session: Session,
    case: ReintegrationCase,
    values: ActivityIn | Mapping[str, Any],
    *,
    actor: Account,
    now: datetime,
    signer: Signer,
) -> Activity:
    """A new line of the plan, or something that was done."""
    require_right(actor, 21, "write")
    given = read_input(ActivityIn, values)
    _check(given, case, now)
    row = Activity(case_id=case_id_of(case), recorded_at=now, recorded_by=account_id(actor), **_fields(given))
    return _keep(session, case, row, given, EntryKind.ACTIVITY_SAVED, actor=actor, now=now, signer=signer)


def change_activity(
    session: Session,
    case: ReintegrationCase,
    activity_id: int,
    values: ActivityIn | Mapping[str, Any],
    *,
    actor: Account,
    now: datetime,
    signer: Signer,
) -> Activity:
    """The same line with a new status or result; the earlier entry keeps what stood there."""
    require_right(actor, 21, "write")
    given = read_input(ActivityIn, values)
    _check(given, case, now)
    row = get_activity(session, case_id_of(case), activity_id)
    for name, value in _fields(given).items():
        setattr(row, name, value)
    return _keep(session, case, row, given, EntryKind.ACTIVITY_CHANGED, actor=actor, now=now, signer=signer)


PROGRESS = frozenset({"status", "result", "until"})
"""What changes by itself as an activity goes on; anything else is a correction and needs a reason."""


def correct_activity(
    session: Session,
    case: ReintegrationCase,
    activity_id: int,
    values: ActivityIn | Mapping[str, Any],
    *,
    reason: str | None,
    actor: Account,
    now: datetime,
    signer: Signer,
) -> Activity:
    """The same line: how far it is, or told better with the reason; what stood there stays in the log (U-31)."""
    require_right(actor, 21, "write")
    given = read_input(ActivityIn, values)
    row = get_activity(session, case_id_of(case), activity_id)
    changed = {name for name, value in _fields(given).items() if getattr(row, name) != value}
    if changed <= PROGRESS and not reason:
        return change_activity(session, case, activity_id, given, actor=actor, now=now, signer=signer)
    why = read_reason(reason, confirmed=given.confirmed_words)
    _check(given, case, now)
    for name, value in _fields(given).items():
        setattr(row, name, value)
    session.add(row)
    session.flush()
    content = row_content(row, FIELDS) | {"reason": why.reason} | confirmed_words(given, why)
    record_entry(
        session, case, EntryKind.ACTIVITY_CORRECTED, content, actor=actor, now=now, signer=signer,
        occurred_on=row.occurred_on,
    )  # fmt: skip
    return row


def _fields(given: ActivityIn) -> dict[str, Any]:
    cost = None if given.cost is None else int(given.cost * 100)
    return given.model_dump(exclude={"cost", "status"}) | {"status": given.status.value, "cost_cents": cost}


def _check(given: ActivityIn, case: ReintegrationCase, now: datetime) -> None:
    """Plans lie ahead; what is done cannot."""
    if given.status is ActivityStatus.DONE:
        check_day("occurred_on", given.occurred_on, case=case, now=now)
        check_day("until", given.until, case=case, now=now)
    check_near("occurred_on", given.occurred_on, case=case)
    check_near("until", given.until, case=case)
    check_near("due_on", given.due_on, case=case)
    if given.until is not None and given.until < given.occurred_on:
        raise InvalidInputError("until", given.until.isoformat(), f"een dag vanaf {given.occurred_on}")


def _keep(
    session: Session,
    case: ReintegrationCase,
    row: Activity,
    given: ActivityIn,
    kind: EntryKind,
    *,
    actor: Account,
    now: datetime,
    signer: Signer,
) -> Activity:
    session.add(row)
    session.flush()
    record_entry(
        session,
        case,
        kind,
        row_content(row, FIELDS) | confirmed_words(given),
        actor=actor,
        now=now,
        signer=signer,
        occurred_on=row.occurred_on,
    )
    return row
