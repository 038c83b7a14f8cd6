"""Moving a case to its next status, and handing it over to another coach or agency."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from pydantic import Field
from sqlmodel import Session

from dossier.acts.course_row import DAYS_ROW
from dossier.acts.covers import end_open_covers
from dossier.acts.entry import (
    Input,
    case_id_of,
    check_day,
    dutch_day,
    read_input,
    record_entry,
    require_no_stand_in,
    require_party,
    require_right,
    row_content,
)
from dossier.acts.free_text import confirmed_words
from dossier.errors import InvalidInputError
from dossier.evidence.kind import EntryKind
from dossier.evidence.signing import Signer
from dossier.model.case import CaseStatus, ReintegrationCase
from dossier.model.people import Account
from dossier.rules.case_end import EndReason, needs_proof
from dossier.rules.case_status import check_needs
from dossier.storage.accounts import get_account
from dossier.storage.case_terms import end_of_duties
from dossier.storage.course import find_coach, has_signed_plan, placements_on

MOVED = ("status", "status_since", "ended_on", "end_reason", "end_explanation", "end_document")


class MoveIn(Input):
    """To which status from which day; an end has a reason, and an early one says why with a document (K-07)."""

    status: CaseStatus
    moved_on: date
    end_reason: EndReason | None = None
    end_explanation: str | None = Field(default=None, max_length=2000)
    end_document: str | None = Field(default=None, max_length=300)


class HandOverIn(Input):
    """To which coach, by e-mail address; empty is to nobody: the employer goes on without an agency (U-05)."""

    coach_email: str | None = Field(default=None, max_length=200)
    reason: str = Field(min_length=1, max_length=1000)
    note: str | None = Field(default=None, max_length=4000)


def move_case(
    session: Session,
    case: ReintegrationCase,
    values: MoveIn | Mapping[str, Any],
    *,
    actor: Account | str,
    now: datetime,
    signer: Signer,
) -> ReintegrationCase:
    """The next status, when the phases allow it and the file holds what the move asks."""
    if isinstance(actor, Account):
        require_right(actor, DAYS_ROW, "write")
    given = read_input(MoveIn, values)
    check_day("moved_on", given.moved_on, case=case, now=now)
    if case.status_since is not None and given.moved_on < case.status_since:
        raise InvalidInputError("moved_on", given.moved_on.isoformat(), f"een dag vanaf {case.status_since}")
    check_needs(case.status, given.status.value, present_in(session, case, given))
    closes = given.status is CaseStatus.CLOSED
    if closes:
        check_end(session, case, given)
    case.status, case.status_since = given.status.value, given.moved_on
    case.ended_on = given.moved_on if closes else None
    case.end_reason = given.end_reason.value if closes and given.end_reason else None
    case.end_explanation, case.end_document = (given.end_explanation, given.end_document) if closes else (None, None)
    session.add(case)
    session.flush()
    content = row_content(case, MOVED) | confirmed_words(given)
    record_entry(
        session, case, EntryKind.CASE_MOVED, content, actor=actor, now=now, signer=signer, occurred_on=given.moved_on
    )
    return case


def present_in(session: Session, case: ReintegrationCase, given: MoveIn) -> set[str]:
    """Which of the things that a move may ask are in the file."""
    case_id = case_id_of(case)
    found = {
        "signed_plan": has_signed_plan(session, case_id),
        "placement": bool(placements_on(session, case_id, given.moved_on)),
        "end": given.end_reason is not None,
    }
    return {name for name, is_there in found.items() if is_there}


def check_end(session: Session, case: ReintegrationCase, given: MoveIn) -> None:
    """An early end without a result needs an explanation and a document (TL-27, TL-31, K-07)."""
    end = end_of_duties(session, case)
    if not needs_proof(given.end_reason or "", case.track_two_start, given.moved_on, end):
        return
    for name in ("end_explanation", "end_document"):
        if not getattr(given, name):
            allowed = f"ingevuld: het traject eindigt voor {end} of binnen zes maanden, zonder werk (TL-31)"
            raise InvalidInputError(name, "", allowed)


def hand_over(
    session: Session,
    case: ReintegrationCase,
    values: HandOverIn | Mapping[str, Any],
    *,
    actor: Account,
    now: datetime,
    signer: Signer,
) -> ReintegrationCase:
    """Another coach or none: the access of the one before ends with this act, and the log says so (V-21, seed 68)."""
    require_party(session, actor, case, now)
    require_no_stand_in(actor, case)
    require_right(actor, DAYS_ROW, "write")
    given = read_input(HandOverIn, values)
    to = find_coach(session, given.coach_email) if given.coach_email else None
    if given.coach_email and to is None:
        raise InvalidInputError("coach_email", given.coach_email, "het adres van een coach met een account")
    before = None if case.coach_id is None else get_account(session, case.coach_id)
    to_id = None if to is None else to.id
    if to_id == case.coach_id:
        raise InvalidInputError("coach_email", given.coach_email or "", "een andere coach dan nu")
    end_open_covers(session, case, actor=actor, now=now, signer=signer)
    case.coach_id = to_id
    session.add(case)
    session.flush()
    content = row_content(case, ["coach_id"]) | {
        "from_name": None if before is None else before.name,
        "to_name": None if to is None else to.name,
        "access_ended_on": dutch_day(now),
        "reason": given.reason,
        "note": given.note,
    }
    content |= confirmed_words(given)
    record_entry(session, case, EntryKind.HANDED_OVER, content, actor=actor, now=now, signer=signer)
    return case
