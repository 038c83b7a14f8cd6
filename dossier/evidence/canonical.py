"""Values of rows as the evidence log writes them: text, whole numbers, yes or no, and lists and maps of those."""

from datetime import UTC, date, datetime
from decimal import Decimal
from functools import singledispatch
from typing import Any

from dossier.errors import EvidenceError


@singledispatch
def to_public(value: object) -> Any:
    """The one way to write a value: days and times in ISO 8601, fractions as decimal text, never a float."""
    if value is None:
        return None
    raise EvidenceError(f"Een waarde van het soort {type(value).__name__} past niet in het logboek.")


@to_public.register
def _(value: int) -> int:  # yes and no are whole numbers in Python too
    return value


@to_public.register
def text_as_is(value: str) -> str:
    try:
        value.encode()
    except UnicodeEncodeError as error:
        raise EvidenceError("De tekst bevat tekens die niet op te slaan zijn.") from error
    return str(value)


@to_public.register
def utc_text(value: datetime) -> str:
    """The moment in UTC; a moment without a zone proves nothing and is refused."""
    if value.tzinfo is None:
        raise EvidenceError("Een tijdstip zonder tijdzone past niet in het logboek.")
    return value.astimezone(UTC).isoformat()


@to_public.register
def _(value: date) -> str:
    return value.isoformat()


@to_public.register(float)
@to_public.register(Decimal)
def decimal_text(value: float | Decimal) -> str:
    """'32', '36.5', '0.675': without exponent and without zeros at the end."""
    exact = Decimal(repr(value)) if isinstance(value, float) else value
    if not exact.is_finite():
        raise EvidenceError("Een getal zonder eindige waarde past niet in het logboek.")
    text = f"{exact:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


@to_public.register
def _(value: dict) -> dict[str, Any]:  # type: ignore[type-arg]
    return {str(key): to_public(item) for key, item in value.items()}


@to_public.register(list)
@to_public.register(tuple)
def _(value: list[Any] | tuple[Any, ...]) -> list[Any]:
    return [to_public(item) for item in value]
