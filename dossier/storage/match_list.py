"""The ranked list of a case as pages show it: cut by key in the database, and never counted."""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from types import SimpleNamespace
from typing import Any, Literal

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Row,
    Select,
    String,
    and_,
    bindparam,
    case,
    cast,
    func,
    literal,
    or_,
)
from sqlalchemy import select as select_columns
from sqlmodel import Session, col, select

from dossier.model.guarded import sealer_of
from dossier.model.match import Match, ShortlistEntry, ShortlistState
from dossier.model.vacancy import Vacancy, VacancyState
from dossier.storage.shortlists import STANDS

VERDICTS = ("wage_verdict", "hours_verdict", "travel_verdict", "limitation_verdict")
OF_MATCH = ("vacancy_id", "rank", *VERDICTS)
OF_VACANCY = (
    "id", "title", "employer", "place", "postcode", "latitude", "longitude", "hours_min", "hours_max",
    "salary_text", "date_posted", "valid_through", "state", "last_seen", "gone_at", "closed_by",
)  # fmt: skip
NO_DAY = date.min
TAG = 26
"""So many signs at the end of a sealed value hold its tag of 128 bits, and the quote after it."""
Order = Literal["rank", "newest", "place"]


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

    A row is what a page shows of match and vacancy together, with `decision`, and closed (`open_rows`); one row more
    than asked is read to know whether there is more.
    """
    edge = _place_in_list(session, case_id, after or before, wanted.order)
    backwards = edge is not None and not after
    asked = {
        "case_id": case_id,
        "most": size + 1,
        **{f"edge_{number}": value for number, value in enumerate(edge or ())},
    }
    rows = list(session.execute(_make_query(wanted, backwards=backwards, edged=edge is not None), asked).all())
    more, rows = len(rows) > size, rows[:size]
    if backwards:
        return Cut(rows[::-1], has_previous=more, has_next=True)
    return Cut(rows, has_previous=edge is not None, has_next=more)


@lru_cache(maxsize=256)
def _make_query(wanted: Wanted, *, backwards: bool, edged: bool) -> Select[Any]:
    """The same question for every case, made once."""
    query, keys = _select_rows(wanted), _sort_keys(wanted.order)
    if edged:
        query = query.where(_lies_beyond(keys, backwards=backwards))
    query = query.order_by(*(key.desc() if downward is not backwards else key.asc() for key, downward in keys))
    return query.limit(bindparam("most"))


def _select_rows(wanted: Wanted) -> Select[Any]:
    tables = Match.__table__.c, Vacancy.__table__.c  # type: ignore[attr-defined]
    decision = col(ShortlistEntry.state)
    query = (
        select_columns(
            *(tables[0][name] for name in OF_MATCH), *(tables[1][name] for name in OF_VACANCY),
            decision.label("decision"), cast(tables[1].salary, String).label("salary"),
            cast(tables[0].detail, String).label("detail"),
        )
        .join(Vacancy, col(Vacancy.id) == col(Match.vacancy_id))
        .outerjoin(ShortlistEntry, _same_decision())
        .where(col(Match.case_id) == bindparam("case_id"))
    )  # fmt: skip
    if wanted.only_open:
        query = query.where(col(Vacancy.state) == VacancyState.OPEN.value)
    if wanted.undecided:
        query = query.where(decision.is_(None))
    if not wanted.dismissed:
        query = query.where(or_(decision.is_(None), decision != ShortlistState.DISMISSED.value))
    for name, values in wanted.without:
        query = query.where(tables[0][name].not_in(values))
    return query.where(*(_holds(word) for word in wanted.words))


def mark_of(row: Row[Any]) -> tuple[object, ...]:
    """What tells a row from every other and from what it was; the end of its sealed part stands for all of it."""
    return (*row[:-1], row[-1][-TAG:])


def open_rows(session: Session, rows: Sequence[Row[Any]]) -> list[Any]:
    """The rows with their pay, and with the reasons and verdicts that lie sealed."""
    detail = Match.__table__.c.detail.type  # type: ignore[attr-defined]
    keys = sealer_of(session.get_bind().dialect)
    return [
        SimpleNamespace(
            **dict(row._mapping)  # noqa: SLF001 - a public name of SQLAlchemy
            | {"salary": json.loads(row.salary or "null"), "detail": detail.open(json.loads(row.detail), keys)}
        )
        for row in rows
    ]


def _same_decision() -> ColumnElement[bool]:
    entry, match = ShortlistEntry, Match
    return and_(col(entry.vacancy_id) == col(match.vacancy_id), col(entry.case_id) == col(match.case_id), STANDS)


def _holds(word: str) -> ColumnElement[bool]:
    """Small and capital letters alike; SQLite knows that of a to z alone, so another letter may be any."""
    text = func.coalesce(Vacancy.employer, "") + " " + func.coalesce(Vacancy.place, "")
    plain = "".join(f"\\{sign}" if sign in "%_\\" else sign if sign.isascii() else "_" for sign in word)
    return (col(Vacancy.title) + " " + text).ilike(f"%{plain}%", escape="\\")


def _sort_keys(order: Order) -> list[tuple[ColumnElement[Any], bool]]:
    """What the list is sorted by, and whether that goes downward."""
    rank: tuple[Any, bool] = (col(Match.rank), False)
    if order == "newest":
        return [(func.coalesce(Vacancy.date_posted, literal(NO_DAY)), True), rank]
    if order == "place":
        return [
            (case((col(Vacancy.place).is_(None), 1), else_=0), False),
            (func.lower(func.coalesce(Vacancy.place, "")), False),
            rank,
        ]
    return [rank]


def _place_in_list(session: Session, case_id: int, vacancy_id: str | None, order: Order) -> Sequence[Any] | None:
    """What this vacancy is sorted by; None where it is not in the list."""
    if not vacancy_id:
        return None
    query = select_columns(*(key for key, _downward in _sort_keys(order))).select_from(Match)
    query = query.join(Vacancy, col(Vacancy.id) == col(Match.vacancy_id))
    found = query.where(col(Match.case_id) == case_id, col(Match.vacancy_id) == vacancy_id)
    return session.execute(found).one_or_none()


def _lies_beyond(keys: Sequence[tuple[ColumnElement[Any], bool]], *, backwards: bool) -> ColumnElement[bool]:
    """Beyond by the first key, or level by it and beyond by the next."""
    beyond: list[ColumnElement[bool]] = []
    level: list[ColumnElement[bool]] = []
    for number, (key, downward) in enumerate(keys):
        value: BindParameter[Any] = bindparam(f"edge_{number}", type_=key.type)
        beyond.append(and_(*level, key < value if downward is not backwards else key > value))
        level.append(key == value)
    return or_(*beyond)


def ranks_of(session: Session, case_ids: Collection[int], vacancy_ids: Collection[str]) -> dict[tuple[int, str], int]:
    """The place of these vacancies in the lists of these cases."""
    query = select(Match.case_id, Match.vacancy_id, Match.rank).where(
        col(Match.case_id).in_(case_ids), col(Match.vacancy_id).in_(vacancy_ids)
    )
    return {(case_id, vacancy_id): rank for case_id, vacancy_id, rank in session.exec(query)}
