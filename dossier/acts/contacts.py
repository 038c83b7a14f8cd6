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
    row_content,
)
from dossier.acts.free_text import confirmed_words
from dossier.acts.reason import read_reason
from dossier.evidence.kind import EntryKind
from dossier.evidence.signing import Signer
from dossier.model.activity import ContactRecord
from dossier.model.case import ReintegrationCase
from dossier.model.people import Account
from dossier.storage.activities import get_contact


class ContactIn(Input):
    """A conversation in three fields; the employer reads only `employer_agreements`, the day and the way."""

    occurred_on: date
    way: str = Field(min_length=1, max_length=100)
    with_whom: str = Field(min_length=1, max_length=200)
    facts: str | None = Field(default=None, max_length=4000)
    agreements: str | None = Field(default=None, max_length=4000)
    employer_agreements: str | None = Field(default=None, max_length=4000)
    next_step: str | None = Field(default=None, max_length=1000)


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
    why = read_reason(reason, confirmed=given.confirmed_words)
    check_day("occurred_on", given.occurred_on, case=case, now=now)
    row = get_contact(session, case_id_of(case), contact_id)
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
