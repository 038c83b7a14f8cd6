"""Who stands in for the coach of a case, and on which days (V-17)."""

from datetime import date
from typing import Any, Protocol

from sqlalchemy import ColumnElement, and_
from sqlmodel import Session, col, select

from dossier.model.case import ReintegrationCase
from dossier.model.course import CaseCover
from dossier.model.people import Account


class Reaching(Protocol):
    """An account, or what is to be filled in for one."""

    id: Any
    organisation_id: Any


def reach_of_cover(account: Reaching, on: Any) -> ColumnElement[bool]:
    """The cases that this coach of an office covers on a day, as long as their own coach is of the same office."""
    covered = select(CaseCover.case_id).where(CaseCover.coach_id == account.id, *_holds(on))
    office = select(Account.id).where(Account.organisation_id == account.organisation_id)
    return and_(col(ReintegrationCase.id).in_(covered), col(ReintegrationCase.coach_id).in_(office))


def _holds(on: Any) -> tuple[ColumnElement[bool], ...]:
    return (
        col(CaseCover.ended_at).is_(None),
        col(CaseCover.from_day) <= on,
        col(CaseCover.until_day) >= on,
    )


def covers_of(session: Session, case_id: int) -> list[tuple[CaseCover, str]]:
    """Every cover of a case, the first one first, each with the name of the colleague."""
    query = select(CaseCover, Account.name).join(Account, col(Account.id) == CaseCover.coach_id)
    return list(session.exec(query.where(CaseCover.case_id == case_id).order_by(col(CaseCover.from_day))))


def open_covers(session: Session, case_id: int, on: date) -> list[tuple[CaseCover, str]]:
    """Those that run on a day or are still to come."""
    return [(row, name) for row, name in covers_of(session, case_id) if row.ended_at is None and row.until_day >= on]


def covered_until(session: Session, account_id: int, on: date) -> dict[int, date]:
    """Until when this coach covers which case."""
    query = select(CaseCover).where(CaseCover.coach_id == account_id, *_holds(on))
    return {row.case_id: row.until_day for row in session.exec(query)}
