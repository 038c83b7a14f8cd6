"""Whether the database answers and when the machinery last did something; counts and moments, nothing of a case."""

from datetime import datetime

from sqlalchemy import func
from sqlmodel import Session, col, select

from dossier.model.schedule import ScheduledRun
from dossier.model.vacancy import CrawlRun
from dossier.storage.crawls import OK


def last_scheduler_sign(session: Session) -> datetime | None:
    """When a scheduler last started something, or said that it waits for it."""
    claimed, alive = session.exec(select(func.max(ScheduledRun.claimed_at), func.max(ScheduledRun.alive_at))).one()
    return max((moment for moment in (claimed, alive) if moment is not None), default=None)


def last_good_crawl(session: Session) -> datetime | None:
    """When a crawl last came to a good end."""
    return session.exec(select(func.max(CrawlRun.ended)).where(col(CrawlRun.state) == OK)).one()
