"""Re-integration cases, and which of them an account may know to exist (rules 5c, V-17)."""

from datetime import date, datetime
from functools import lru_cache
from types import SimpleNamespace
from typing import Any

from sqlalchemy import ColumnElement, Date, Integer, Select, and_, bindparam, false, func, or_
from sqlalchemy import select as select_rows
from sqlmodel import Session, col, select

from dossier.errors import InvalidInputError, NotFoundError
from dossier.model.api_token import ApiToken
from dossier.model.case import ReintegrationCase
from dossier.model.erasure import ERASED
from dossier.model.people import Account, Role
from dossier.storage.covers import reach_of_cover
from dossier.storage.database import WRITES
from dossier.storage.fixed_query import FixedQuery


def create_case(
    session: Session,
    *,
    number: str,
    employee_name: str,
    employer_id: int,
    first_sick_day: date,
    now: datetime,
    employee_id: int | None = None,
    coach_id: int | None = None,
    **more: Any,
) -> ReintegrationCase:
    """A new case; `more` are further fields of `ReintegrationCase`."""
    unknown = set(more) - set(ReintegrationCase.model_fields)
    if unknown:
        raise InvalidInputError("case", ", ".join(sorted(unknown)), ", ".join(ReintegrationCase.model_fields))
    if session.exec(select(ReintegrationCase).where(ReintegrationCase.number == number)).first() is not None:
        raise InvalidInputError("number", number, "een dossiernummer dat nog niet bestaat")
    case = ReintegrationCase(
        number=number,
        employee_name=employee_name,
        employer_id=employer_id,
        first_sick_day=first_sick_day,
        employee_id=employee_id,
        coach_id=coach_id,
        created_at=now,
        **more,
    )
    session.add(case)
    session.flush()
    return case


_READER = SimpleNamespace(
    id=bindparam("reader_id", type_=Integer()), organisation_id=bindparam("reader_office", type_=Integer())
)
_DAY = bindparam("reader_day", type_=Date())


def _reach_of(account: Account, on: date | None) -> tuple[str, dict[str, Any]]:
    """The role under which an account reads, none for who was switched off, and what is filled in for the reader."""
    reader = {"reader_id": account.id, "reader_office": account.organisation_id, "reader_day": on}
    return account.role if account.active else "", reader


def _within(role: str) -> ColumnElement[bool]:
    """Employee: own case; coach: assigned and covered cases; employer: own organisation; administrator: none.

    Nothing equals what is not filled in: without an office there is no employer's case, and without a day no cover.
    """
    if role == Role.EMPLOYEE:
        own: ColumnElement[bool] = col(ReintegrationCase.employee_id) == _READER.id
        return own
    if role == Role.COACH:
        covered = reach_of_cover(_READER, _DAY)
        return or_(col(ReintegrationCase.coach_id) == _READER.id, _reach_of_connection(), covered)
    if role == Role.EMPLOYER:
        kept = col(ReintegrationCase.employee_name) != ERASED
        return and_(col(ReintegrationCase.employer_id) == _READER.organisation_id, kept)
    return false()


def _reach_of_connection() -> ColumnElement[bool]:
    """The account behind a key of another program reads for its whole office: the cases of every coach there."""
    colleagues = (
        select(Account.id)
        .join(ApiToken, col(ApiToken.organisation_id) == col(Account.organisation_id))
        .where(ApiToken.account_id == _READER.id, ApiToken.role == Role.COACH.value, Account.role == Role.COACH.value)
        .where(col(ApiToken.revoked_at).is_(None))
    )
    return col(ReintegrationCase.coach_id).in_(colleagues)


@lru_cache(maxsize=32)
def _list_query(role: str, *, bounded: bool) -> Select[Any]:
    number = col(ReintegrationCase.number)
    query = select_rows(ReintegrationCase).where(_within(role), number > bindparam("after")).order_by(number)
    return query.limit(bindparam("most")) if bounded else query


@lru_cache(maxsize=32)
def _find_query(role: str, *, writes: bool) -> Select[Any]:
    """Asked at every page of a case, so made once."""
    query = select_rows(ReintegrationCase).where(_within(role), col(ReintegrationCase.number) == bindparam("number"))
    return _locked(query) if writes else query


