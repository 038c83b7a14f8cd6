"""How many of a list are of which kind: kept when the list is made, so that no page has to count it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, NamedTuple

from sqlalchemy import bindparam, union_all
from sqlalchemy import select as select_columns
from sqlmodel import Session, col, func, select

from dossier.model.match import CaseRanking, Match, ShortlistEntry
from dossier.model.vacancy import Vacancy, VacancyState
from dossier.storage.shortlists import STANDS


class Kind(NamedTuple):
    """What the four verdicts of a match are."""

    wage: str
    hours: str
    travel: str
    limitation: str


class Changed(NamedTuple):
    """A match that is not as the list was made: somebody decided about it, or it closed."""

    kind: Kind
    is_open: bool
    decision: str | None


@dataclass(frozen=True)
class Tally:
    """So many of each kind, and the few that changed since; every number of a page follows from these."""

    kinds: dict[Kind, int]
    changed: list[Changed]

    @property
    def total(self) -> int:
        return sum(self.kinds.values())

    def count(self, wanted: Callable[[Changed], bool]) -> int:
        """How many there are of what is wanted, asked of each kind as the list was made and of what changed since."""
        made = sum(number for kind, number in self.kinds.items() if wanted(Changed(kind, True, None)))
        now = sum(wanted(one) - wanted(Changed(one.kind, True, None)) for one in self.changed)
        return made + now


KIND: tuple[Any, ...] = (Match.wage_verdict, Match.hours_verdict, Match.travel_verdict, Match.limitation_verdict)
LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
_KEPT = select_columns(col(CaseRanking.kinds), col(CaseRanking.closed_until)).where(
    col(CaseRanking.case_id) == bindparam("case_id")
)
_DECIDED = select_columns(col(ShortlistEntry.vacancy_id)).where(
    col(ShortlistEntry.case_id) == bindparam("case_id"), STANDS
)
_CLOSED = select_columns(col(Vacancy.id)).where(
    col(Vacancy.gone_at) > bindparam("closed_until"), col(Vacancy.state) != VacancyState.OPEN.value
)
_CHANGED = (
    select_columns(*KIND, col(Vacancy.state), col(ShortlistEntry.state))
    .join(Vacancy, col(Vacancy.id) == col(Match.vacancy_id))
    .outerjoin(
        ShortlistEntry,
        (col(ShortlistEntry.vacancy_id) == Match.vacancy_id) & (col(ShortlistEntry.case_id) == Match.case_id) & STANDS,
    )
    .where(col(Match.case_id) == bindparam("case_id"), col(Match.vacancy_id).in_(union_all(_DECIDED, _CLOSED)))
)
"""What was decided about, and what closed since the list was made; asked at every look at a list, so made once."""


def keep_tally(session: Session, case_id: int) -> None:
    """Count a list that was just made, and remember until when vacancies were known to be closed."""
    ranking = session.exec(select(CaseRanking).where(CaseRanking.case_id == case_id)).one_or_none()
    if ranking is not None:
        ranking.kinds = [[*kind, number] for kind, number in sorted(_count_kinds(session, case_id).items())]
        ranking.closed_until = session.exec(select(func.max(Vacancy.gone_at))).one()
        session.flush()


def tally_of(session: Session, case_id: int) -> Tally:
    """As kept; a list of an earlier version is counted until it is made again."""
    kept, closed_until = session.execute(_KEPT, {"case_id": case_id}).one_or_none() or (None, None)
    kinds = _count_kinds(session, case_id) if kept is None else {Kind(*row[:4]): row[4] for row in kept}
    since = {"case_id": case_id, "closed_until": closed_until or LONG_AGO}
    changed = [
        Changed(Kind(*row[:4]), row[4] == VacancyState.OPEN.value, row[5]) for row in session.execute(_CHANGED, since)
    ]
    return Tally(kinds, changed)


def _count_kinds(session: Session, case_id: int) -> dict[Kind, int]:
    query = select_columns(*KIND, func.count()).where(col(Match.case_id) == case_id).group_by(*KIND)
    return {Kind(*row[:4]): row[4] for row in session.execute(query)}
