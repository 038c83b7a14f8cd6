"""Which key an installation works with, and how all that is guarded gets under it: at the first start and at a change.

A kill at any moment is mended by doing it over: what lies under the current key already is passed over.
"""

from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel
from sqlalchemy import Column, String, Table, cast, update
from sqlalchemy import select as select_columns
from sqlmodel import Session, SQLModel, select

from dossier.errors import SealError, SettingsError
from dossier.model.data_key import DataKey
from dossier.model.guarded import Sealed, sealed_columns
from dossier.settings import Settings
from dossier.storage.compaction import compact
from dossier.storage.data_keys import DataKeys, name_of, name_of_file
from dossier.storage.store import ATTACHMENTS, FolderStore, Store, open_store

if TYPE_CHECKING:
    from dossier.storage.database import Database

BATCH = 500
OTHERS = 0o077
"""The rights that nobody but the owner of a key may have."""


class Resealed(BaseModel):
    """What got another seal."""

    rows: int = 0
    files: int = 0


def take_keys(database: "Database", settings: Settings) -> None:
    """Refuse a key that is absent or another one; at the very first start make one and seal what lay open."""
    keys = known_keys(database)
    if not keys:
        DataKeys.load_or_create(settings.data_key_file)
    ring = keys_of(database)
    ring.refresh()
    check_rights(settings.data_key_file)
    lacking = sorted(set(keys) - ring.names)
    if lacking:
        raise SealError(
            f"{settings.data_key_file.name} is niet de sleutel van deze gegevens ({', '.join(lacking)} ontbreekt): "
            "zet de goede terug. Er is niets gewijzigd."
        )
    if not any(keys.values()):  # never sealed, or cut off while it was
        take_over(database, settings)
    elif ring.current not in keys:
        register(database, ring.current)


def take_over(database: "Database", settings: Settings) -> None:
    """Seal what an earlier version kept open, and take the open values out of the file of the database."""
    ring = keys_of(database)
    register(database, ring.current)
    done = reseal(database, settings, taking_over=True)
    if done.rows:
        compact(database, whole=True)
    for name in known_keys(database):
        finish(database, name)


def check_rights(file: Path) -> None:
    """A key that others may read is no secret."""
    for path, right in ((file.parent, "700"), *((one, "600") for one in sorted(file.parent.glob("*")))):
        if (path.is_file() or path == file.parent) and path.stat().st_mode & OTHERS:
            raise SettingsError(f"Anderen kunnen bij de map met sleutels of wat erin ligt: chmod {right} {path}")


def known_keys(database: "Database") -> dict[str, bool]:
    """The keys that values of this database may be sealed with, and whether the move to each is finished."""
    with database.reading() as session:
        return {row.name: row.finished for row in session.exec(select(DataKey))}


def keys_of(database: "Database") -> DataKeys:
    if database.keys is None:
        raise SealError("Deze database is geopend zonder de sleutel van de gegevens.")
    return database.keys


def register(database: "Database", name: str) -> None:
    """Say that values may be sealed with this key, before the first one is."""
    with database.session() as session:
        if session.get(DataKey, name) is None:
            session.add(DataKey(name=name))


def finish(database: "Database", name: str) -> None:
    with database.session() as session:
        row = session.get(DataKey, name)
        assert row is not None
        row.finished = True
        session.add(row)


def forget_others(database: "Database", name: str) -> None:
    with database.session() as session:
        for row in session.exec(select(DataKey).where(DataKey.name != name)):
            session.delete(row)


def reseal(database: "Database", settings: Settings, *, taking_over: bool = False) -> Resealed:
    """Every guarded value and every attachment under the current key; an open value is sealed only at a taking over."""
    keys, done = keys_of(database), Resealed()
    for table in SQLModel.metadata.sorted_tables:
        if sealed_columns(table):
            done.rows += sum(reseal_rows(database, table, keys, taking_over=taking_over))
    done.files = sum(reseal_file(*where, keys, taking_over=taking_over) for where in sealed_files(settings))
    return done


def sealed_files(settings: Settings) -> Iterator[tuple[Store, str]]:
    """Attachments, and the bundles that were made."""
    for store in (open_store(settings, ATTACHMENTS), FolderStore(settings.bundle_dir)):
        yield from [(store, kept.name) for kept in store.walk() if not PurePosixPath(kept.name).name.startswith(".")]


def reseal_file(store: Store, name: str, keys: DataKeys, *, taking_over: bool) -> bool:
    """Seal one kept file with the current key; answers whether it lay otherwise."""
    content, own = store.get(name), PurePosixPath(name).name
    key = name_of_file(content)
    if key == keys.current or (key is None and not taking_over):
        return False
    plain = content if key is None else keys.unseal_file(content, own)
    store.put(name, keys.seal_file(plain, own))
    return True


def reseal_rows(database: "Database", table: Table, keys: DataKeys, *, taking_over: bool) -> Iterator[int]:
    """A batch of rows per transaction: writers are let in between, and a kill loses one batch."""
    own, after = next(iter(table.primary_key)), 0
    while True:
        with database.session() as session:
            columns = sealed_columns(table)
            query = select_columns(own, *(cast(column, String) for column in columns))
            rows = session.execute(query.where(own > after).order_by(own).limit(BATCH).with_for_update()).all()
            if not rows:
                return
            yield sum(reseal_row(session, own, columns, row, keys, taking_over=taking_over) for row in rows)
            after = rows[-1][0]


def reseal_row(
    session: Session, own: Column[Any], columns: list[Column[Any]], row: Any, keys: DataKeys, *, taking_over: bool
) -> bool:
    current = keys.current
    values = {}
    for column, text in zip(columns, row[1:], strict=True):
        kind: Any = column.type
        if text is not None and name_of(kind.written(text)) != current:
            values[column.name] = opened(kind, text, keys, taking_over=taking_over)
    if values:
        session.execute(update(own.table).where(own == row[0]).values(values))
    return bool(values)


def opened(kind: Sealed, text: str, keys: DataKeys, *, taking_over: bool) -> Any:
    sealed = kind.written(text)
    if taking_over and name_of(sealed) is None:
        return kind.plain(text)
    return kind.open(sealed, keys)
