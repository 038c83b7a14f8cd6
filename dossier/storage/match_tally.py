"""How many of a list are of which kind: kept when the list is made, so that no page has to count it."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import String, bindparam, cast, union_all
from sqlalchemy import select as select_columns
from sqlmodel import Session, col, func, select

from dossier.model.match import CaseRanking, Match, ShortlistEntry
from dossier.model.vacancy import Vacancy, VacancyState
from dossier.storage.fixed_query import FixedQuery
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

    kinds: frozenset[tuple[Kind, int]]
    changed: tuple[Changed, ...]

    @property
    def total(self) -> int:
        return sum(number for _kind, number in self.kinds)

    def count(self, wanted: Callable[[Changed], bool]) -> int:
        """How many there are of what is wanted, asked of each kind as the list was made and of what changed since."""
        made = sum(number for kind, number in self.kinds if wanted(Changed(kind, True, None)))
        now = sum(wanted(one) - wanted(Changed(one.kind, True, None)) for one in self.changed)
        return made + now


KIND: tuple[Any, ...] = (Match.wage_verdict, Match.hours_verdict, Match.travel_verdict, Match.limitation_verdict)
_MOMENT = CaseRanking.__table__.c.closed_until.type  # type: ignore[attr-defined]
LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
_DECIDED = select_columns(col(ShortlistEntry.vacancy_id)).where(
    col(ShortlistEntry.case_id) == bindparam("case_id"), STANDS
)
_CLOSED_UNTIL = (
    select_columns(col(CaseRanking.closed_until)).where(col(CaseRanking.case_id) == bindparam("case_id"))
).scalar_subquery()
_CLOSED = select_columns(col(Vacancy.id)).where(
    col(Vacancy.gone_at) > func.coalesce(_CLOSED_UNTIL, bindparam("long_ago", type_=_MOMENT)),
    col(Vacancy.state) != VacancyState.OPEN.value,
)
_CHANGED = FixedQuery(
    select_columns(*KIND, col(Vacancy.state), col(ShortlistEntry.state).label("decision"))
    .join(Vacancy, col(Vacancy.id) == col(Match.vacancy_id))
    .outerjoin(
        ShortlistEntry,
        (col(ShortlistEntry.vacancy_id) == Match.vacancy_id) & (col(ShortlistEntry.case_id) == Match.case_id) & STANDS,
    )
    .where(col(Match.case_id) == bindparam("case_id"), col(Match.vacancy_id).in_(union_all(_DECIDED, _CLOSED)))
)
"""What was decided about, and what closed since the list was made."""
_KINDS = FixedQuery(
    select_columns(cast(col(CaseRanking.kinds), String)).where(col(CaseRanking.case_id) == bindparam("case_id"))
)


def keep_tally(session: Session, case_id: int) -> None:
    """Count a list that was just made, and remember until when vacancies were known to be closed."""
    ranking = session.exec(select(CaseRanking).where(CaseRanking.case_id == case_id)).one_or_none()
    if ranking is not None:
        ranking.kinds = [[*kind, number] for kind, number in sorted(_count_kinds(session, case_id).items())]
        ranking.closed_until = ranking.closed_until or last_closing(session)
        session.flush()


def last_closing(session: Session) -> datetime:
    """Until when closings are known: to be asked before the vacancies are read that a list is made of."""
    return session.exec(select(func.max(Vacancy.gone_at))).one() or LONG_AGO


def move_kind(session: Session, case_id: int, before: Kind, after: Kind) -> None:
    """One match of a list that was made before is of another kind now."""
    ranking = session.exec(select(CaseRanking).where(CaseRanking.case_id == case_id)).one_or_none()
    if before != after and ranking is not None and ranking.kinds is not None:
        kinds = {Kind(*row[:4]): row[4] for row in ranking.kinds}
        kinds[before], kinds[after] = kinds.get(before, 0) - 1, kinds.get(after, 0) + 1
        ranking.kinds = [[*kind, number] for kind, number in sorted(kinds.items()) if number > 0]
        session.flush()


def kind_of(match: Match) -> Kind:
    return Kind(match.wage_verdict, match.hours_verdict, match.travel_verdict, match.limitation_verdict)


def tally_of(session: Session, case_id: int) -> Tally:
    """As kept; a list of an earlier version is counted until it is made again."""
    kept = _KINDS.ask(session, {"case_id": case_id})
    said = kept[0][0] if kept else None
    kinds = _read_kinds(said) if said else frozenset(_count_kinds(session, case_id).items())
    rows = _CHANGED.ask(session, {"case_id": case_id, "long_ago": LONG_AGO})
    return Tally(kinds, tuple(Changed(Kind(*row[:4]), row[4] == VacancyState.OPEN.value, row[5]) for row in rows))


@lru_cache(maxsize=2_048)
def _read_kinds(said: str) -> frozenset[tuple[Kind, int]]:
    rows: list[list[Any]] = json.loads(said)
    return frozenset((Kind(*row[:4]), row[4]) for row in rows)


def _count_kinds(session: Session, case_id: int) -> dict[Kind, int]:
    query = select_columns(*KIND, func.count()).where(col(Match.case_id) == case_id).group_by(*KIND)
    return {Kind(*row[:4]): row[4] for row in session.execute(query)}
