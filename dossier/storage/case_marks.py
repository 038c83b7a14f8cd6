"""What tells whether the head of a case's pages is as it was: asked at every page, in one question."""

from collections.abc import Hashable

from sqlalchemy import bindparam
from sqlalchemy import select as select_columns
from sqlmodel import Session, col

from dossier.model.case import ReintegrationCase
from dossier.model.course import CaseCover
from dossier.model.evidence import LogEntry
from dossier.model.people import Account, Organisation
from dossier.storage.fixed_query import FixedQuery

_HEAD = (
    select_columns(col(LogEntry.hash))
    .where(col(LogEntry.case_id) == bindparam("case_id"))
    .order_by(col(LogEntry.seq).desc())
    .limit(1)
)
_MARK = FixedQuery(
    select_columns(col(Organisation.name), _HEAD.scalar_subquery(), col(Account.name).label("covered_by"))
    .join(ReintegrationCase, col(ReintegrationCase.employer_id) == col(Organisation.id))
    .outerjoin(CaseCover, col(CaseCover.case_id) == col(ReintegrationCase.id))
    .outerjoin(Account, col(Account.id) == col(CaseCover.coach_id))
    .where(col(ReintegrationCase.id) == bindparam("case_id"))
    .order_by(col(CaseCover.id))
)


def mark_of_case(session: Session, case_id: int) -> tuple[Hashable, ...]:
    """The head of its log, which changes with everything that is recorded about it, and the names around it."""
    return tuple(tuple(row) for row in _MARK.ask(session, {"case_id": case_id}))
