"""Whether two databases hold the same, whatever kind they are."""

from dossier.storage.database import Database
from dossier.storage.raw_table import raw_rows, table_names


def differing_tables(one: Database, other: Database) -> list[str]:
    """The tables of which a row is in one only; sealed values are compared as they are read."""
    with one.reading() as first, other.reading() as second:
        return [
            name
            for name in sorted(table_names())
            if sorted(map(str, raw_rows(first, name))) != sorted(map(str, raw_rows(second, name)))
        ]
