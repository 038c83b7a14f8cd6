"""The ranked list of a case as pages show it: cut by key in the database, and never counted."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from sqlalchemy import ColumnElement, Row, Select, and_, case, func, literal, or_
from sqlalchemy import select as select_columns
from sqlmodel import Session, col, select

from dossier.model.match import Match, ShortlistEntry, ShortlistState
from dossier.model.vacancy import Vacancy, VacancyState
from dossier.storage.shortlists import STANDS

VERDICTS = ("wage_verdict", "hours_verdict", "travel_verdict", "limitation_verdict")
OF_MATCH = ("vacancy_id", "rank", "detail", *VERDICTS)
OF_VACANCY = (
    "id", "title", "employer", "place", "postcode", "latitude", "longitude", "hours_min", "hours_max", "salary",
    "salary_text", "date_posted", "valid_through", "state", "last_seen", "gone_at", "closed_by",
)  # fmt: skip
NO_DAY = date.min
Order = Literal["rank", "newest", "place"]


@dataclass(frozen=True)
class Wanted:
    """What the reader chose to see of a list, and in which order."""

    undecided: bool = False
    only_open: bool = False
    dismissed: bool = True
    without: Mapping[str, Collection[str]] = field(default_factory=dict)
    """Per verdict the values that are left out."""
    words: Sequence[str] = ()
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

    A row is what a page shows of match and vacancy together, with `decision`; one row more than asked is read to know
    whether there is more.
    """
    edge = _place_in_list(session, case_id, after or before, wanted.order)
    backwards = edge is not None and not after
    query = _select_rows(case_id, wanted)
    keys = _sort_keys(wanted.order)
    if edge is not None:
        query = query.where(_lies_beyond(keys, edge, backwards=backwards))
    query = query.order_by(*(key.desc() if downward is not backwards else key.asc() for key, downward in keys))
    rows = list(session.execute(query.limit(size + 1)).all())
    more, rows = len(rows) > size, rows[:size]
    if backwards:
        return Cut(rows[::-1], has_previous=more, has_next=True)
    return Cut(rows, has_previous=edge is not None, has_next=more)


def _select_rows(case_id: int, wanted: Wanted) -> Select[Any]:
    tables = Match.__table__.c, Vacancy.__table__.c  # type: ignore[attr-defined]
    decision = col(ShortlistEntry.state)
    query = (
        select_columns(
            *(tables[0][name] for name in OF_MATCH), *(tables[1][name] for name in OF_VACANCY),
            decision.label("decision"),
        )
        .join(Vacancy, col(Vacancy.id) == col(Match.vacancy_id))
        .outerjoin(ShortlistEntry, _same_decision())
        .where(col(Match.case_id) == case_id)
    )  # fmt: skip
    if wanted.only_open:
        query = query.where(col(Vacancy.state) == VacancyState.OPEN.value)
    if wanted.undecided:
        query = query.where(decision.is_(None))
    if not wanted.dismissed:
        query = query.where(or_(decision.is_(None), decision != ShortlistState.DISMISSED.value))
    for name, values in wanted.without.items():
        query = query.where(tables[0][name].not_in(values))
    return query.where(*(_holds(word) for word in wanted.words))


def _same_decision() -> ColumnElement[bool]:
    same = ShortlistEntry.vacancy_id == Match.vacancy_id, ShortlistEntry.case_id == Match.case_id
    return and_(*same, STANDS)


def _holds(word: str) -> ColumnElement[bool]:
    """Small and capital letters alike; SQLite knows that of a to z alone, so another letter may be any."""
    text = func.coalesce(Vacancy.employer, "") + " " + func.coalesce(Vacancy.place, "")
    plain = "".join(f"\\{sign}" if sign in "%_\\" else sign if sign.isascii() else "_" for sign in word)
    return (col(Vacancy.title) + " " + text).ilike(f"%{plain}%", escape="\\")


def _sort_keys(order: Order) -> list[tuple[ColumnElement[Any], bool]]:
    """What the list is sorted by, and whether that goes downward."""
    rank: tuple[ColumnElement[Any], bool] = (col(Match.rank), False)
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


def _lies_beyond(
    keys: Sequence[tuple[ColumnElement[Any], bool]], edge: Sequence[Any], *, backwards: bool
) -> ColumnElement[bool]:
    """Beyond by the first key, or level by it and beyond by the next."""
    beyond: list[ColumnElement[bool]] = []
    level: list[ColumnElement[bool]] = []
    for (key, downward), value in zip(keys, edge, strict=True):
        beyond.append(and_(*level, key < value if downward is not backwards else key > value))
        level.append(key == value)
    return or_(*beyond)


def ranks_of(session: Session, case_ids: Collection[int], vacancy_ids: Collection[str]) -> dict[tuple[int, str], int]:
    """The place of these vacancies in the lists of these cases."""
    query = select(Match.case_id, Match.vacancy_id, Match.rank).where(
        col(Match.case_id).in_(case_ids), col(Match.vacancy_id).in_(vacancy_ids)
    )
    return {(case_id, vacancy_id): rank for case_id, vacancy_id, rank in session.exec(query)}
