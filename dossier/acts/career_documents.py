"""Versions of a CV or a letter, and what coach and employee say of each (seed 79)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from pydantic import Field
from sqlmodel import Session

from dossier.acts.entry import (
    Input,
    account_id,
    case_id_of,
    fields_of,
    read_input,
    record_entry,
    require_right,
    row_content,
)
from dossier.acts.free_text import confirmed_words
from dossier.errors import InvalidInputError
from dossier.evidence.kind import EntryKind
from dossier.evidence.signing import Signer
from dossier.model.career_document import CareerDocument, CareerKind, DocumentComment, LetterTemplate
from dossier.model.case import ReintegrationCase
from dossier.model.people import Account, Role
from dossier.storage import career_documents as rows

LETTERS_ROW = 18


class CareerDocumentIn(Input):
    """The text of one version; the same kind and title again is the next version."""

    kind: CareerKind
    title: str = Field(min_length=1, max_length=200)
    body: str = Field(min_length=1, max_length=20_000)


class CommentIn(Input):
    comment: str = Field(min_length=1, max_length=4000)


def save_career_document(
    session: Session,
    case: ReintegrationCase,
    values: CareerDocumentIn | Mapping[str, Any],
    *,
    actor: Account,
    now: datetime,
    signer: Signer,
) -> CareerDocument:
    """The next version; earlier versions stay as they were."""
    require_right(actor, LETTERS_ROW, "write")
    given = read_input(CareerDocumentIn, values)
    kind = given.kind.value
    row = CareerDocument(
        case_id=case_id_of(case),
        kind=kind,
        title=given.title,
        version=rows.next_version(session, case_id_of(case), kind, given.title),
        body=given.body,
        recorded_at=now,
        recorded_by=account_id(actor),
    )
    session.add(row)
    session.flush()
    content = row_content(row, ("version", *fields_of(CareerDocumentIn))) | confirmed_words(given)
    record_entry(session, case, EntryKind.CAREER_DOCUMENT_SAVED, content, actor=actor, now=now, signer=signer)
    return row


def add_comment(
    session: Session,
    case: ReintegrationCase,
    document_id: int,
    values: CommentIn | Mapping[str, Any],
    *,
    actor: Account,
    now: datetime,
    signer: Signer,
) -> DocumentComment:
    """What is said of one version stays with that version."""
    require_right(actor, LETTERS_ROW, "write")
    given = read_input(CommentIn, values)
    document = rows.get_document(session, case_id_of(case), document_id)
    row = DocumentComment(
        case_id=case_id_of(case),
        document_id=document.id or 0,
        comment=given.comment,
        recorded_at=now,
        recorded_by=account_id(actor),
    )
    session.add(row)
    session.flush()
    content = row_content(row, ("document_id", "comment")) | confirmed_words(given)
    record_entry(session, case, EntryKind.DOCUMENT_COMMENTED, content, actor=actor, now=now, signer=signer)
    return row


def save_letter_template(
    session: Session, values: CareerDocumentIn | Mapping[str, Any], *, actor: Account, now: datetime
) -> LetterTemplate:
    """A template of the coach's own office: no case in it, so nothing of it is in a log."""
    if actor.role != Role.COACH or actor.organisation_id is None:
        raise InvalidInputError("actor", actor.role, "een loopbaancoach met een bureau")
    given = read_input(CareerDocumentIn, values)
    row = LetterTemplate(
        organisation_id=actor.organisation_id,
        kind=given.kind.value,
        title=given.title,
        body=given.body,
        saved_at=now,
        saved_by=account_id(actor),
    )
    return rows.save_template(session, row)
