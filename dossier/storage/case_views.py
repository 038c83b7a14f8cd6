"""Who looked at which part of a case, and when."""

from datetime import datetime

from sqlmodel import Session, col, select

from dossier.model.evidence import CaseView
from dossier.model.people import Account


def record_view(session: Session, case_id: int, *, account_id: int, part: str, now: datetime) -> CaseView:
    view = CaseView(case_id=case_id, account_id=account_id, part=part, seen_at=now)
    session.add(view)
    session.flush()
    return view


def views_of(session: Session, case_id: int, *, limit: int, offset: int = 0) -> list[tuple[CaseView, Account]]:
    """The looks at a case, newest first, each with who looked."""
    query = (
        select(CaseView, Account)
        .join(Account)
        .where(CaseView.case_id == case_id)
        .order_by(col(CaseView.seen_at).desc(), col(CaseView.id).desc())
    )
    return list(session.exec(query.limit(limit).offset(offset)))
