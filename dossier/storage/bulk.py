"""Many rows of one table at once, for measurements and moves: no objects, one statement for every part."""

from collections.abc import Iterable
from itertools import islice
from typing import Any

from sqlalchemy import insert
from sqlmodel import Session, SQLModel

PART = 5_000


def insert_rows(session: Session, table: type[SQLModel], rows: Iterable[dict[str, Any]]) -> int:
    """Write rows given as plain values; answers how many there were."""
    each, count = iter(rows), 0
    while part := list(islice(each, PART)):
        session.connection().execute(insert(table), part)
        count += len(part)
    return count