def _locked(query: Select[Any]) -> Select[Any]:
    """The same cases, as they are now and locked until the end of the transaction.

    `key_share`: whoever added a row of this case holds its key already, and two of those would wait for each other.
    """
    return query.with_for_update(key_share=True).execution_options(populate_existing=True)


def cases_for(
    session: Session, account: Account, *, on: date | None = None, after: str = "", most: int | None = None
) -> list[ReintegrationCase]:
    """Every case that this account may open, in order of their number; or the next few after one of them."""
    role, reader = _reach_of(account, on)
    query, asked = _list_query(role, bounded=most is not None), {"after": after, "most": most}
    return list(session.execute(query, asked | reader).scalars())


@lru_cache(maxsize=32)
def _names_query(role: str) -> FixedQuery:
    case = ReintegrationCase
    names = select_rows(col(case.id), col(case.number), col(case.employee_name))
    return FixedQuery(names.where(_within(role)).order_by(col(case.number)))


def names_for(session: Session, account: Account, *, on: date | None = None) -> list[tuple[int, str, str]]:
    """Row, number and name of every case that this account may open, in order of the numbers."""
    role, reader = _reach_of(account, on)
    return [(row[0], row[1], row[2]) for row in _names_query(role).ask(session, reader)]


def find_case(session: Session, account: Account, number: str, *, on: date | None = None) -> ReintegrationCase:
    """The case with this number; another's case and no case at all give the same answer.

    Who may write has it locked from here on: whatever an act reads of a case before it writes, nobody else changes.
    """
    role, reader = _reach_of(account, on)
    query = _find_query(role, writes=WRITES in session.info)
    case = session.execute(query, {"number": number} | reader).scalar_one_or_none()
    if case is None:
        raise NotFoundError("Dit dossier is niet gevonden.")
    assert isinstance(case, ReintegrationCase)
    return case


def reaches_case(session: Session, account: Account, case: ReintegrationCase, *, on: date | None = None) -> bool:
    """May this account open this case on this day?"""
    role, reader = _reach_of(account, on)
    query = select_rows(col(ReintegrationCase.id)).where(_within(role), col(ReintegrationCase.id) == case.id)
    return session.execute(query, reader).one_or_none() is not None


def case_by_number(session: Session, number: str) -> ReintegrationCase:
    """The case with this number, for the command line, where nobody is signed in; locked as by `find_case`."""
    query = select_rows(ReintegrationCase).where(col(ReintegrationCase.number) == number)
    case = session.execute(_locked(query) if WRITES in session.info else query).scalar_one_or_none()
    if case is None:
        raise NotFoundError(f"Dossier {number} is niet gevonden.")
    assert isinstance(case, ReintegrationCase)
    return case


def all_cases(session: Session, *, erased: bool = False) -> list[ReintegrationCase]:
    """Every case in order of its number; with `erased` also those of which only the chain is left."""
    query = select(ReintegrationCase).order_by(col(ReintegrationCase.number))
    return list(session.exec(query if erased else query.where(col(ReintegrationCase.employee_name) != ERASED)))


def lock_case(session: Session, case_id: int) -> ReintegrationCase:
    """The case, locked until the end of the transaction: two writers never continue the same chain twice."""
    query = select_rows(ReintegrationCase).where(col(ReintegrationCase.id) == case_id)
    case = session.execute(_locked(query)).scalar_one_or_none()
    if case is None:
        raise NotFoundError("Dit dossier is niet gevonden.")
    assert isinstance(case, ReintegrationCase)
    return case


def case_id_range(session: Session) -> tuple[int, int] | None:
    """The lowest and the highest number of a row, or None without cases."""
    lowest, highest = session.exec(select(func.min(ReintegrationCase.id), func.max(ReintegrationCase.id))).one()
    return None if lowest is None or highest is None else (lowest, highest)


def case_ids_between(session: Session, first: int, last: int) -> list[int]:
    """The cases of which the number of the row lies between these two, both included."""
    query = select(ReintegrationCase.id).where(col(ReintegrationCase.id).between(first, last))
    return list(filter(None, session.exec(query.order_by(col(ReintegrationCase.id)))))
