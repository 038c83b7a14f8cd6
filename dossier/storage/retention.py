"""How long fetched pages are kept: as long as anything refers to them, and the rest for a number of days."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import datetime
from pathlib import PurePosixPath
from typing import Any

from sqlalchemy import ColumnElement, Select, delete, func, select, union, update
from sqlmodel import Session, SQLModel, col

from dossier.errors import EvidenceError
from dossier.model.match import Match
from dossier.model.vacancy import (
    CrawlRefusal,
    CrawlRun,
    Snapshot,
    Vacancy,
    VacancySnapshot,
    VacancyState,
    VisitedPage,
)
from dossier.storage.database import Database
from dossier.storage.snapshots import Slice, WarcStore

DERIVED = frozenset(["match", "vacancy", "vacancy_snapshot"])
"""Tables whose rows follow the vacancy; a row of any other table that names a vacancy or a page keeps it."""
REWRITE_BELOW = 0.5
"""A file of which less than this part is still needed is written anew."""


@dataclass
class Swept:
    """What was cleared away."""

    vacancies: int = 0
    versions: int = 0
    pages: int = 0
    visits: int = 0
    refusals: int = 0
    files_removed: int = 0
    files_rewritten: int = 0
    bytes_freed: int = 0

    def __add__(self, other: "Swept") -> "Swept":
        return Swept(*(getattr(self, field.name) + getattr(other, field.name) for field in fields(self)))


def drop_unreferred(session: Session, before: datetime) -> Swept:
    """Delete what nothing refers to and what was last of use before that moment: closed vacancies, older versions,
    pages, marks of servers and refusals. The newest version of a vacancy that is kept stays with its page.
    """
    kept_vacancies, kept_pages = _referred(Vacancy), _referred(Snapshot)
    closed = (
        select(col(Vacancy.id))
        .where(col(Vacancy.state) != VacancyState.OPEN.value, col(Vacancy.last_seen) < before)
        .where(func.coalesce(col(Vacancy.gone_at), col(Vacancy.last_seen)) < before)
        .where(col(Vacancy.id).not_in(kept_vacancies))
    )
    gone = list(session.scalars(closed))
    for start in range(0, len(gone), 500):
        _delete_vacancies(session, gone[start : start + 500])
    old = (
        select(col(VacancySnapshot.id))
        .join(Vacancy, col(Vacancy.id) == col(VacancySnapshot.vacancy_id))
        .join(Snapshot, col(Snapshot.id) == col(VacancySnapshot.snapshot_id))
        .where(col(VacancySnapshot.version) < col(Vacancy.version), col(Snapshot.fetched_at) < before)
        .where(col(Vacancy.id).not_in(kept_vacancies), col(Snapshot.id).not_in(kept_pages))
    )
    unlinked = col(Snapshot.id).not_in(select(col(VacancySnapshot.snapshot_id)))
    ended = select(col(CrawlRun.id)).where(col(CrawlRun.ended) < before)
    return Swept(
        vacancies=len(gone),
        versions=_delete(session, VacancySnapshot, col(VacancySnapshot.id).in_(old)),
        pages=_delete(
            session, Snapshot, unlinked, col(Snapshot.fetched_at) < before, col(Snapshot.id).not_in(kept_pages)
        ),
        visits=_delete(session, VisitedPage, col(VisitedPage.fetched_at) < before),
        refusals=_delete(session, CrawlRefusal, col(CrawlRefusal.run_id).in_(ended)),
    )


def _referred(model: type[SQLModel]) -> Select[Any]:
    """The ids of a table that a row of any table outside the derived ones names."""
    target = next(iter(_table(model).primary_key.columns))
    columns = [
        key.parent
        for table in SQLModel.metadata.sorted_tables
        if table.name not in DERIVED
        for key in table.foreign_keys
        if key.column is target
    ]
    named = union(*(select(column).where(column.is_not(None)) for column in columns))
    return select(named.subquery().c[0])


def _table(model: type[SQLModel]) -> Any:
    return model.__table__  # type: ignore[attr-defined]


def _delete_vacancies(session: Session, ids: list[str]) -> None:
    session.execute(update(Vacancy).where(col(Vacancy.copy_of).in_(ids)).values(copy_of=None))
    for model, column in (
        (Match, Match.vacancy_id),
        (VacancySnapshot, VacancySnapshot.vacancy_id),
        (Vacancy, Vacancy.id),
    ):
        _delete(session, model, col(column).in_(ids))


def _delete(session: Session, model: type[SQLModel], *conditions: ColumnElement[bool]) -> int:
    result: Any = session.execute(delete(model).where(*conditions))
    return int(result.rowcount)


def sweep_files(
    database: Database, store: WarcStore, folder: str, *, software: str, operator: str, now: datetime
) -> Swept:
    """Remove the files below a folder that nothing refers to, and write anew those of which little is needed.

    Nothing else may write below the folder meanwhile. A kill at any moment costs at most an unneeded file, which the
    next sweep removes: the new file is safe on disk before rows point at it, and the old one goes last.
    """
    with database.reading() as session:
        needed = _needed_slices(session, folder)
    swept = Swept()
    files = store.files(folder)
    for name, size in files:
        if name not in needed:  # these first: one may be what a killed sweep left
            store.remove(name)
            swept += Swept(files_removed=1, bytes_freed=size)
    for name, size in files:
        slices = sorted(needed.get(name, ()), key=lambda where: where.offset)
        if slices and sum(where.length for where in slices) < size * REWRITE_BELOW:
            swept += _rewrite(database, store, name, slices, size, (software, operator, now))
    return swept


def _needed_slices(session: Session, folder: str) -> dict[str, set[Slice]]:
    found: dict[str, set[Slice]] = {}
    for model in (Snapshot, VisitedPage):
        columns = (model.warc, model.offset, model.length, model.sha256)
        for row in session.execute(
            select(*map(col, columns)).where(col(model.warc).startswith(f"{folder}/", autoescape=True))
        ):
            found.setdefault(row[0], set()).add(Slice(*row))
    return found


def _rewrite(
    database: Database, store: WarcStore, name: str, slices: Iterable[Slice], size: int, by: tuple[str, str, datetime]
) -> Swept:
    software, operator, now = by
    try:
        with store.create(_next_name(name), software=software, operator=operator, now=now) as file:
            moved = [(where, file.keep(store.read_bytes(where))) for where in slices]
    except EvidenceError:  # what is damaged stays as it is: a sweep never makes it worse
        store.remove(_next_name(name))
        return Swept()
    with database.session() as session:
        for old, new in moved:
            for model in (Snapshot, VisitedPage):
                here = (col(model.warc) == old.warc, col(model.offset) == old.offset)
                session.execute(update(model).where(*here).values(warc=new.warc, offset=new.offset))
    store.remove(name)
    return Swept(files_rewritten=1, bytes_freed=size - sum(new.length for _, new in moved))


def _next_name(name: str) -> str:
    """`…/20261121T093000Z-7.warc.gz`, then `…-7~2.warc.gz`, `…-7~3.warc.gz`: the same run, written anew."""
    path = PurePosixPath(name)
    stem, _, number = path.name.removesuffix(".warc.gz").partition("~")
    return str(path.with_name(f"{stem}~{int(number or 1) + 1}.warc.gz"))
