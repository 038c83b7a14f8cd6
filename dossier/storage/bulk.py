"""Many rows of one table at once, for measurements and moves: no objects, one statement for every part."""

from collections.abc import Iterable
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, String, Table, cast, func, insert, literal, select
from sqlmodel import Session, SQLModel

from dossier.model.match import Match
from dossier.model.vacancy import Vacancy

PART = 5_000
SPREAD, LONGEST = 97, 1_000_000
"""What is copied stands elsewhere in the other orders than in that of rank."""


def insert_rows(session: Session, table: type[SQLModel], rows: Iterable[dict[str, Any]]) -> int:
    """Write rows given as plain values; answers how many there were."""
    each, count = iter(rows), 0
    while part := list(islice(each, PART)):
        session.connection().execute(insert(table), part)
        count += len(part)
    return count


def copy_vacancies(session: Session, kept: int, numbers: range) -> None:
    """More vacancies like the first `kept`, made within SQLite: a whole stock to measure with in a minute."""
    number, table = _count(numbers), _table(Vacancy)
    changed = {
        "id": _key(number),
        "identifier": cast(number, String),
        "title": table.c.title + "-" + cast(number, String),
        "url": "https://werk.example/vacature/" + cast(number, String),
    }
    _copy(session, table, changed, table.c.id == _key(number % kept))


def copy_matches(session: Session, case_id: int, kept: int, numbers: range) -> None:
    """The list of a case longer by these vacancies, weighed as the first `kept` of the list; no two share a place."""
    number, table = _count(numbers), _table(Match)
    elsewhere = kept + (number % SPREAD) * LONGEST + number
    changed = {"vacancy_id": _key(number), "rank": number + 1, "by_day": elsewhere, "by_place": elsewhere}
    _copy(session, table, changed, (table.c.case_id == case_id) & (table.c.rank == number % kept + 1))


def _copy(session: Session, table: Table, changed: dict[str, Any], like: ColumnElement[bool]) -> None:
    names = [column.name for column in table.columns if not (column.primary_key and column.name not in changed)]
    rows = select(*(changed.get(name, table.c[name]) for name in names)).where(like)
    session.execute(insert(table).from_select(names, rows))


def _count(numbers: range) -> ColumnElement[int]:
    """A column with these numbers."""
    counted = select(literal(numbers.start).label("number")).where(literal(numbers.start) < numbers.stop)
    listed = counted.cte(recursive=True)
    following = select(listed.c.number + 1).where(listed.c.number + 1 < numbers.stop)
    return listed.union_all(following).c.number


def _key(number: ColumnElement[int]) -> ColumnElement[str]:
    return func.printf("%016x", number)


def _table(model: type[SQLModel]) -> Table:
    found: Table = model.__table__  # type: ignore[attr-defined]
    return found
