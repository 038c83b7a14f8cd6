"""Numbers as a Dutch reader says them: euros, hours, percentages and ranges."""

from datetime import date
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal
from fractions import Fraction

Number = Decimal | Fraction | int

CENT, TENTH = Decimal("0.01"), Decimal("0.1")
MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november",
    "december",
)  # fmt: skip


def to_decimal(number: Number) -> Decimal:
    if isinstance(number, Fraction):
        return Decimal(number.numerator) / Decimal(number.denominator)
    return Decimal(number)


def write_number(number: Number, step: Decimal, rounding: str = ROUND_HALF_UP) -> str:
    """'2.650', '16,50' or '29,1': no decimals when they are all zero."""
    rounded = to_decimal(number).quantize(step, rounding)
    whole = rounded == rounded.to_integral_value()
    text = f"{rounded:,.0f}" if whole else f"{rounded:,f}"
    return text.translate(str.maketrans(",.", ".,"))


def write_euro(amount: Number) -> str:
    return f"€ {write_number(amount, CENT)}"


def write_hours(hours: Number) -> str:
    return write_number(hours, TENTH)


def write_percent(ratio: Number, threshold: Number | None = None) -> str:
    """One decimal; a ratio below the threshold is never rounded up to it: 64,96% is not 65% (rules 2b step 5)."""
    percent = to_decimal(ratio) * 100
    if threshold is not None and ratio < threshold and percent.quantize(TENTH, ROUND_HALF_UP) >= threshold * 100:
        return f"{write_number(percent, TENTH, ROUND_FLOOR)}%"
    return f"{write_number(percent, TENTH)}%"


def write_range(low: str, high: str) -> str:
    """'32-40', and one number when both are the same."""
    return low if low == high else f"{low}-{high}"


def write_date(day: date) -> str:
    """As '5 maart 2026', in the words of the reader and not of the machine."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
