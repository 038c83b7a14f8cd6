"""Writes one row of the course of a case, new or changed, with its one log entry."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, TypeVar

from sqlmodel import Session, SQLModel

from dossier.acts.entry import Input, account_id, case_id_of, record_entry, require_right, row_content
from dossier.acts.free_text import confirmed_words
from dossier.evidence.kind import EntryKind
from dossier.evidence.signing import Signer
from dossier.model.case import ReintegrationCase
from dossier.model.course import Placement, SanctionPoint, WageSanction
from dossier.model.people import Account
from dossier.storage.course import get_row, save_row

Row = TypeVar("Row", bound=SQLModel)
DAYS_ROW = 4
MATRIX_ROWS: dict[type[SQLModel], int] = {Placement: 28, WageSanction: 27, SanctionPoint: 27}
"""Under which row of the matrix each kind of row is written; everything else goes with the days of the case."""


def keep_row(  # noqa: PLR0913 - who, when and signed with what go along with every act
    session: Session,
    case: ReintegrationCase,
    kind: type[Row],
    fields: Mapping[str, Any],
    *,
    entry: EntryKind,
    given: Input,
    row_id: int | None,
    occurred_on: date | None,
    actor: Account,
    now: datetime,
    signer: Signer,
) -> Row:
    """A new row, or the same row with other values; the earlier entry keeps what stood there."""
    require_right(actor, MATRIX_ROWS.get(kind, DAYS_ROW), "write")
    case_id = case_id_of(case)
    row = get_row(session, kind, case_id, row_id) if row_id is not None else None
    if row is None:
        row = kind(case_id=case_id, recorded_at=now, recorded_by=account_id(actor), **fields)
    else:
        for name, value in fields.items():
            setattr(row, name, value)
    save_row(session, row)
    content = row_content(row, logged_fields(kind)) | confirmed_words(given)
    record_entry(session, case, entry, content, actor=actor, now=now, signer=signer, occurred_on=occurred_on)
    return row


def logged_fields(kind: type[SQLModel]) -> Iterable[str]:
    """Every column but whose it is and who wrote it when: those the log keeps by itself."""
    own = {"id", "case_id", "recorded_at", "recorded_by"}
    return [name for name in kind.model_fields if name not in own]
