"""Each party's own words, which nobody else can write, and the documents of the RIV that are kept elsewhere."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from pydantic import Field
from sqlmodel import Session

from dossier.acts.entry import (
    ROLE_NAMES,
    Input,
    account_id,
    case_id_of,
    check_day,
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
from dossier.model.case import ReintegrationCase
from dossier.model.people import Account, Role
from dossier.model.report import OwnStatement, ReferredDocument, ReportKind, StatementKind
from dossier.rules.riv import RivPart
from dossier.storage import reports as rows

PAPERS_ROW = 27
FIELDS = ("kind", "report_kind", "report_number", "version", "text", "name")
WRITERS = {
    StatementKind.OPINION: Role.EMPLOYEE,
    StatementKind.WORKING_RELATION: Role.EMPLOYER,
    StatementKind.SUITABLE_WORK: Role.EMPLOYER,
}
"""Who alone writes it (matrix row 25; Regeling procesgang art. 6(1) i, k and l)."""


class StatementIn(Input):
    """What a party says, about one report or about the whole re-integration."""

    kind: StatementKind
    report_kind: ReportKind | None = None
    report_number: int | None = Field(default=None, ge=1)
    text: str = Field(min_length=1, max_length=20_000)


def submit_statement(
    session: Session,
    case: ReintegrationCase,
    values: StatementIn | Mapping[str, Any],
    *,
    actor: Account,
    now: datetime,
    signer: Signer,
) -> OwnStatement:
    """Hand it in: from now on the others read it; a later text is a new version."""
    given = read_input(StatementIn, values)
    _require_writer(given.kind, case, actor)
    about = None
    if given.report_kind is not None and given.report_number is not None:
        about = (given.report_kind.value, given.report_number)
        if not rows.versions_of(session, case_id_of(case), *about):
            raise InvalidInputError("report_number", given.report_number, "een rapport dat is vastgesteld")
    earlier = rows.opinion_about(session, case_id_of(case), given.kind.value, about)
    row = OwnStatement(
        case_id=case_id_of(case),
        kind=given.kind.value,
        report_kind=None if about is None else about[0],
        report_number=None if about is None else about[1],
        version=len(earlier) + 1,
        text=given.text,
        name=actor.name,
        recorded_at=now,
        recorded_by=account_id(actor),
    )
    session.add(row)
    session.flush()
    is_opinion = given.kind is StatementKind.OPINION
    kind = EntryKind.OPINION_GIVEN if is_opinion else EntryKind.EMPLOYER_STATED
    content = row_content(row, FIELDS) | confirmed_words(given)
    record_entry(session, case, kind, content, actor=actor, now=now, signer=signer)
    return row


def _require_writer(kind: StatementKind, case: ReintegrationCase, actor: Account) -> None:
    writer = WRITERS[kind]
    is_theirs = actor.id == case.employee_id if writer is Role.EMPLOYEE else actor.organisation_id == case.employer_id
    if actor.role != writer or not is_theirs:
        raise InvalidInputError("actor", ROLE_NAMES.get(actor.role, actor.role), ROLE_NAMES[writer])


class ReferredIn(Input):
    """A document that is kept elsewhere: never what is in it (V-13)."""

    part: RivPart
    title: str = Field(min_length=1, max_length=200)
    dated: date
    author_name: str = Field(min_length=1, max_length=200)
    author_function: str = Field(min_length=1, max_length=100)
    signed_by: str | None = Field(default=None, max_length=300)


def refer_document(
    session: Session,
    case: ReintegrationCase,
    values: ReferredIn | Mapping[str, Any],
    *,
    actor: Account,
    now: datetime,
    signer: Signer,
) -> ReferredDocument:
    """Which document of the RIV exists, of which day and by whom (U-14)."""
    require_right(actor, PAPERS_ROW, "write")
    given = read_input(ReferredIn, values)
    check_day("dated", given.dated, case=case, now=now)
    fields = given.model_dump() | {"part": given.part.value}
    row = ReferredDocument(case_id=case_id_of(case), recorded_at=now, recorded_by=account_id(actor), **fields)
    session.add(row)
    session.flush()
    content = row_content(row, fields_of(ReferredIn)) | confirmed_words(given)
    record_entry(
        session,
        case,
        EntryKind.DOCUMENT_REFERRED,
        content,
        actor=actor,
        now=now,
        signer=signer,
        occurred_on=row.dated,
    )
    return row
