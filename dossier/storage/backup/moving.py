"""A SQLite database into a PostgreSQL one: an office that grows takes its backup along to the shared database."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import Column, Connection, Table, column, select, table, type_coerce

from dossier.model.guarded import Sealed
from dossier.storage.backup.postgres_copy import TableCopy, make_anew, set_counters
from dossier.storage.database import Database, metadata

BATCH = 1000


def move_in(database: Database, source: Path) -> None:
    """Every row of every table, all of it or nothing; the copy is first brought to the newest tables itself.

    What lies sealed goes over as it lies: it opens with the same keys, which are in the backup too.
    """
    old = Database(f"sqlite:///{source}")
    try:
        old.migrate()
        with old.engine.connect() as reading, database.engine.begin() as connection:
            make_anew(connection, "head")
            for each in metadata().sorted_tables:
                fill(connection, reading, each)
            set_counters(connection, [TableCopy(one.name, one.columns.keys()) for one in metadata().sorted_tables])
    finally:
        old.close()


def fill(connection: Connection, reading: Connection, given: Table) -> None:
    """In the order of the keys: a row refers to others of its table only when those were there before it."""
    kinds = {one.name: kind_of(one) for one in given.columns}
    wanted = table(given.name, *(column(name, kind) for name, kind in kinds.items()))
    query = select(*(type_coerce(given.columns[name], kind).label(name) for name, kind in kinds.items()))
    for rows in batches(reading, query.order_by(*given.primary_key.columns)):
        connection.execute(wanted.insert(), rows)


def kind_of(one: Column[Any]) -> Any:
    return one.type.impl_instance if isinstance(one.type, Sealed) else one.type


def batches(reading: Connection, query: Any) -> Iterator[list[dict[str, Any]]]:
    for part in reading.execution_options(yield_per=BATCH).execute(query).mappings().partitions():
        yield [dict(row) for row in part]
