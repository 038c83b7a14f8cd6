"""What the scheduler has started: one row per job and due time, whoever got there first."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel


class ScheduledRun(SQLModel, table=True):
    """A claim on one due run; the unique pair keeps two schedulers from starting it twice."""

    __tablename__ = "scheduled_run"
    __table_args__ = (UniqueConstraint("job", "due"),)
    id: int | None = Field(default=None, primary_key=True)
    job: str
    due: datetime
    claimed_at: datetime
    ended_at: datetime | None = None
    exit_code: int | None = None
