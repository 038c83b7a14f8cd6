"""Claims on due runs: the database decides who starts what."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, func, update
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from dossier.model.schedule import ScheduledRun


def claim_run(session: Session, job: str, *, due: datetime, now: datetime) -> ScheduledRun | None:
    """The claim on this job at this time, or None when another scheduler was first."""
    claim = ScheduledRun(job=job, due=due, claimed_at=now)
    try:
        with session.begin_nested():
            session.add(claim)
    except IntegrityError:
        return None
    return claim


def last_claim(session: Session, job: str) -> ScheduledRun | None:
    query = select(ScheduledRun).where(ScheduledRun.job == job).order_by(col(ScheduledRun.due).desc())
    return session.exec(query).first()


def unfinished_claims(session: Session, before: datetime) -> list[ScheduledRun]:
    """What never ended and gave no sign of life after that moment, oldest first."""
    sign = func.coalesce(col(ScheduledRun.alive_at), col(ScheduledRun.claimed_at))
    query = select(ScheduledRun).where(col(ScheduledRun.ended_at).is_(None), sign <= before)
    return list(session.exec(query.order_by(col(ScheduledRun.id))))


def keep_alive(session: Session, claim_ids: Sequence[int], *, now: datetime) -> None:
    """Say that these runs are still waited for; one that was given up meanwhile stays given up."""
    mine = col(ScheduledRun.id).in_(claim_ids), col(ScheduledRun.ended_at).is_(None)
    session.execute(update(ScheduledRun).where(*mine).values(alive_at=now))


def end_run(session: Session, claim_id: int, *, exit_code: int, now: datetime) -> None:
    claim = session.get_one(ScheduledRun, claim_id)
    claim.ended_at, claim.exit_code = now, exit_code
    session.add(claim)


def lock_run(session: Session, claim_id: int) -> ScheduledRun | None:
    """The claim, locked until the end of the transaction; None while another works on it."""
    query = select(ScheduledRun).where(ScheduledRun.id == claim_id).with_for_update(skip_locked=True)
    return session.exec(query).one_or_none()


def forget_runs(session: Session, prefix: str, *, before: datetime) -> None:
    """Throw away what ended before that moment: of jobs that come and go by the hundred nothing needs to be kept."""
    mine = col(ScheduledRun.job).startswith(prefix, autoescape=True), col(ScheduledRun.ended_at) < before
    session.execute(delete(ScheduledRun).where(*mine))
