"""The ranked list of a case as pages show it: cut by key in the database, and never counted."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Literal

from sqlalchemy import BindParameter, ColumnElement, Row, Select, String, and_, bindparam, cast, func, or_
from sqlalchemy import select as select_columns
from sqlmodel import Session, SQLModel, col, select

from dossier.model.match import Match, ShortlistEntry, ShortlistState
from dossier.model.vacancy import Vacancy, VacancyState
from dossier.storage.fixed_query import FixedQuery
from dossier.storage.shortlists import STANDS

VERDICTS = ("wage_verdict", "hours_verdict", "travel_verdict", "limitation_verdict")
OF_MATCH = ("vacancy_id", "rank", *VERDICTS)
OF_VACANCY = (
    "id", "title", "employer", "place", "postcode", "latitude", "longitude", "hours_min", "hours_max",
    "salary_text", "date_posted", "valid_through", "state", "last_seen", "gone_at", "closed_by",
)  # fmt: skip
TAG = 26
"""So many signs at the end of a sealed value hold its tag of 128 bits, and the quote after it."""
Order = Literal["rank", "by_day", "by_place"]
"""The columns that a list is read by: each match knows its place in every order."""


@dataclass(frozen=True)
class Wanted:
    """What the reader chose to see of a list, and in which order."""

    undecided: bool = False
    only_open: bool = False
    dismissed: bool = True
    without: tuple[tuple[str, frozenset[str]], ...] = ()
    """Of a verdict, the values that are left out."""
    words: tuple[str, ...] = ()
    """Each stands in the title, the employer or the place."""
    order: Order = "rank"


@dataclass(frozen=True)
class Cut:
    """A part of a list, and whether there is more before and after it."""

    rows: Sequence[Row[Any]]
    has_previous: bool
    has_next: bool


def cut_list(
    session: Session, case_id: int, wanted: Wanted, size: int, *, after: str | None = None, before: str | None = None
) -> Cut:
    """The next rows after a vacancy of the list, or those before it; the first where neither is in the list.

    A row has all that a page shows of match, vacancy and decision, as the database holds it and sealed: enough to know
    whether it was shown before (`mark_of`), and to be opened (`open_rows`). One row more than asked is read to know
    whether there is more.
    """
    edge = _place_in_list(session, case_id, after or before, wanted.order)
    backwards = edge is not None and not after
    asked: dict[str, Any] = {"case_id": case_id, "most": size + 1}
    asked |= {} if edge is None else {"edge": edge}
    asked |= {f"word_{number}": _pattern_of(word) for number, word in enumerate(wanted.words)}
    kind = replace(wanted, words=("",) * len(wanted.words))
    rows = _make_query(kind, backwards=backwards, edged=edge is not None).ask(session, asked)
    more, rows = len(rows) > size, rows[:size]
    if backwards:
        return Cut(rows[::-1], has_previous=more, has_next=True)
    return Cut(rows, has_previous=edge is not None, has_next=more)


@lru_cache(maxsize=256)
def _make_query(wanted: Wanted, *, backwards: bool, edged: bool) -> FixedQuery:
    """The same question for every case and every word, made once."""
    place, query = _column(wanted.order), _leave_out(_join(*_marked_columns()), wanted)
    if edged:
        query = query.where(place < bindparam("edge") if backwards else place > bindparam("edge"))
    return FixedQuery(query.order_by(place.desc() if backwards else place).limit(bindparam("most")))


def _column(name: str, table: type[SQLModel] = Match) -> ColumnElement[Any]:
    found: ColumnElement[Any] = table.__table__.c[name]  # type: ignore[attr-defined]
    return found


def _shown_columns() -> list[ColumnElement[Any]]:
    columns = [*map(_column, OF_MATCH), *(_column(name, Vacancy) for name in OF_VACANCY)]
    return [*columns, col(ShortlistEntry.state).label("decision")]


def _marked_columns() -> list[ColumnElement[Any]]:
    """Of what is sealed its end alone."""
    detail = cast(_column("detail"), String)
    tag = func.substr(detail, func.length(detail) - (TAG - 1))
    return [*_shown_columns(), cast(_column("salary", Vacancy), String).label("salary"), tag.label("tag")]


def _join(*columns: ColumnElement[Any]) -> Select[Any]:
    return (
        select_columns(*columns)
        .select_from(Match)
        .join(Vacancy, col(Vacancy.id) == col(Match.vacancy_id))
        .outerjoin(ShortlistEntry, _same_decision())
        .where(col(Match.case_id) == bindparam("case_id"))
    )


def _leave_out(query: Select[Any], wanted: Wanted) -> Select[Any]:
    decision = col(ShortlistEntry.state)
    if wanted.only_open:
        query = query.where(col(Vacancy.state) == VacancyState.OPEN.value)
    if wanted.undecided:
        query = query.where(decision.is_(None))
    if not wanted.dismissed:
        query = query.where(or_(decision.is_(None), decision != ShortlistState.DISMISSED.value))
    for name, values in wanted.without:
        query = query.where(*(_column(name) != value for value in sorted(values)))
    return query.where(*(_holds(f"word_{number}") for number in range(len(wanted.words))))


def mark_of(row: Row[Any]) -> tuple[object, ...]:
    """What tells a row from every other and from what it was; the end of its sealed part stands for all of it."""
    return tuple(row)


@lru_cache(maxsize=1)
def _opened_query() -> Select[Any]:
    opened = _join(*_shown_columns(), _column("salary", Vacancy), _column("detail"))
    return opened.where(col(Match.vacancy_id).in_(bindparam("wanted", expanding=True)))


def open_rows(session: Session, case_id: int, vacancy_ids: Sequence[str]) -> list[Any]:
    """The rows of these vacancies as a program reads them: with days as days, the pay, the reasons and the verdicts."""
    rows = session.execute(_opened_query(), {"case_id": case_id, "wanted": vacancy_ids})
    opened = {row.id: row for row in rows}
    return [opened[one] for one in vacancy_ids if one in opened]


def _same_decision() -> ColumnElement[bool]:
    entry, match = ShortlistEntry, Match
    return and_(col(entry.vacancy_id) == col(match.vacancy_id), col(entry.case_id) == col(match.case_id), STANDS)


def _holds(name: str) -> ColumnElement[bool]:
    """The title, the employer or the place holds the word of this name."""
    text = func.coalesce(Vacancy.employer, "") + " " + func.coalesce(Vacancy.place, "")
    word: BindParameter[str] = bindparam(name, type_=String())
    return (col(Vacancy.title) + " " + text).ilike(word, escape="\\")


def _pattern_of(word: str) -> str:
    """Small and capital letters alike; SQLite knows that of a to z alone, so another letter may be any."""
    plain = "".join(f"\\{sign}" if sign in "%_\\" else sign if sign.isascii() else "_" for sign in word)
    return f"%{plain}%"


def _place_in_list(session: Session, case_id: int, vacancy_id: str | None, order: Order) -> int | None:
    """Where this vacancy stands in this order; None where it is not in the list."""
    if not vacancy_id:
        return None
    query = select_columns(_column(order)).where(col(Match.case_id) == case_id, col(Match.vacancy_id) == vacancy_id)
    found: int | None = session.execute(query).scalar_one_or_none()
    return found


def ranks_of(session: Session, case_ids: Collection[int], vacancy_ids: Collection[str]) -> dict[tuple[int, str], int]:
    """The place of these vacancies in the lists of these cases."""
    query = select(Match.case_id, Match.vacancy_id, Match.rank).where(
        col(Match.case_id).in_(case_ids), col(Match.vacancy_id).in_(vacancy_ids)
    )
    return {(case_id, vacancy_id): rank for case_id, vacancy_id, rank in session.exec(query)}
