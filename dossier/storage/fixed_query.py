"""A question that is asked at every page, written out once: SQLAlchemy would go through all of it at every asking."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ClauseElement, Dialect
from sqlalchemy.sql.compiler import SQLCompiler
from sqlmodel import Session


@dataclass(frozen=True)
class Written:
    """The question as one kind of database takes it."""

    text: str
    order: tuple[str, ...] | None
    """The names of what is filled in, one by one; None where the driver fills in by name."""
    fixed: dict[str, Any]
    send: dict[str, Callable[[Any], Any]]
    """For moments and days, how the driver writes them."""


class FixedQuery:
    """The values of its rows are as the driver gives them: on SQLite a day is a text, and what is sealed stays so."""

    def __init__(self, query: ClauseElement) -> None:
        self._query = query
        self._written: dict[str, Written] = {}

    def ask(self, session: Session, values: Mapping[str, Any]) -> Sequence[Any]:
        """The rows for these values of what is to be filled in."""
        connection = session.connection()
        written = self._written.get(connection.dialect.name) or self._write(connection.dialect)
        given: Any = written.fixed | dict(values)
        for name, send in written.send.items():
            given[name] = send(given[name])
        if written.order is not None:
            given = tuple(given[name] for name in written.order)
        return connection.exec_driver_sql(written.text, given).all()

    def _write(self, dialect: Dialect) -> Written:
        compiled = self._query.compile(dialect=dialect)
        assert isinstance(compiled, SQLCompiler)
        sends = {name: bind.type.dialect_impl(dialect).bind_processor(dialect) for name, bind in compiled.binds.items()}
        written = self._written[dialect.name] = Written(
            text=compiled.string,
            order=None if compiled.positiontup is None else tuple(compiled.positiontup),
            fixed={name: bind.effective_value for name, bind in compiled.binds.items() if not bind.required},
            send={name: send for name, send in sends.items() if send is not None},
        )
        return written
