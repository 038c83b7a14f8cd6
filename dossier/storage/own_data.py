"""What is kept about a person outside the case, and the names behind the numbers in its rows."""

from typing import Any

from sqlalchemy import select
from sqlmodel import Session

from dossier.storage.database import metadata
from dossier.storage.raw_table import RawRow, raw_rows

SECRET = ("password", "secret", "sha256", "hash", "token", "uniquifier", "code", "key")
"""Columns of an account that let somebody in: no copy holds them."""
NAMED = {"account": "name", "organisation": "name", "vacancy": "title"}


def account_rows(session: Session, account_id: int) -> dict[str, list[RawRow]]:
    """The account and every row that is that account's own, without what lets somebody in."""
    found = {"account": raw_rows(session, "account", ids=[account_id])}
    for table in metadata().sorted_tables:
        if "account_id" in table.columns:
            found[table.name] = [row for row in raw_rows(session, table.name) if row["account_id"] == account_id]
    return {name: [_without_secrets(row) for row in rows] for name, rows in found.items()}


def _without_secrets(row: RawRow) -> RawRow:
    return {name: value for name, value in row.items() if not any(word in name for word in SECRET)}


def names_behind(session: Session, tables: dict[str, list[RawRow]]) -> dict[tuple[str, Any], str]:
    """For each `table.column` and number the name of the person, the office or the vacancy that it stands for."""
    names: dict[tuple[str, Any], str] = {}
    for name, rows in tables.items():
        for key in metadata().tables[name].foreign_keys:
            target = key.column.table
            ids = {row[key.parent.name] for row in rows if row.get(key.parent.name) is not None}
            if target.name in NAMED and ids:
                shown = target.columns[NAMED[target.name]]
                for own, text in session.execute(select(key.column, shown).where(key.column.in_(ids))):
                    names[f"{name}.{key.parent.name}", own] = text
    return names
