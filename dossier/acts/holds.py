"""Forbidding an erasure for a while: with a ground, a last day and a name (V-11, V-12)."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

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
from dossier.errors import InvalidInputError, NotFoundError
from dossier.evidence.kind import EntryKind
from dossier.evidence.signing import Signer
from dossier.model.case import ReintegrationCase
from dossier.model.erasure import HoldGround, LegalHold
from dossier.model.people import Account
from dossier.storage.erasure import holds_of

FIELDS = ("ground", "until", "placed_at", "placed_by", "lifted_at", "lifted_by")
ROW = 32


class HoldIn(Input):
    ground: HoldGround
    until: date


def place_hold(
    session: Session,
    case: ReintegrationCase,
    values: HoldIn | Mapping[str, Any],
    *,
    actor: Account,
    now: datetime,
    signer: Signer,
) -> LegalHold:
    """From now on nobody erases this case, not even at the end of its term, until the day has passed."""
    require_right(actor, ROW, "propose", "execute")
    given = read_input(HoldIn, values)
    today = dutch_day(now)
    if given.until < today:
        raise InvalidInputError("until", given.until.isoformat(), f"een dag vanaf {today}")
    row = LegalHold(
        case_id=case_id_of(case),
        ground=given.ground.value,
        until=given.until,
        placed_at=now,
        placed_by=account_id(actor),
    )
    session.add(row)
    session.flush()
    record_entry(session, case, EntryKind.HOLD_PLACED, row_content(row, FIELDS), actor=actor, now=now, signer=signer)
    return row


def lift_hold(
    session: Session, case: ReintegrationCase, hold_id: int, *, actor: Account, now: datetime, signer: Signer
) -> LegalHold:
    """The reason has fallen away before its day; only the administrator, for it opens the way to an erasure."""
    require_right(actor, ROW, "execute")
    row = next((one for one in holds_of(session, case_id_of(case)) if one.id == hold_id), None)
    if row is None:
        raise NotFoundError("Deze blokkade is niet gevonden.")
    if row.lifted_at is None:
        row.lifted_at, row.lifted_by = now, account_id(actor)
        session.add(row)
        session.flush()
        content = row_content(row, FIELDS)
        record_entry(session, case, EntryKind.HOLD_LIFTED, content, actor=actor, now=now, signer=signer)
    return row
