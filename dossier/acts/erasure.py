"""Erasing a case (AVG article 17, or the end of its term): one person asks, another does it, the chain stays whole."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from pydantic import BaseModel
from sqlmodel import Session

from dossier.acts.cases import CASE_FIELDS
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
from dossier.acts.holds import ROW
from dossier.errors import InvalidInputError, NotFoundError
from dossier.evidence.kind import EntryKind
from dossier.evidence.log import header_digest
from dossier.evidence.signing import Signer
from dossier.model.case import CaseStatus, ReintegrationCase
from dossier.model.erasure import ERASED, Erasure, ErasureGround
from dossier.model.people import Account, Role
from dossier.rules.retention import Retention, retention_of
from dossier.settings import Settings
from dossier.storage import erasure as rows
from dossier.storage.accounts import get_account
from dossier.storage.attachments import AttachmentStore
from dossier.storage.cases import all_cases, lock_case
from dossier.storage.compaction import compact
from dossier.storage.database import Database
from dossier.storage.evidence import entries_of

STAYS = frozenset(
    {
        EntryKind.KEY_ROTATED,
        EntryKind.KEY_TAKEN,
        EntryKind.KEY_LOST,
        EntryKind.HOLD_PLACED,
        EntryKind.HOLD_LIFTED,
        EntryKind.CONTENT_ERASED,
    }
)
"""Entries that say nothing of the person and that the verifier or an inspector needs."""
NEUTRAL: dict[str, Any] = {
    name: None for name in CASE_FIELDS if name not in ("number", "employer_id", "application_norm")
}


class ErasureIn(Input):
    ground: ErasureGround


class ErasureReport(BaseModel):
    """What was taken away: numbers, never what it was."""

    case: str
    ground: str
    rows: int
    entries: int
    files: int


def due_cases(session: Session, now: datetime) -> list[tuple[ReintegrationCase, Retention]]:
    """The cases whose term has passed and that nothing holds: a list for a person to confirm, oldest first."""
    today = dutch_day(now)
    found = [(case, retention_of(case.first_sick_day, case.ended_on)) for case in all_cases(session)]
    due = [(case, term) for case, term in found if term.is_due(today)]
    free = [one for one in due if not rows.holds_of(session, case_id_of(one[0]), on=today)]
    return sorted(free, key=lambda one: (one[1].until, one[0].number))


def ask_erasure(
    session: Session,
    case: ReintegrationCase,
    values: ErasureIn | Mapping[str, Any],
    *,
    actor: Account,
    now: datetime,
    signer: Signer,
) -> Erasure:
    """Employee, coach or employer asks; nothing is taken away yet (matrix row 32)."""
    require_right(actor, ROW, "propose")
    given = read_input(ErasureIn, values)
    if given.ground is ErasureGround.REQUEST and actor.role == Role.EMPLOYER:
        raise InvalidInputError("ground", given.ground.value, ErasureGround.RETENTION.value)
    _require_term(case, given.ground, now)
    if rows.erasures(session, case_ids=[case_id_of(case)], waiting=True, whole=True):
        raise InvalidInputError("ground", given.ground.value, "één verzoek tegelijk; er loopt al een verzoek")
    row = Erasure(case_id=case_id_of(case), ground=given.ground.value, asked_at=now, asked_by=account_id(actor))
    session.add(row)
    session.flush()
    content = row_content(row, ("ground", "asked_at", "asked_by"))
    record_entry(session, case, EntryKind.ERASURE_ASKED, content, actor=actor, now=now, signer=signer)
    return row


def withdraw_erasure(
    session: Session, case: ReintegrationCase, *, actor: Account, now: datetime, signer: Signer
) -> Erasure:
    """The request is off: withdrawn by who may ask, or declined by the administrator."""
    require_right(actor, ROW, "propose", "execute")
    row = next(iter(rows.erasures(session, case_ids=[case_id_of(case)], waiting=True, whole=True)), None)
    if row is None:
        raise NotFoundError("Er loopt geen verzoek om wissen.")
    return call_off(session, case, row, actor=actor, now=now, signer=signer)


def call_off(
    session: Session, case: ReintegrationCase, row: Erasure, *, actor: Account, now: datetime, signer: Signer
) -> Erasure:
    """The request stays as a row that says when it was called off."""
    row.withdrawn_at = now
    session.add(row)
    session.flush()
    content = row_content(row, ("ground", "withdrawn_at"))
    record_entry(session, case, EntryKind.ERASURE_WITHDRAWN, content, actor=actor, now=now, signer=signer)
    return row


def erase_case(
    database: Database, settings: Settings, erasure_id: int, *, actor: Account, now: datetime, signer: Signer
) -> ErasureReport:
    """Rows and log first, in one transaction; then the files, then the traces in the file of the database.

    A kill in between leaves the names of the files in the row; the same call again finishes them.
    """
    with database.session() as session:
        asked = rows.get_erasure(session, erasure_id)
        if asked is None or asked.withdrawn_at is not None or asked.record is not None:
            raise NotFoundError("Dit verzoek om wissen is niet gevonden.")
        case = lock_case(session, asked.case_id)
        report = ErasureReport(case=case.number, ground=asked.ground, rows=0, entries=0, files=len(asked.files))
        if asked.done_at is None:
            _require_second_person(session, case, asked, actor, now)
            report = _erase_rows(session, case, asked, actor=actor, now=now, signer=signer)
        files = [name for name in asked.files if not rows.is_named(session, name.partition(":")[2])]
    clean_up(database, settings, erasure_id, files)
    return report


def clean_up(database: Database, settings: Settings, erasure_id: int, files: list[str]) -> None:
    """The files, and the traces in the file of the database; then the row forgets their names."""
    _remove_files(settings, files)
    compact(database)
    with database.session() as session:
        done = rows.get_erasure(session, erasure_id)
        assert done is not None
        done.files = []
        session.add(done)


def _erase_rows(
    session: Session, case: ReintegrationCase, asked: Erasure, *, actor: Account, now: datetime, signer: Signer
) -> ErasureReport:
    owned = rows.owned_rows(session, case_id_of(case))
    asked.files = rows.files_of(session, owned)
    gone = rows.delete_rows(session, owned)
    entries = [entry for entry in entries_of(session, case_id_of(case)) if entry.kind not in STAYS]
    digests = {entry.id or 0: header_digest(entry) for entry in entries if entry.header_sha256 is None}
    seqs = [entry.seq for entry in entries]
    rows.blank_entries(session, digests)
    employee = None if case.employee_id is None else get_account(session, case.employee_id)
    _neutralise(session, case)
    if employee is not None and not _has_other_case(session, employee):
        rows.forget_account(session, employee)
    asked.done_at, asked.done_by = now, account_id(actor)
    pieces = rows.erasures(session, case_ids=[case_id_of(case)], waiting=True, whole=False)
    for piece in pieces:
        piece.withdrawn_at = now  # it went with the case
    session.add_all([case, asked, *pieces])
    session.flush()
    report = ErasureReport(case=case.number, ground=asked.ground, rows=gone, entries=len(seqs), files=len(asked.files))
    said = {"seqs": seqs, "ground": asked.ground, "rows": gone, "files": len(asked.files), "asked_by": asked.asked_by}
    content = row_content(case, CASE_FIELDS) | said
    record_entry(session, case, EntryKind.CONTENT_ERASED, content, actor=actor, now=now, signer=signer)
    return report


def _neutralise(session: Session, case: ReintegrationCase) -> None:
    """The row stays for its number alone: the chain begins with it."""
    for name, value in NEUTRAL.items():
        setattr(case, name, value)
    case.employee_name, case.status = ERASED, CaseStatus.CLOSED.value
    case.first_sick_day = case.created_at.date()


def _has_other_case(session: Session, employee: Account) -> bool:
    return any(case.employee_id == employee.id for case in all_cases(session))


def _require_second_person(
    session: Session, case: ReintegrationCase, asked: Erasure, actor: Account, now: datetime
) -> None:
    """V-12 and the matrix: another person than who asked, with the right to, and nothing that holds the case."""
    require_right(actor, ROW, "execute")
    require_other(asked, actor)
    require_no_hold(session, case, now)
    _require_term(case, ErasureGround(asked.ground), now)


def require_other(asked: Erasure, actor: Account) -> None:
    if asked.asked_by == actor.id:
        raise InvalidInputError("actor", actor.name, "een ander dan wie het wissen vroeg")


def require_no_hold(session: Session, case: ReintegrationCase, now: datetime) -> None:
    holds = rows.holds_of(session, case_id_of(case), on=dutch_day(now))
    if holds:
        until = max(hold.until for hold in holds)
        raise InvalidInputError("case", case.number, f"na de blokkade ({holds[0].ground}, tot en met {until})")


def _require_term(case: ReintegrationCase, ground: ErasureGround, now: datetime) -> None:
    term = retention_of(case.first_sick_day, case.ended_on)
    if ground is ErasureGround.RETENTION and not term.is_due(dutch_day(now)):
        raise InvalidInputError("ground", ground.value, f"pas na {term.until} (24 maanden na {term.counted_from_name})")


def _remove_files(settings: Settings, files: list[str]) -> None:
    store = AttachmentStore.of(settings)
    for one in files:
        kind, _, name = one.partition(":")
        if kind == "bundle":
            (settings.bundle_dir / name).unlink(missing_ok=True)
        else:
            store.remove(name)
