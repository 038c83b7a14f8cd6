"""A database as an earlier version kept it: guarded values open, and the tables of any revision of before."""

import json
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, inspect, select, text

from dossier.model.guarded import SealedText, sealed_columns
from dossier.storage.database import MIGRATIONS, Database, metadata

REVISIONS = sorted(path.name[:4] for path in (MIGRATIONS / "versions").glob("[0-9]*_*.py"))
Schema = dict[str, dict[str, Any]]


def open_values(database: Database) -> None:
    """Every guarded value as text that anyone can read, and no key known."""
    with database.session() as session:
        for table in metadata().sorted_tables:
            for column in sealed_columns(table):
                (own,) = table.primary_key.columns
                change = text(f'UPDATE "{table.name}" SET "{column.name}" = :plain WHERE "{own.name}" = :row')
                for row, value in session.execute(select(own, column).where(column.is_not(None))).all():
                    plain = value if isinstance(column.type, SealedText) else json.dumps(value, ensure_ascii=False)
                    session.execute(change, {"plain": plain, "row": row})
        session.execute(text("DELETE FROM data_key"))


def downgrade(connection: Connection, revision: str) -> None:
    """On a connection that does not look at references: SQLite makes tables anew."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    command.downgrade(config, revision)


def schema_of(connection: Connection) -> Schema:
    """Every table with its columns, keys and indexes, as the database itself tells them."""
    told = inspect(connection)
    return {
        table: {
            "columns": {one["name"]: (str(one["type"]), one["nullable"]) for one in told.get_columns(table)},
            "indexes": sorted(str((one["name"], one["column_names"])) for one in told.get_indexes(table)),
            "foreign": sorted(
                str((one["constrained_columns"], one["referred_table"])) for one in told.get_foreign_keys(table)
            ),
            "unique": sorted(str(sorted(one["column_names"])) for one in told.get_unique_constraints(table)),
        }
        for table in told.get_table_names()
    }


def rows_of(connection: Connection) -> dict[str, int]:
    """How many each table has, that of the migrations itself left out."""
    tables = set(inspect(connection).get_table_names()) - {"alembic_version"}
    return {table: connection.execute(text(f'SELECT count(*) FROM "{table}"')).scalar_one() for table in tables}
