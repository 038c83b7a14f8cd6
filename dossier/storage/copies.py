"""Open vacancies as they are compared with each other, and which is the copy of which: a whole stock at once."""

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Row, update
from sqlmodel import Session, col, select

from dossier.model.vacancy import Vacancy, VacancyState

AT_ONCE = 2_000
"""Rows in memory at a time: the texts of a stock are a gigabyte."""
COMPARED = (
    "id", "source", "title", "employer", "description", "place", "latitude", "longitude", "hours_min", "hours_max",
    "salary", "first_seen",
)  # fmt: skip


def open_postings(session: Session) -> Iterator[Row[Any]]:
    """What is compared of every open vacancy, in the order of their ids, as plain rows."""
    columns = [getattr(Vacancy, name) for name in COMPARED]
    query = select(*columns).where(Vacancy.state == VacancyState.OPEN.value).order_by(col(Vacancy.id))
    yield from session.execute(query.execution_options(yield_per=AT_ONCE))


def set_copies(session: Session, leading: Mapping[str, str | None]) -> int:
    """Point each open vacancy at its leading posting (None = it leads); answers how many point at another."""
    kept = session.execute(select(Vacancy.id, Vacancy.copy_of).where(Vacancy.state == VacancyState.OPEN.value))
    moved = [{"id": key, "copy_of": leading[key]} for key, before in kept if leading.get(key, before) != before]
    if moved:
        session.execute(update(Vacancy), moved)
        session.expire_all()  # what was loaded before does not know of it
    return sum(target is not None for target in leading.values())
