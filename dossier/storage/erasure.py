"""Takes the content of a case out of every table, and the traces of it out of the file of the database."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import delete, or_, select, update
from sqlmodel import Session, col
from sqlmodel import select as select_rows

from dossier.model.erasure import ERASED, Erasure, LegalHold
from dossier.model.evidence import Export, LogContent, LogEntry
from dossier.model.people import Account
from dossier.storage.database import metadata

OUTLIVE = frozenset({"reintegration_case", "evidence_entry", "evidence_content", "legal_hold", "erasure"})
"""What stays, emptied: the chain, and that it was erased."""
NO_DAY = date(1970, 1, 1)
NO_MOMENT = datetime(1970, 1, 1, tzinfo=UTC)
BLANK: dict[str, Any] = {
    "occurred_on": NO_DAY,
    "recorded_at": NO_MOMENT,
    "actor": ERASED,
    "kind": ERASED,
    "content_sha256": "",
}
"""What stands in an entry whose day, actor and kind were erased; anything else there is a change."""
Owned = dict[str, list[Any]]


def owned_rows(session: Session, case_id: int) -> Owned:
    """Every row of every table that hangs from the case, however deep: a new table is found by itself."""
    owned: Owned = {}
    for table in metadata().sorted_tables:
        if table.name in OUTLIVE:
            continue
        conditions = []
        for key in table.foreign_keys:
            target = key.column.table.name
            if target == "reintegration_case":
                conditions.append(key.parent == case_id)
            elif owned.get(target):
                conditions.append(key.parent.in_(owned[target]))
        if conditions:
            own = next(iter(table.primary_key))
            owned[table.name] = list(session.scalars(select(own).where(or_(*conditions)).order_by(own)))
    return owned


def files_of(session: Session, owned: Owned) -> list[str]:
    """The kept files that these rows name: `sha256` of an attachment, or the name of a bundle."""
    names: list[str] = []
    for name, ids in owned.items():
        table = metadata().tables[name]
        field = "filename" if name == "evidence_export" else "sha256"
        if ids and field in table.columns:
            query = select(table.columns[field]).where(next(iter(table.primary_key)).in_(ids))
            names += [f"{'bundle' if field == 'filename' else 'attachment'}:{one}" for one in session.scalars(query)]
    return sorted(set(names))


def ids_where(session: Session, table: str, field: str, value: int) -> list[int]:
    columns = metadata().tables[table].columns
    return list(session.scalars(select(columns["id"]).where(columns[field] == value)))


def is_kept_elsewhere(session: Session, name: str) -> bool:
    """Does a row still need this file? A bundle that held an erased piece goes, though its row stays."""
    kind, _, key = name.partition(":")
    return kind == "attachment" and is_named(session, key)


def is_named(session: Session, sha256: str) -> bool:
    """Does a row of another case still name this file?"""
    tables = [table for table in metadata().sorted_tables if "sha256" in table.columns]
    return any(
        session.execute(select(table.columns["sha256"]).where(table.columns["sha256"] == sha256).limit(1)).first()
        for table in tables
    )


def delete_rows(session: Session, owned: Owned) -> int:
    """Children first; answers how many rows went."""
    for table in reversed(metadata().sorted_tables):
        if owned.get(table.name):
            session.execute(delete(table).where(next(iter(table.primary_key)).in_(owned[table.name])))
    return sum(len(ids) for ids in owned.values())


def stamp_of(session: Session, table: str, row_id: int) -> tuple[datetime, int]:
    """When a row was written and by which account."""
    columns = metadata().tables[table].columns
    moment, account = ("uploaded_at", "uploaded_by") if "uploaded_at" in columns else ("recorded_at", "recorded_by")
    found = session.execute(select(columns[moment], columns[account]).where(columns["id"] == row_id)).one()
    return found[0], found[1]


def entries_about(session: Session, case_id: int, owned: Owned) -> list[LogEntry]:
    """The entries that tell of these rows and of no other."""
    query = select_rows(LogEntry, LogContent).join(LogContent).where(LogEntry.case_id == case_id)
    return [
        entry
        for entry, said in session.exec(query.order_by(col(LogEntry.seq)))
        if said.content.get("record_id") in owned.get(str(said.content.get("record")), [])
    ]


def bundles_since(session: Session, case_id: int, moment: datetime) -> list[Export]:
    query = select_rows(Export).where(Export.case_id == case_id, Export.made_at >= moment)
    return list(session.exec(query))


def blank_entries(session: Session, digests: dict[int, str]) -> None:
    """Take the content of these entries away, and who did what when; their hash stays, and so does the chain."""
    session.execute(delete(LogContent).where(col(LogContent.entry_id).in_(digests)))
    for entry_id, digest in digests.items():
        session.execute(update(LogEntry).where(col(LogEntry.id) == entry_id).values(header_sha256=digest, **BLANK))
    session.expire_all()


def forget_account(session: Session, account: Account) -> None:
    """The account of the person whose case went: nobody signs in with it, and nothing says whose it was."""
    for table in metadata().sorted_tables:
        if "account_id" in table.columns:  # calendar addresses, sessions, codes: whatever is that person's own
            session.execute(delete(table).where(table.columns["account_id"] == account.id))
    account.email, account.name = f"{ERASED}-{account.id}@passend.invalid", ERASED
    account.password, account.active = "!", False
    account.tf_primary_method = account.tf_totp_secret = None
    session.add(account)


def holds_of(session: Session, case_id: int, *, on: date | None = None) -> list[LegalHold]:
    """The holds of a case, newest first; with a day only those that forbid an erasure then."""
    query = select_rows(LegalHold).where(LegalHold.case_id == case_id).order_by(col(LegalHold.id).desc())
    if on is not None:
        query = query.where(col(LegalHold.lifted_at).is_(None), col(LegalHold.until) >= on)
    return list(session.exec(query))


def erasures(
    session: Session, *, case_ids: Iterable[int] | None = None, waiting: bool = False, whole: bool | None = None
) -> list[Erasure]:
    """What was asked, newest first; `waiting` leaves out what was done or withdrawn, `whole` pieces or whole cases."""
    query = select_rows(Erasure).order_by(col(Erasure.id).desc())
    if whole is not None:
        query = query.where(col(Erasure.record).is_(None) if whole else col(Erasure.record).is_not(None))
    if case_ids is not None:
        query = query.where(col(Erasure.case_id).in_(list(case_ids)))
    if waiting:
        query = query.where(col(Erasure.done_at).is_(None), col(Erasure.withdrawn_at).is_(None))
    return list(session.exec(query))


def get_erasure(session: Session, erasure_id: int) -> Erasure | None:
    return session.get(Erasure, erasure_id)
