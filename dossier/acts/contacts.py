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
from dossier.evidence.kind import EntryKind
from dossier.evidence.signing import Signer
from dossier.model.activity import ContactRecord
from dossier.model.case import ReintegrationCase
from dossier.model.people import Account


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
