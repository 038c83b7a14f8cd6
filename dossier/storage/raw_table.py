"""Rows as they stand in a database, read without trusting a value in them: for checking, not for working."""

import json
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import JSON, Boolean, Column, ColumnElement, Date, Float, Integer, String, Table, cast
from sqlalchemy.exc import DatabaseError, DBAPIError, OperationalError
from sqlmodel import Session, create_engine, select
from sqlmodel.sql.expression import SelectOfScalar
from sqlmodel.sql.sqltypes import UTCDateTime

from dossier.errors import EvidenceError, SealError
from dossier.model.guarded import Sealed, Sealer, sealed_columns, sealer_of
from dossier.settings import KEY_FOLDER
from dossier.storage.data_keys import DATA_KEYS, DataKeys
from dossier.storage.database import Database, carry_keys, metadata

UNREADABLE = object()
"""Stands for a value that cannot be what its column holds; equal to nothing that was ever written."""
RawRow = dict[str, Any]


@contextmanager
def read_only(path: Path, keys: DataKeys | None = None) -> Iterator[Session]:
    """A SQLite file, opened so that nothing in it or beside it changes; `keys` are else those beside it."""
    # Without a WAL beside it the file is all there is; opening it as such leaves no file behind either.
    still = "mode=ro" if path.with_name(path.name + "-wal").exists() else "immutable=1"
    engine = create_engine(f"sqlite:///file:{quote(str(path.resolve()))}?{still}&uri=true")
    carry_keys(engine, keys or DataKeys(path.parent / KEY_FOLDER / DATA_KEYS))
    try:
        with Session(engine) as session:
            yield session
    except (DatabaseError, OperationalError) as error:
        raise EvidenceError(f"{path.name} kan niet gelezen worden als database van dit programma.") from error
    finally:
        engine.dispose()


@contextmanager
def read_only_server(url: str, keys: DataKeys | None = None) -> Iterator[Session]:
    """A PostgreSQL database at one moment: nothing can be written, and nothing changes while it is read."""
    database = Database(url, keys)
    try:
        options = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
        with Session(database.engine.execution_options(**options)) as session:
            yield session
    except DBAPIError as error:
        raise EvidenceError("De database kan niet gelezen worden als database van dit programma.") from error
    finally:
        database.close()


def table_names() -> set[str]:
    return set(metadata().tables)


def defaults_of(table_name: str) -> dict[str, Any]:
    """What a new row holds in each column that is not given; nothing for a column that must be given."""
    columns = metadata().tables[table_name].columns
    return {
        column.name: getattr(column.default, "arg", None) if getattr(column.default, "is_scalar", False) else None
        for column in columns
        if not column.primary_key
    }


def raw_rows(session: Session, table_name: str, *, ids: Collection[int] | None = None) -> list[RawRow]:
    """The rows of a table as plain values, oldest first; `ids` asks for some of them only."""
    table = metadata().tables[table_name]
    query, key = _every_row(table), next(iter(table.primary_key))
    chosen = None if ids is None else sorted(ids)
    chunks = [None] if chosen is None else [chosen[start : start + 500] for start in range(0, len(chosen), 500)]
    rows: list[RawRow] = []
    for chunk in chunks:
        found = session.exec(query if chunk is None else query.where(key.in_(chunk))).all()
        keys = _keys_for(session, table)
        rows += [_plain(table, row, keys) for row in found]
    return rows


@cache
def _every_row(table: Table) -> SelectOfScalar[Any]:
    return select(*(_as_text(column) for column in table.columns)).order_by(next(iter(table.primary_key)))


def _as_text(column: Column[Any]) -> ColumnElement[Any]:
    # SQLite writes a fraction as text with fifteen digits, which loses the last two; it is read as it is.
    return column if isinstance(column.type, Float) else cast(column, String)


def _keys_for(session: Session, table: Table) -> Sealer | None:
    """Looked up before any value is: a key that is not there is said at once, and is no fault of a row."""
    if not sealed_columns(table):
        return None
    keys = sealer_of(session.get_bind().dialect)
    keys.refresh()
    return keys


def _plain(table: Table, row: Any, keys: Sealer | None) -> RawRow:
    return {column.name: _value(column, value, keys) for column, value in zip(table.columns, row, strict=True)}


def _value(column: Column[Any], text: Any, keys: Sealer | None) -> Any:
    """What the text in a column means; the same for every database."""
    if text is None:
        return None
    try:
        if isinstance(column.type, Sealed) and keys is not None:
            return column.type.open(column.type.written(text), keys)
        return _read(column.type, text)
    except (SealError, ValueError, TypeError, AttributeError, RecursionError):
        return UNREADABLE


def _read(kind: Any, text: str) -> Any:
    if isinstance(kind, JSON):
        return json.loads(text)
    if isinstance(kind, UTCDateTime):
        moment = datetime.fromisoformat(text)
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    if isinstance(kind, Date):
        return date.fromisoformat(text)
    if isinstance(kind, Boolean):
        return {"0": False, "1": True, "false": False, "true": True}.get(text, UNREADABLE)
    if isinstance(kind, Integer):
        return int(text)
    return float(text) if isinstance(kind, Float) else str(text)
