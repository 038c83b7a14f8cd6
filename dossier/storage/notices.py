"""The facts that somebody may want to be told, one query per kind whatever the number of cases; and what was read."""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import bindparam
from sqlmodel import Session, col, delete, func, select

from dossier.model.career_document import DocumentComment
from dossier.model.evidence import Export
from dossier.model.match import ShortlistEntry
from dossier.model.notice import NoticeRead
from dossier.model.people import Account
from dossier.model.report import Report, ReportSignature
from dossier.storage.fixed_query import FixedQuery

KEPT = timedelta(days=120)


class ByOther(NamedTuple):
    """What another did in a case at one moment: how often, who, and about what."""

    case_id: int
    who: int
    moment: datetime
    times: int
    row: int


class ToSign(NamedTuple):
    """The newest version of a report, and who signed it."""

    id: int
    case_id: int
    kind: str
    number: int
    version: int
    recorded_at: datetime
    released_at: datetime | None


def decided_by_others(
    session: Session, case_ids: Collection[int], account_id: int, *, since: datetime, states: Collection[str]
) -> list[ByOther]:
    """Decisions of another about vacancies, those of one moment together."""
    query = (
        select(
            ShortlistEntry.case_id,
            ShortlistEntry.decided_by,
            ShortlistEntry.decided_at,
            func.count(),
            func.max(ShortlistEntry.id),
        )  # type: ignore[call-overload]
        .where(
            col(ShortlistEntry.case_id).in_(case_ids),
            ShortlistEntry.decided_at >= since,
            ShortlistEntry.decided_by != account_id,
            col(ShortlistEntry.state).in_(states),
        )
        .group_by(col(ShortlistEntry.case_id), col(ShortlistEntry.decided_by), col(ShortlistEntry.decided_at))
    )
    return [ByOther(*row) for row in session.exec(query)]


def comments_by_others(
    session: Session, case_ids: Collection[int], account_id: int, *, since: datetime
) -> list[tuple[DocumentComment, int]]:
    """What another said of a CV or letter."""
    query = select(DocumentComment).where(
        col(DocumentComment.case_id).in_(case_ids),
        DocumentComment.recorded_at >= since,
        DocumentComment.recorded_by != account_id,
    )
    return [(row, row.document_id) for row in session.exec(query)]


def unsigned_reports(session: Session, case_ids: Collection[int], role: str, *, since: datetime) -> list[ToSign]:
    """The newest version of each report that this role has not signed."""
    signed = select(ReportSignature.id).where(ReportSignature.report_id == Report.id, ReportSignature.role == role)
    query = (
        select(
            Report.id,
            Report.case_id,
            Report.kind,
            Report.number,
            Report.version,
            Report.recorded_at,
            Report.released_at,
            signed.exists(),
        )  # type: ignore[call-overload]
        .where(col(Report.case_id).in_(case_ids), Report.recorded_at >= since)
        .order_by(col(Report.version))
    )
    newest = {(row[1], row[2], row[3]): row for row in session.exec(query)}
    return [ToSign(*row[:7]) for row in newest.values() if not row[7]]


def released_bundles(session: Session, case_ids: Collection[int], receiver: str, *, since: datetime) -> list[Export]:
    query = select(Export).where(
        col(Export.case_id).in_(case_ids), Export.receiver == receiver, col(Export.released_at) >= since
    )
    return list(session.exec(query))


def names_of(session: Session, account_ids: Collection[int]) -> dict[int, str]:
    query = select(Account.id, Account.name).where(col(Account.id).in_(account_ids))
    return {number: name for number, name in session.exec(query) if number is not None}


_READ = FixedQuery(select(NoticeRead.key).where(col(NoticeRead.account_id) == bindparam("account_id")))


def read_keys(session: Session, account_id: int) -> set[str]:
    return {row[0] for row in _READ.ask(session, {"account_id": account_id})}


def mark_read(session: Session, account_id: int, keys: Iterable[str], *, now: datetime) -> None:
    """Once is enough; what was read long ago is forgotten, for its notice is gone."""
    session.execute(delete(NoticeRead).where(col(NoticeRead.read_at) < now - KEPT))
    fresh = sorted(set(keys) - read_keys(session, account_id))
    session.add_all(NoticeRead(account_id=account_id, key=key, read_at=now) for key in fresh)
    session.flush()


def mark_unread(session: Session, account_id: int, key: str) -> None:
    own = col(NoticeRead.account_id) == account_id, col(NoticeRead.key) == key
    session.execute(delete(NoticeRead).where(*own))
