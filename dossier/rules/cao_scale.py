"""Wage scales of collective agreements: a local table that a user fills (rules 2b)."""

import tomllib
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict

from dossier.model.person import WagePeriod


class CaoScale(BaseModel):
    """One scale of one agreement on the days it holds; amounts exclude holiday allowance."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    cao: str
    scale: str
    step_min: Decimal
    step_max: Decimal
    period: WagePeriod
    fulltime_hours: Decimal
    valid_from: date
    valid_to: date | None = None
    source: str

    def holds_on(self, on: date) -> bool:
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)


@cache
def read_scales() -> tuple[CaoScale, ...]:
    text = files("dossier.rules").joinpath("parameters", "cao_scale.toml").read_text("utf-8")
    return tuple(CaoScale(**row) for row in tomllib.loads(text, parse_float=Decimal).get("scale", []))


def find_scale(scales: Iterable[CaoScale], cao: str | None, scale: str | None, on: date) -> CaoScale | None:
    if cao is None or scale is None:
        return None
    wanted = (cao.casefold().strip(), scale.casefold().strip())
    rows = (row for row in scales if (row.cao.casefold(), row.scale.casefold()) == wanted and row.holds_on(on))
    return next(rows, None)


def find_cao_hours(scales: Iterable[CaoScale], cao: str | None, on: date) -> Decimal | None:
    """The full-time week of an agreement, when all its known scales agree on it."""
    if cao is None:
        return None
    hours = {row.fulltime_hours for row in scales if row.cao.casefold() == cao.casefold() and row.holds_on(on)}
    return hours.pop() if len(hours) == 1 else None
