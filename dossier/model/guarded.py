"""Columns whose values lie sealed in the database: who has the file, a copy or a backup of it reads nothing in them."""

import json
from typing import Any, Protocol

from sqlalchemy import JSON, Column, Dialect, String, event
from sqlalchemy.sql.operators import is_, is_not
from sqlalchemy.types import TypeDecorator

from dossier.errors import SealError


class Sealer(Protocol):
    """The keys of one installation; they hang from the dialect, of which every engine has its own."""

    def refresh(self) -> None: ...

    def seal(self, plain: bytes, place: str) -> str: ...

    def unseal(self, sealed: str, place: str) -> bytes: ...


def sealer_of(dialect: Any) -> Sealer:
    keys: Sealer | None = getattr(dialect, "data_keys", None)
    if keys is None:
        raise SealError("Deze database is geopend zonder de sleutel van de gegevens.")
    return keys


class Presence(TypeDecorator.Comparator[Any]):
    """The database sees no value: it can tell whether there is one, and nothing can be looked up or sorted by it."""

    def operate(self, op: Any, *other: Any, **options: Any) -> Any:
        if op not in (is_, is_not):
            msg = f"{self.expr} lies sealed: read the rows and look there"
            raise TypeError(msg)
        return super().operate(op, *other, **options)


class Sealed(TypeDecorator[Any]):
    """A value as sealed JSON; `place` is table and column, so that a value opens only where it was put."""

    impl: Any = String
    cache_ok = True
    comparator_factory = Presence
    place = ""

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        return None if value is None else sealer_of(dialect).seal(encode(value), self.place)

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:
        return None if value is None else self.open(value, sealer_of(dialect))

    def open(self, sealed: Any, keys: Sealer) -> Any:
        return json.loads(keys.unseal(sealed, self.place))

    def written(self, text: str) -> str:
        """What was sealed, of the text that the database gives for the column."""
        return text

    def plain(self, text: str) -> Any:
        """The value of a text that an earlier version kept open in this column."""
        return text


class SealedText(Sealed):
    cache_ok = True


class SealedNumber(Sealed):
    cache_ok = True

    def plain(self, text: str) -> Any:
        return json.loads(text)


class SealedJson(Sealed):
    """Stays a JSON column, which then holds one string: no table has to be made anew for it."""

    impl: Any = JSON(none_as_null=True)
    cache_ok = True

    def written(self, text: str) -> str:
        said = json.loads(text)
        return said if isinstance(said, str) else ""

    def plain(self, text: str) -> Any:
        return json.loads(text)


def encode(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


@event.listens_for(Column, "after_parent_attach")
def name_place(column: Column[Any], table: Any) -> None:
    if isinstance(column.type, Sealed):
        column.type.place = f"{table.name}.{column.name}"


def sealed_columns(table: Any) -> list[Column[Any]]:
    return [column for column in table.columns if isinstance(column.type, Sealed)]
