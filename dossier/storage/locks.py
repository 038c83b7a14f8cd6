"""Locks over several machines that share a PostgreSQL: of a name, and of a host while somebody asks it something."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import extract, func, text
from sqlalchemy.exc import OperationalError
from sqlmodel import Session, col, select, update

from dossier.model.schedule import HostTurn
from dossier.storage.database import Database

LOCK_NOT_AVAILABLE = "55P03"
_ENSURE = text("INSERT INTO host_turn (host, asked) VALUES (:host, 0) ON CONFLICT DO NOTHING")
_NOW = extract("epoch", func.clock_timestamp())


@contextmanager
def hold_name(database: Database, name: str, *, shared: bool = False) -> Iterator[bool]:
    """Hold a name over all machines as long as the block lasts; gives whether it was free. SQLite is one machine."""
    if database.engine.dialect.name == "sqlite":
        yield True
        return
    take = func.pg_try_advisory_lock_shared if shared else func.pg_try_advisory_lock
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        is_free = bool(connection.scalar(select(take(func.hashtextextended(name, 0)))))
        try:
            yield is_free
        finally:  # also after an error: else the connection takes the lock along into the pool
            connection.execute(select(func.pg_advisory_unlock_all()))


class HostRow:
    """One locked row; the lock goes with the connection, so also with its process. The clock is the database's."""

    def __init__(self, session: Session, host: str, asked: float, now: float) -> None:
        self._session, self._host = session, host
        self.asked, self.now = asked, now

    @classmethod
    def take(cls, database: Database, host: str, wait: float) -> "HostRow | None":
        """The row of this host, or None when another has it for longer than `wait` seconds."""
        with database.session() as session:
            if session.get(HostTurn, host) is None:  # the insert itself would wait for whoever has the row
                session.execute(_ENSURE, {"host": host})
        session = Session(database.engine)
        try:
            session.execute(text(f"SET LOCAL lock_timeout = {max(int(wait * 1000), 1)}"))
            session.execute(text("SET LOCAL synchronous_commit = off"))  # a lost moment costs one pause
            asked = session.exec(select(HostTurn.asked).where(HostTurn.host == host).with_for_update()).one()
            return cls(session, host, asked, float(session.execute(select(_NOW)).scalar_one()))
        except OperationalError as error:
            session.close()
            if getattr(error.orig, "sqlstate", None) != LOCK_NOT_AVAILABLE:
                raise
            return None

    def mark(self) -> None:
        """Note that the host is busy with us until now."""
        asked = (
            update(HostTurn).where(col(HostTurn.host) == self._host).values(asked=_NOW).returning(col(HostTurn.asked))
        )
        self.asked = float(self._session.execute(asked).scalar_one())

    def release(self) -> None:
        """Let the next one in."""
        self._session.commit()
        self._session.close()
