"""The ranked lists as kept: what changed is written, and a page at a time is read back."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import bindparam, update
from sqlalchemy import select as select_columns
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, delete, func, select

from dossier.errors import NotFoundError
from dossier.model.case import ReintegrationCase
from dossier.model.match import CaseRanking, Match
from dossier.model.people import Account, Organisation
from dossier.storage.match_tally import keep_tally


class KeptPlace(NamedTuple):
    """Of a kept match: where it stands and what it was weighed by; its verdicts in full stay where they are."""

    vacancy_id: str
    rank: int
    by_day: int
    by_place: int
    floor: int
    score: float
    found: dict[str, Any] | None
    hours_verdict: str
    travel_verdict: str
    limitation_verdict: str

    @property
    def made_of(self) -> str | None:
        """The hash of all that it was weighed by; None where that is not known."""
        return self.found["made_of"] if self.found else None


class Move(NamedTuple):
    """Another place for a kept match."""

    vacancy_id: str
    rank: int
    by_day: int
    by_place: int


PART = 500
"""So many are named in one statement."""
_TABLE = Match.__table__  # type: ignore[attr-defined]
_MOVE = update(_TABLE).where(_TABLE.c.case_id == bindparam("case"), _TABLE.c.vacancy_id == bindparam("vacancy"))
"""Sets the columns that it is given a value of."""
_PLACE = [getattr(Match, name) for name in KeptPlace._fields]


def kept_places(session: Session, case_id: int) -> dict[str, KeptPlace]:
    """The whole list of a case as it is kept, by vacancy."""
    rows = session.execute(select_columns(*_PLACE).where(col(Match.case_id) == case_id))
    return {row[0]: KeptPlace(*row) for row in rows}


def renew_matches(
    session: Session, case_id: int, rows: list[Match], moves: Sequence[Move], gone: Sequence[str]
) -> None:
    """Put rows in the list and take what is gone out of it; a row takes the place of the one of the same vacancy."""
    outdated = [*gone, *(row.vacancy_id for row in rows)]
    for first in range(0, len(outdated), PART):
        part = outdated[first : first + PART]
        session.exec(delete(Match).where(col(Match.case_id) == case_id, col(Match.vacancy_id).in_(part)))
    if moves:
        places = [{"case": case_id, "vacancy": vacancy, **place} for vacancy, place in map(_apart, moves)]
        session.connection().execute(_MOVE, places)
    session.add_all(rows)
    session.flush()
    keep_tally(session, case_id)


def _apart(move: Move) -> tuple[str, dict[str, int]]:
    vacancy, *_ = move
    return vacancy, {"rank": move.rank, "by_day": move.by_day, "by_place": move.by_place}


def find_places(listed: Sequence[tuple[date | None, str | None]]) -> Iterator[tuple[int, int]]:
    """For vacancies in order of rank, by day of posting and place of work: where each stands when the last day goes
    first, and when the places go from A to Z. What is not known stands last, and what is level keeps its order.
    """
    days = sorted(range(len(listed)), key=lambda row: -(listed[row][0] or date.min).toordinal())
    places = sorted(range(len(listed)), key=lambda row: (listed[row][1] is None, (listed[row][1] or "").casefold()))
    by_day, by_place = ({row: place for place, row in enumerate(order, start=1)} for order in (days, places))
    yield from ((by_day[row], by_place[row]) for row in range(len(listed)))


def save_ranking(session: Session, ranking: CaseRanking) -> None:
    """Keep how the list of a case was made, in the place of what was kept before."""
    session.exec(delete(CaseRanking).where(col(CaseRanking.case_id) == ranking.case_id))
    session.add(ranking)
    session.flush()


def kept_ranking(session: Session, case_id: int) -> CaseRanking | None:
    """How the list of a case was made; None before the first ranking."""
    return session.exec(select(CaseRanking).where(CaseRanking.case_id == case_id)).one_or_none()


def made_of(session: Session, case_id: int) -> str | None:
    """The hash of what the list of a case was made of; None before the first."""
    return session.exec(select(CaseRanking.made_of).where(CaseRanking.case_id == case_id)).one_or_none()


def list_state(session: Session, case_id: int) -> tuple[str | None, int]:
    """By what a list is known to be another than before: what it was made of, and how many of it are to be weighed."""
    query = select(func.count()).where(Match.case_id == case_id, col(Match.found).is_(None))
    return made_of(session, case_id), session.exec(query).one()


def shared_rankings(session: Session, case: ReintegrationCase) -> list[CaseRanking]:
    """How the lists of the other cases of the same office were made, where that office chose to share feedback."""
    coach, colleague = aliased(Account), aliased(Account)
    query = (
        select(CaseRanking)
        .join(ReintegrationCase, col(ReintegrationCase.id) == CaseRanking.case_id)
        .join(colleague, col(colleague.id) == ReintegrationCase.coach_id)
        .join(coach, col(coach.organisation_id) == col(colleague.organisation_id))
        .join(Organisation, col(Organisation.id) == col(coach.organisation_id))
        .where(coach.id == case.coach_id, CaseRanking.case_id != case.id, col(Organisation.shares_feedback))
        .order_by(col(CaseRanking.case_id))
    )
    return list(session.exec(query))


def list_matches(session: Session, case_id: int, *, limit: int | None = None, offset: int = 0) -> list[Match]:
    """The matches of a case in order of rank."""
    query = select(Match).where(Match.case_id == case_id).order_by(col(Match.rank)).offset(offset)
    return list(session.exec(query if limit is None else query.limit(limit)))


def get_match(session: Session, case_id: int, vacancy_id: str) -> Match:
    query = select(Match).where(Match.case_id == case_id, Match.vacancy_id == vacancy_id)
    match = session.exec(query).one_or_none()
    if match is None:
        raise NotFoundError(f"Vacature {vacancy_id} staat niet in deze lijst.")
    return match


def count_matches(session: Session, case_id: int | None = None) -> int:
    """How many matches are kept, of one case or of all."""
    query = select(func.count()).select_from(Match)
    return session.exec(query if case_id is None else query.where(Match.case_id == case_id)).one()


def ranking_of(session: Session, case_id: int, number: str, *, top: int | None = None) -> dict[str, Any]:
    """The kept list of a case in the form of `passend rank`."""
    rows, kept = list_matches(session, case_id, limit=top), kept_ranking(session, case_id)
    return {
        "case": number,
        "rule_version": rows[0].rule_version if rows else None,
        "model_version": rows[0].model_version if rows else None,
        "computed_on": kept.computed_on.isoformat() if kept else None,
        "phase": kept and kept.phase,
        "weights": kept.weights if kept else [],
        "missing": kept.missing if kept else [],
        "matches": [_as_ranked(row) for row in rows],
        "total": count_matches(session, case_id),
    }


def _as_ranked(row: Match) -> dict[str, Any]:
    return {
        "vacancy": row.vacancy_id,
        "rank": row.rank,
        "score": row.score,
        "verdicts": {
            "wage": row.wage_verdict,
            "hours": row.hours_verdict,
            "travel": row.travel_verdict,
            "limitations": row.limitation_verdict,
        },
        "reasons": row.detail.get("reasons", []),
        "why_not_higher": row.detail.get("why_not_higher", []),
        "copies": row.detail.get("copies", []),
    }
