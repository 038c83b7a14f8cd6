"""Conversations: facts, agreements, and what concerns the employer (matrix row 19)."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from pydantic import Field
from sqlmodel import Session

from dossier.acts.entry import (
    Input,
    account_id,
    case_id_of,
    check_day,
    fields_of,
    read_input,
    record_entry,
    require_act,
    row_content,
)
from dossier.acts.free_text import confirmed_words
from dossier.acts.reason import read_reason
from dossier.errors import InvalidInputError, NotFoundError
from dossier.evidence.kind import EntryKind
from dossier.evidence.signing import Signer
from dossier.model.activity import ContactRecord
from dossier.model.case import ReintegrationCase
from dossier.model.people import Account, Role
from dossier.rules.access import may_in
from dossier.storage.activities import get_contact

ROW = 19
NOT_FOR_EMPLOYER = ("facts", "agreements", "next_step")


class ContactIn(Input):
    """A conversation in three fields; the employer reads only `employer_agreements`, the day and the way."""

    occurred_on: date
    way: str = Field(min_length=1, max_length=100)
    with_whom: str = Field(min_length=1, max_length=200)
    facts: str | None = Field(default=None, max_length=4000)
    agreements: str | None = Field(default=None, max_length=4000)
    employer_agreements: str | None = Field(default=None, max_length=4000)
    next_step: str | None = Field(default=None, max_length=1000)


def require_teller(actor: Account, case: ReintegrationCase, given: ContactIn) -> None:
    """The coach tells all; without one the employee does, and the employer what an employer may read (row 19, U-05)."""
    has_coach = case.coach_id is not None
    if may_in(actor.role, ROW, "write", has_coach=has_coach):
        return
    if not may_in(actor.role, ROW, "create", has_coach=has_coach):
        require_act(actor, case, ROW, "write")
    for name in NOT_FOR_EMPLOYER:
        if getattr(given, name):
            raise InvalidInputError(name, "…", "niets: een werkgever legt de dag, de manier en de eigen afspraken vast")


def may_correct(actor: Account, row: ContactRecord) -> bool:
    """The coach puts any conversation right, who stands in for one only the own."""
    return actor.role == Role.COACH or row.recorded_by == actor.id


def add_contact(
    session: Session,
    case: ReintegrationCase,
    values: ContactIn | Mapping[str, Any],
    *,
    actor: Account,
    now: datetime,
    signer: Signer,
) -> ContactRecord:
    """A conversation that took place."""
    given = read_input(ContactIn, values)
    require_teller(actor, case, given)
    check_day("occurred_on", given.occurred_on, case=case, now=now)
    row = ContactRecord(case_id=case_id_of(case), recorded_at=now, recorded_by=account_id(actor), **given.model_dump())
    session.add(row)
    session.flush()
    record_entry(
        session,
        case,
        EntryKind.CONTACT_SAVED,
        row_content(row, fields_of(ContactIn)) | confirmed_words(given),
        actor=actor,
        now=now,
        signer=signer,
        occurred_on=row.occurred_on,
    )
    return row


def correct_contact(
    session: Session,
    case: ReintegrationCase,
    contact_id: int,
    values: ContactIn | Mapping[str, Any],
    *,
    reason: str | None,
    actor: Account,
    now: datetime,
    signer: Signer,
) -> ContactRecord:
    """The same conversation, told better; what stood there stays readable in the log (U-31)."""
    given = read_input(ContactIn, values)
    require_teller(actor, case, given)
    why = read_reason(reason, confirmed=given.confirmed_words)
    check_day("occurred_on", given.occurred_on, case=case, now=now)
    row = get_contact(session, case_id_of(case), contact_id)
    if not may_correct(actor, row):
        raise NotFoundError("Dit gesprek is niet gevonden.")
    for name, value in given.model_dump().items():
        setattr(row, name, value)
    session.add(row)
    session.flush()
    content = row_content(row, fields_of(ContactIn)) | {"reason": why.reason} | confirmed_words(given, why)
    record_entry(
        session, case, EntryKind.CONTACT_CORRECTED, content, actor=actor, now=now, signer=signer,
        occurred_on=row.occurred_on,
    )  # fmt: skip
    return row
