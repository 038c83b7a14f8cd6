"""The statutory minimum hourly wage on a day (rules 2d, M-01 to M-03)."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from pydantic import BaseModel, ConfigDict

from dossier.errors import InvalidInputError
from dossier.model.number import Money
from dossier.rules.parameter import value_on

ADULT_AGE = 21


class MinimumWage(BaseModel):
    """Euros gross per hour without holiday allowance, and the days and source of that amount."""

    model_config = ConfigDict(frozen=True)
    amount: Money
    valid_from: date
    valid_to: date | None
    source: str


def statutory_minimum_hourly_wage(on: date, age: int | None = None, *, bbl: bool = False) -> MinimumWage:
    """The legal floor on a day (M-01); no age counts as adult (M-03); after the known half-years it expires (M-02)."""
    adult = value_on("minimum_wage", "adult", on)
    amount = Decimal(adult.value)
    if age is not None and age < ADULT_AGE:
        amount = (amount * youth_percentage(on, age, bbl=bbl) / 100).quantize(Decimal("0.01"), ROUND_HALF_UP)
    return MinimumWage(amount=amount, valid_from=adult.valid_from, valid_to=adult.valid_to, source=adult.source)


def youth_percentage(on: date, age: int, *, bbl: bool = False) -> Decimal:
    """The share of the adult amount below 21 years; below 15 the law sets no minimum (M-03)."""
    percentages = dict(value_on("youth_wage", "percentage", on).value)
    if bbl:
        percentages |= value_on("youth_wage", "bbl", on).value
    if str(age) not in percentages:
        raise InvalidInputError("age", age, "15 jaar of ouder")
    return Decimal(percentages[str(age)])
