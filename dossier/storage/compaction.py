"""Takes what was deleted or overwritten out of the file of the database as well."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dossier.storage.database import Database


def compact(database: "Database", *, whole: bool = False) -> None:
    """Old values linger in free pages and in the write-ahead log: written anew, nothing of them is left.

    On PostgreSQL the pages are freed for reuse; `whole` writes every table anew, which locks each for a moment.
    """
    if database.engine.dialect.name == "sqlite":
        connection = database.engine.raw_connection()
        try:
            for statement in ("PRAGMA wal_checkpoint(TRUNCATE)", "VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"):
                connection.cursor().execute(statement)
        finally:
            connection.close()
        return
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as server:
        server.exec_driver_sql("VACUUM FULL" if whole else "VACUUM")
