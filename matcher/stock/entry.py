"""What the stock keeps of one vacancy: small values that many share, and its words."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from dossier.geography import Place
from dossier.model.demand import Demand
from dossier.model.posting import Salary, VacancyIn
from dossier.rules.hours import stated_hours
from dossier.rules.offer import find_floor
from dossier.rules.travel import find_workplace
from matcher.asked import Asked, read_asked
from matcher.judge import counted_hours
from matcher.kinship import find_unit
from matcher.stock.cell import Still
from matcher.terms import find_terms, find_title_terms
from matcher.text import clean_title

PAID_BY = ("is_wage", "min", "max", "unit", "fulltime_hours", "holiday_included", "cao", "scale", "currency")


class Pay(NamedTuple):
    """A wage as far as its value depends on it; `floor_from` is the first day of the legal minimum of its posting."""

    salary: tuple[object, ...] | None
    unread: bool
    unit_inferred: bool
    floor_from: date | None

    def as_posting(self) -> VacancyIn:
        """A vacancy that offers exactly this."""
        fields: dict[str, Any] = dict(zip(PAID_BY, self.salary or (), strict=False))
        salary = Salary.model_construct(text="", unit_inferred=self.unit_inferred, **fields) if fields else None
        text = "?" if self.unread else None
        return VacancyIn(id="", title="", salary=salary, salary_text=text, date_posted=self.floor_from)


class Entry(NamedTuple):
    """One vacancy as the stock takes it in."""

    id: str
    title: str
    unit: str | None
    pay: Pay
    hours: tuple[Decimal | None, Decimal | None]
    workplace: Place | None
    asked: Asked
    posted: date | None
    still: Still
    demands: Sequence[Demand]
    terms: Sequence[str]


def read_entry(
    posting: VacancyIn, demands: Sequence[Demand], terms: Sequence[str] | None = None, *, asked: Asked | None = None
) -> Entry:
    """`demands` as `matcher.judge.posting_demands` finds them; `terms` of the description and what is asked beside the
    work, where they are known.
    """
    unit, week = find_unit(posting.title, posting.occupation), counted_hours(posting)
    title_terms = find_title_terms(posting.title)
    return Entry(
        id=posting.id,
        title=clean_title(posting.title),
        unit=unit,
        pay=read_pay(posting),
        hours=stated_hours(posting),
        workplace=find_workplace(posting),
        asked=read_asked(posting) if asked is None else asked,
        posted=posting.date_posted,
        still=Still(unit, week),
        demands=demands,
        terms=[*(find_terms(posting.description) if terms is None else terms), *title_terms],
    )


def read_pay(posting: VacancyIn) -> Pay:
    salary = posting.salary
    if salary is None:
        return Pay(None, bool(posting.salary_text), False, None)
    floor = find_floor(posting.date_posted) if posting.date_posted else None
    values = tuple(getattr(salary, name) for name in PAID_BY)
    return Pay(values, False, salary.unit_inferred, floor.valid_from if floor else None)
