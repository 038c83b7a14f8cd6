"""Which notices somebody has read; the notices themselves are facts that stand elsewhere."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel


class NoticeRead(SQLModel, table=True):
    """One notice that one person has read."""

    __tablename__ = "notice_read"
    __table_args__ = (UniqueConstraint("account_id", "key"),)
    id: int | None = Field(default=None, primary_key=True)
    account_id: int = Field(foreign_key="account.id", index=True)
    key: str = Field(max_length=100)
    """Which fact, without a word of it: "new:12:2026-11-20"."""
    read_at: datetime
