"""The looks of a week as the log keeps them, and the reports that were made of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import delete
from sqlmodel import Session, col, select

from dossier.model.api_token import ApiToken
from dossier.model.case import ReintegrationCase
from dossier.model.evidence import LogEntry
from dossier.model.odd_look import OddLookReport
from dossier.model.people import Account
from dossier.storage.covers import covers_of


@dataclass(frozen=True)
class WatchedCase:
    """Whose case it is, and who stands in on which days."""

    number: str
    coach: Account | None
    covers: tuple[tuple[str, date, date], ...]

    @property
    def office(self) -> int | None:
        return None if self.coach is None else self.coach.organisation_id


def entries_between(session: Session, kind: str, since: datetime, until: datetime) -> list[LogEntry]:
    """The entries of one kind of all cases, in the order in which they were written."""
    query = select(LogEntry).where(LogEntry.kind == kind, LogEntry.recorded_at >= since, LogEntry.recorded_at < until)
    return list(session.exec(query.order_by(col(LogEntry.id))))


def last_entries(session: Session, kind: str, since: datetime) -> dict[int, datetime]:
    """When each case last got an entry of this kind, of those that got one since a moment."""
    query = select(LogEntry.case_id, LogEntry.recorded_at).where(LogEntry.kind == kind, LogEntry.recorded_at >= since)
    return dict(session.exec(query.order_by(col(LogEntry.recorded_at))).all())


def watched_case(session: Session, case_id: int) -> WatchedCase:
    case = session.get_one(ReintegrationCase, case_id)
    coach = None if case.coach_id is None else session.get_one(Account, case.coach_id)
    covers = tuple(
        (name, row.from_day, min(row.until_day, row.ended_at.date()) if row.ended_at else row.until_day)
        for row, name in covers_of(session, case_id)
    )
    return WatchedCase(case.number, coach, covers)


def names_of_programs(session: Session) -> set[str]:
    """The accounts behind keys of other programs: those read for their whole office."""
    return set(session.exec(select(Account.name).join(ApiToken, col(ApiToken.account_id) == Account.id)))


def keep_report(
    session: Session, office: int | None, monday: date, lines: Iterable[dict[str, Any]], *, now: datetime
) -> OddLookReport:
    row = OddLookReport(organisation_id=office, monday=monday, made_at=now, lines=list(lines))
    session.add(row)
    session.flush()
    return row


def is_reported(session: Session, monday: date) -> bool:
    return session.exec(select(OddLookReport.id).where(OddLookReport.monday == monday).limit(1)).first() is not None


def forget_reports(session: Session, before: date) -> None:
    session.exec(delete(OddLookReport).where(col(OddLookReport.monday) < before))


def reports_for(session: Session, admin: Account, *, since: date | None = None) -> list[OddLookReport]:
    """The newest first: of the own office, or of all for who keeps the installation."""
    query = select(OddLookReport)
    if admin.organisation_id is not None:
        query = query.where(OddLookReport.organisation_id == admin.organisation_id)
    if since is not None:
        query = query.where(OddLookReport.monday >= since)
    return list(session.exec(query.order_by(col(OddLookReport.monday).desc(), col(OddLookReport.organisation_id))))
