"""Every table of a PostgreSQL database as it stood at one moment, in PostgreSQL's own COPY form, and the way back.

Not pg_dump: that needs a program of the right version beside the server, and brings a schema that the migrations make.
"""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from psycopg.sql import SQL, Composable, Identifier
from sqlalchemy import Connection, inspect, text

from dossier.errors import BackupError
from dossier.storage.database import Database, metadata

VERSION = "alembic_version"
READ = 256 * 1024


@dataclass(frozen=True)
class TableCopy:
    """One table: its columns in the order of its lines."""

    name: str
    columns: list[str]


class PostgresCopy:
    """One transaction that sees one moment: whatever is written meanwhile is in the next backup."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        inspector = inspect(connection)
        there = set(inspector.get_table_names())
        self.tables = [
            TableCopy(table.name, [column["name"] for column in inspector.get_columns(table.name)])
            for table in metadata().sorted_tables
            if table.name in there
        ]
        self.schema = str(connection.scalar(text(f"SELECT version_num FROM {VERSION}")))  # noqa: S608 - a constant

    def ask(self, query: str) -> list[str]:
        return list(self._connection.execute(text(query)).scalars())

    @contextmanager
    def lines(self, table: TableCopy, folder: Path) -> Iterator[BinaryIO]:
        """The lines of a table, in a file without a name."""
        with tempfile.TemporaryFile(dir=folder) as file, _cursor(self._connection) as cursor:
            with cursor.copy(_statement("COPY {} ({}) TO STDOUT", table)) as copy:
                for part in copy:
                    file.write(part)
            file.seek(0)
            yield file


@contextmanager
def copy_postgres(database: Database) -> Iterator[PostgresCopy]:
    options = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
    with database.engine.connect().execution_options(**options) as connection:
        yield PostgresCopy(connection)


def is_empty(database: Database) -> bool:
    """Does no table of ours hold a row?"""
    with database.engine.connect() as connection:
        there = set(inspect(connection).get_table_names()) & set(metadata().tables)
        return not any(
            connection.scalar(text(f'SELECT EXISTS (SELECT 1 FROM "{name}")'))  # noqa: S608 - names of our own tables
            for name in sorted(there)
        )


def put_back(database: Database, schema: str, tables: list[TableCopy], folder: Path) -> None:
    """Make the tables anew and fill them: all of it, or nothing when anything fails or the process is killed."""
    with database.engine.begin() as connection:
        make_anew(connection, schema)
        for table in tables:
            _fill(connection, table, folder / f"{table.name}.copy")
        set_counters(connection, tables)
        _migrate(connection, "head")


def make_anew(connection: Connection, schema: str) -> None:
    """Empty tables of this version in the place of whatever tables of ours there are."""
    _drop_all(connection)
    _migrate(connection, schema)


def _drop_all(connection: Connection) -> None:
    """Also the queue of work: a job that was waiting is put again when it falls due."""
    for name in inspect(connection).get_table_names():
        if name in metadata().tables or name == VERSION:
            connection.execute(text(f'DROP TABLE "{name}" CASCADE'))


def _migrate(connection: Connection, revision: str) -> None:
    from alembic.util.exc import CommandError

    from dossier.storage.database import upgrade

    try:
        upgrade(connection, revision)
    except CommandError as error:
        msg = "De reservekopie is van een nieuwere versie van dit programma; werk het eerst bij."
        raise BackupError(msg) from error


def _fill(connection: Connection, table: TableCopy, path: Path) -> None:
    statement = _statement("COPY {} ({}) FROM STDIN", table)
    with path.open("rb") as file, _cursor(connection) as cursor, cursor.copy(statement) as copy:
        while part := file.read(READ):
            copy.write(part)


def set_counters(connection: Connection, tables: list[TableCopy]) -> None:
    """The next row gets a number after the last one."""
    for table in tables:
        if "id" not in table.columns:
            continue
        counter = connection.scalar(text("SELECT pg_get_serial_sequence(:name, 'id')"), {"name": f'"{table.name}"'})
        last = counter and connection.scalar(text(f'SELECT max(id) FROM "{table.name}"'))  # noqa: S608 - our table
        if last:
            connection.execute(text("SELECT setval(:counter, :last)"), {"counter": counter, "last": last})


def _statement(form: str, table: TableCopy) -> Composable:
    columns = SQL(", ").join(map(Identifier, table.columns))
    return SQL(form).format(Identifier(table.name), columns)


def _cursor(connection: Connection) -> Any:
    raw: Any = connection.connection.dbapi_connection
    return raw.cursor()
