"""How numbers leave through the doors: money as a decimal string, hours and ratios as JSON numbers."""

from decimal import Decimal
from typing import Annotated

from pydantic import PlainSerializer


def to_plain_string(amount: Decimal) -> str:
    """'14.99' and '2650', never '2.65E+3'."""
    return f"{amount:f}"


def to_json_number(number: Decimal) -> int | float:
    return int(number) if number == number.to_integral_value() else float(number)


Money = Annotated[Decimal, PlainSerializer(to_plain_string, return_type=str, when_used="json")]
"""Gross euros."""
Hours = Annotated[Decimal, PlainSerializer(to_json_number, return_type=int | float, when_used="json")]
"""Hours a week, unless the field says otherwise."""
Ratio = Annotated[Decimal, PlainSerializer(float, return_type=float, when_used="json")]
"""An unrounded share: 0.675, not 67.5."""
