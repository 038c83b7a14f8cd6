"""A question that is asked at every page, written out once: SQLAlchemy would go through all of it at every asking."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Dialect, Executable, Row
from sqlalchemy.sql.compiler import SQLCompiler
from sqlmodel import Session


class FixedQuery:
    """The values of its rows are as the driver gives them: on SQLite a day is a text, and what is sealed stays so."""

    def __init__(self, query: Executable) -> None:
        self._query = query
        self._written: dict[str, SQLCompiler] = {}

    def ask(self, session: Session, values: Mapping[str, Any]) -> Sequence[Row[Any]]:
        """The rows for these values of what is to be filled in."""
        connection = session.connection()
        written = self._written.get(connection.dialect.name) or self._write(connection.dialect)
        filled = _as_sent(written, values, connection.dialect)
        return connection.exec_driver_sql(written.string, filled).all()

    def _write(self, dialect: Dialect) -> SQLCompiler:
        written = self._query.compile(dialect=dialect)  # type: ignore[attr-defined]
        assert isinstance(written, SQLCompiler)
        self._written[dialect.name] = written
        return written


def _as_sent(written: SQLCompiler, values: Mapping[str, Any], dialect: Dialect) -> Any:
    """The values as the driver wants them: moments and days as it writes them, in its own order or by name."""
    given = written.construct_params({name: value for name, value in values.items() if name in written.binds})
    for name, bind in written.binds.items():
        send = bind.type.dialect_impl(dialect).bind_processor(dialect)
        if send is not None:
            given[name] = send(given[name])
    return given if written.positiontup is None else tuple(given[name] for name in written.positiontup)
