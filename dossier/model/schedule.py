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
    alive_at: datetime | None = None
    """When its scheduler last said that it still waits for the end."""
    ended_at: datetime | None = None
    exit_code: int | None = None


class HostTurn(SQLModel, table=True):
    """When a host was last asked something by anybody; locked while somebody does. Only used on PostgreSQL."""

    __tablename__ = "host_turn"
    host: str = Field(primary_key=True)
    asked: float = 0.0
    """Seconds since 1970 by the clock of the database."""
