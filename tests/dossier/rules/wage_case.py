"""The candidates and vacancies of the worked examples (rules 2c), for every test of the wage."""

from datetime import date
from decimal import Decimal

from dossier.model.person import OldWage, Person
from dossier.model.posting import Salary, VacancyIn
from dossier.rules.cao_scale import CaoScale

ON = date(2026, 11, 21)

SCALES = [
    CaoScale(
        cao="X",
        scale="7",
        step_min=2650,
        step_max=3500,
        period="month",
        fulltime_hours=36,
        valid_from=date(2026, 1, 1),
        source="verzonnen tabel",
    )
]


def old(amount, hours, **more):
    return OldWage(amount=amount, hours_per_week=hours, **more)


ANNA = {
    "A": Person(id="A", old_wage=old(3200, 40)),
    "B": Person(id="B", old_wage=old(4800, 36)),
    "C": Person(id="C", old_wage=old(5000, 40)),
    "D": Person(id="D", old_wage=old(3600, 36), max_hours_per_week=20),
}


def vacancy(hours=None, **salary):
    low, high = hours or (None, None)
    return VacancyIn(
        id="v",
        title="Medewerker",
        hours_min=low,
        hours_max=high,
        salary=Salary(text="", is_wage=True, **salary) if salary else None,
    )


VACANCIES = {
    "V1": vacancy((32, 40), min=2700, max=3300, unit="month", fulltime_hours=40),
    "V2": vacancy((24, 32), min="16.50", max="16.50", unit="hour"),
    "V3": vacancy((28, 36), cao="X", scale="7"),
    "V4": vacancy(),
    "V5": vacancy((20, 20), min=17, max=17, unit="hour"),
}


def percent(ratio):
    return None if ratio is None else str((ratio * 100).quantize(Decimal("0.1"), "ROUND_HALF_UP"))
