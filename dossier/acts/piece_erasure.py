"""Erasing one piece of a case: the writer alone on the same day, else one asks and the administrator does it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
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
from dossier.acts.erasure import ErasureReport, call_off, clean_up, require_no_hold, require_other
from dossier.acts.holds import ROW
from dossier.errors import InvalidInputError, NotFoundError
from dossier.evidence.kind import EntryKind
from dossier.evidence.log import header_digest
from dossier.evidence.signing import Signer
from dossier.model.case import ReintegrationCase
from dossier.model.erasure import Erasure, RecordGround
from dossier.model.people import Account, Role
from dossier.settings import Settings
from dossier.storage import erasure as rows
from dossier.storage.agreements import agreements_of_talk
from dossier.storage.cases import lock_case
from dossier.storage.database import Database


@dataclass(frozen=True)
class PieceKind:
    """A table of which one row may go without the case, as people call it."""

    name: str
    employer_may_read: bool = False
    along: tuple[str, str] | None = None
    """The table and field of what goes with it."""


PIECES = {
    "contact_record": PieceKind("gesprek", employer_may_read=True),
    "agreement": PieceKind("afspraak", employer_may_read=True),
    "activity": PieceKind("activiteit", employer_may_read=True),
    "proof": PieceKind("bewijsstuk", employer_may_read=True),
    "document_comment": PieceKind("opmerking bij cv of brief"),
    "career_document": PieceKind("versie van cv of brief", along=("document_comment", "document_id")),
    "quality_check": PieceKind("nagekeken brief"),
}
"""An application itself is never deleted, only corrected (U-31)."""


class PieceIn(Input):
    ground: RecordGround


@dataclass(frozen=True)
class Piece:
    """One row of the case, with what goes along and who wrote it when."""

    table: str
    row_id: int
    owned: rows.Owned
    written_at: datetime
    written_by: int

    @property
    def kind(self) -> PieceKind:
        return PIECES[self.table]


def find_piece(session: Session, case: ReintegrationCase, actor: Account, table: str, row_id: int) -> Piece:
    """A piece that this person may ask to erase; an employer only what the employer wrote."""
    require_right(actor, ROW, "propose", "execute")
    missing = NotFoundError("Dit is niet gevonden.")
    if table not in PIECES or row_id not in rows.owned_rows(session, case_id_of(case)).get(table, []):
        raise missing
    moment, writer = rows.stamp_of(session, table, row_id)
    if actor.role == Role.EMPLOYER and writer != actor.id:
        raise missing
    owned: rows.Owned = {table: [row_id]}
    along = PIECES[table].along
    if along is not None:
        owned[along[0]] = rows.ids_where(session, along[0], along[1], row_id)
    return Piece(table, row_id, owned, moment, writer)


def weighs(session: Session, case: ReintegrationCase, piece: Piece, actor: Account, now: datetime) -> bool:
    """Does it ask a second person? Not for what the same person wrote today and nobody took along in a bundle."""
    own = piece.written_by == actor.id and dutch_day(piece.written_at) == dutch_day(now)
    return not own or bool(rows.bundles_since(session, case_id_of(case), piece.written_at))


def ask_piece(
    session: Session,
    case: ReintegrationCase,
    table: str,
    row_id: int,
    values: PieceIn | Mapping[str, Any],
    *,
    actor: Account,
    now: datetime,
    signer: Signer,
) -> Erasure:
    """That one piece goes is asked; nothing is taken away yet (matrix row 32)."""
    require_right(actor, ROW, "propose")
    given = read_input(PieceIn, values)
    piece = find_piece(session, case, actor, table, row_id)
    require_no_hold(session, case, now)
    waiting = rows.erasures(session, case_ids=[case_id_of(case)], waiting=True, whole=False)
    if any((one.record, one.record_id) == (table, row_id) for one in waiting):
        raise InvalidInputError("ground", given.ground.value, "één verzoek tegelijk; er loopt al een verzoek")
    row = Erasure(
        case_id=case_id_of(case),
        ground=given.ground.value,
        asked_at=now,
        asked_by=account_id(actor),
        record=table,
        record_id=row_id,
    )
    session.add(row)
    session.flush()
    content = row_content(row, ("ground", "asked_at", "asked_by")) | {"what": piece.kind.name}
    record_entry(session, case, EntryKind.ERASURE_ASKED, content, actor=actor, now=now, signer=signer)
    return row


def withdraw_piece(
    session: Session, case: ReintegrationCase, erasure_id: int, *, actor: Account, now: datetime, signer: Signer
) -> Erasure:
    """Withdrawn by who may ask, or declined by the administrator."""
    require_right(actor, ROW, "propose", "execute")
    waiting = rows.erasures(session, case_ids=[case_id_of(case)], waiting=True, whole=False)
    row = next((one for one in waiting if one.id == erasure_id), None)
    if row is None or (actor.role == Role.EMPLOYER and row.asked_by != actor.id):
        raise NotFoundError("Er loopt geen verzoek om wissen.")
    return call_off(session, case, row, actor=actor, now=now, signer=signer)


def erase_piece(
    database: Database, settings: Settings, erasure_id: int, *, actor: Account, now: datetime, signer: Signer
) -> ErasureReport:
    """Row and entries in one transaction, then the files and the traces; the same call again finishes a kill."""
    with database.session() as session:
        asked = rows.get_erasure(session, erasure_id)
        if asked is None or asked.withdrawn_at is not None or asked.record is None:
            raise NotFoundError("Dit verzoek om wissen is niet gevonden.")
        case = lock_case(session, asked.case_id)
        report = ErasureReport(case=case.number, ground=asked.ground, rows=0, entries=0, files=len(asked.files))
        if asked.done_at is None:
            report = _erase(session, case, asked, actor=actor, now=now, signer=signer)
        files = [name for name in asked.files if not rows.is_kept_elsewhere(session, name)]
    clean_up(database, settings, erasure_id, files)
    return report


def _erase(
    session: Session, case: ReintegrationCase, asked: Erasure, *, actor: Account, now: datetime, signer: Signer
) -> ErasureReport:
    piece = find_piece(session, case, actor, asked.record or "", asked.record_id or 0)
    require_no_hold(session, case, now)
    if asked.asked_by != actor.id or weighs(session, case, piece, actor, now):
        require_right(actor, ROW, "execute")
        require_other(asked, actor)
    if piece.table == "contact_record":
        _let_go(session, case, piece.row_id, actor=actor, now=now, signer=signer)
    entries = rows.entries_about(session, case_id_of(case), piece.owned)
    digests = {entry.id or 0: header_digest(entry) for entry in entries if entry.header_sha256 is None}
    bundles = rows.bundles_since(session, case_id_of(case), piece.written_at)
    held = [one for one in bundles if piece.kind.employer_may_read or one.receiver != Role.EMPLOYER.value]
    asked.files = rows.files_of(session, piece.owned) + sorted(f"bundle:{one.filename}" for one in held)
    gone = rows.delete_rows(session, piece.owned)
    seqs = [entry.seq for entry in entries]
    rows.blank_entries(session, digests)
    asked.done_at, asked.done_by = now, account_id(actor)
    session.add(asked)
    session.flush()
    content = {
        "what": piece.kind.name,
        "seqs": seqs,
        "ground": asked.ground,
        "rows": gone,
        "files": len(asked.files),
        "asked_by": asked.asked_by,
    }
    record_entry(session, case, EntryKind.CONTENT_ERASED, content, actor=actor, now=now, signer=signer)
    return ErasureReport(case=case.number, ground=asked.ground, rows=gone, entries=len(seqs), files=len(asked.files))


def _let_go(
    session: Session, case: ReintegrationCase, contact_id: int, *, actor: Account, now: datetime, signer: Signer
) -> None:
    """What was agreed in a conversation stays agreed; it only no longer says in which."""
    for agreement in agreements_of_talk(session, contact_id):
        agreement.contact_id = None
        session.add(agreement)
        session.flush()
        content = row_content(agreement, ("contact_id",)) | {"reason": "het gesprek is gewist"}
        record_entry(session, case, EntryKind.AGREEMENT_CORRECTED, content, actor=actor, now=now, signer=signer)
