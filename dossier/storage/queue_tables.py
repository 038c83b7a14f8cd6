"""The tables of the queue, which its own library describes: made once, and brought up to date step by step."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, func, select, text

from dossier.storage.database import Database

_MARK = text("SELECT obj_description(to_regclass('procrastinate_jobs'), 'pg_class')")
_IS_THERE = text("SELECT to_regclass('procrastinate_jobs') IS NOT NULL")


def bring_up_to_date(database: Database, whole: str, steps: Sequence[tuple[str, str]]) -> None:
    """Make the tables, or take the steps that came since; the name of the last one stands as comment on the table.

    One process at a time over all machines; who comes second finds it done.
    """
    newest = steps[-1][0]
    with database.engine.begin() as connection:
        if connection.scalar(_MARK) == newest:
            return
        connection.execute(select(func.pg_advisory_xact_lock(func.hashtextextended("queue-tables", 0))))
        if not connection.scalar(_IS_THERE):
            _execute(connection, whole)
        else:
            reached = connection.scalar(_MARK) or ""
            for name, step in steps:
                if name > reached:
                    _execute(connection, step)
        quoted = newest.replace("'", "''")
        _execute(connection, f"COMMENT ON TABLE procrastinate_jobs IS '{quoted}'")


def _execute(connection: Connection, statements: str) -> None:
    """Several statements in one go, in which a percent sign is a percent sign: past what fills in parameters."""
    raw: Any = connection.connection.dbapi_connection
    with raw.cursor() as cursor:
        cursor.execute(statements)
