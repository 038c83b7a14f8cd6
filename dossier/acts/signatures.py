"""Signing a settled report: who, in which function, and that it was this very text."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from pydantic import Field
from sqlmodel import Session

from dossier.acts.entry import ROLE_NAMES, Input, account_id, case_id_of, read_input, record_entry, row_content
from dossier.acts.free_text import confirmed_words
from dossier.acts.report_drafts import form_of
from dossier.errors import InvalidInputError
from dossier.evidence.kind import EntryKind
from dossier.evidence.signing import Signer
from dossier.model.case import ReintegrationCase
from dossier.model.people import Account, Role
from dossier.model.report import Report, ReportSignature
from dossier.storage.course import owner_of
from dossier.storage.reports import get_report, signatures_of, versions_of

FIELDS = ("report_id", "role", "name", "meaning", "remark", "content_sha256")


class SignatureIn(Input):
    """A remark that stands below the signature; the text of the report stays as it is."""

    remark: str | None = Field(default=None, max_length=4000)


def may_sign(
    report: Report, case: ReintegrationCase, account: Account, signed: set[str], newest: int, owner: str
) -> bool:
    """A party of this case that has not signed yet, the newest version, and the employer only once it is released."""
    is_party = {
        Role.EMPLOYEE.value: account.id == case.employee_id,
        Role.COACH.value: account.id == case.coach_id,
        Role.EMPLOYER.value: account.organisation_id == case.employer_id and report.released_at is not None,
    }
    return (
        is_party.get(account.role, False)
        and account.role in form_of(report.kind).signed_by(owner)
        and account.role not in signed
        and report.version == newest
    )


def sign_report(
    session: Session,
    case: ReintegrationCase,
    report_id: int,
    values: SignatureIn | Mapping[str, Any],
    *,
    actor: Account,
    now: datetime,
    signer: Signer,
) -> ReportSignature:
    """Sign the newest version once; the hash says which text it was."""
    given = read_input(SignatureIn, values)
    is_employer = actor.role == Role.EMPLOYER
    report = get_report(session, case_id_of(case), report_id, released_only=is_employer)
    newest = versions_of(session, case_id_of(case), report.kind, report.number)[0].version
    signed = {one.role for one in signatures_of(session, case_id_of(case)).get(report_id, [])}
    owner = owner_of(session, case).value
    if not may_sign(report, case, actor, signed, newest, owner):
        raise InvalidInputError("actor", ROLE_NAMES.get(actor.role, actor.role), "wie dit nog moet ondertekenen")
    row = ReportSignature(
        case_id=case_id_of(case),
        report_id=report_id,
        role=actor.role,
        name=actor.name,
        meaning=form_of(report.kind).signed_by(owner)[actor.role],
        remark=given.remark,
        content_sha256=report.content_sha256,
        recorded_at=now,
        recorded_by=account_id(actor),
    )
    session.add(row)
    session.flush()
    content = row_content(row, FIELDS) | {"released": report.released_at is not None} | confirmed_words(given)
    record_entry(session, case, EntryKind.REPORT_SIGNED, content, actor=actor, now=now, signer=signer)
    return row
