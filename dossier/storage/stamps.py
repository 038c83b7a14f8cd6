"""Hashes of what lists are made of: the same hash says that nothing changed, without any list being made."""

from hashlib import sha256

from sqlalchemy import JSON, ColumnElement, String, bindparam, cast
from sqlalchemy import select as select_columns
from sqlmodel import Session, col

from dossier.model.match import ShortlistEntry
from dossier.model.vacancy import Vacancy, VacancyState
from dossier.storage.fixed_query import FixedQuery

NOT_READ = frozenset({"first_seen", "last_seen", "gone_at", "closed_by", "version", "text_sha256"})
"""Columns of a vacancy that no list is made of."""
PART = 5_000


def _plain(column: ColumnElement[object]) -> ColumnElement[object]:
    return cast(column, String) if isinstance(column.type, JSON) else column


_CONTENT = [column for column in Vacancy.__table__.columns if column.name not in NOT_READ]  # type: ignore[attr-defined]
_PART = FixedQuery(
    select_columns(*map(_plain, _CONTENT))
    .where(col(Vacancy.state) == VacancyState.OPEN.value, col(Vacancy.id) > bindparam("after"))
    .order_by(col(Vacancy.id))
    .limit(bindparam("most"))
)
_DECIDED = FixedQuery(
    select_columns(
        col(ShortlistEntry.vacancy_id), col(ShortlistEntry.state), col(ShortlistEntry.reason_code),
        col(ShortlistEntry.decided_at), col(Vacancy.state), *map(_plain, _CONTENT),
    )
    .join(Vacancy, col(Vacancy.id) == col(ShortlistEntry.vacancy_id))
    .where(col(ShortlistEntry.case_id) == bindparam("case_id"))
    .order_by(col(ShortlistEntry.id))
)  # fmt: skip


def stamp_stock(session: Session) -> str:
    """Of all that is read of the open vacancies; a part at a time, whatever their number."""
    stamp, after = sha256(), ""
    while rows := _PART.ask(session, {"after": after, "most": PART}):
        for row in rows:
            stamp.update(repr(tuple(row)).encode())
        after = rows[-1].id
    return stamp.hexdigest()


def stamp_decisions(session: Session, case_id: int) -> str:
    """Of what was decided in a case, and of the vacancies that it was about: closed ones teach as well."""
    rows = _DECIDED.ask(session, {"case_id": case_id})
    return sha256(repr([tuple(row) for row in rows]).encode()).hexdigest()
