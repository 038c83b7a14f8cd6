"""Builders of limitations and demands, for every test of suitability."""

from decimal import Decimal

from dossier.model.demand import Demand
from dossier.model.person import LimitationIn
from dossier.rules.suitability import judge_limitations


def limited(item, level=1, note=None, **more):
    return LimitationIn(item=item, level=level, note=note, **more)


def said(item, quote="...", direction="eis", strength="hard", value=None, unit=None):
    return Demand(
        item=item,
        direction=direction,
        strength=strength,
        value=Decimal(value) if isinstance(value, int | float) else value,
        unit=unit,
        quote=quote,
        start=0,
        end=len(quote),
        rule="test",
    )


def judge(limitation, *demands, week=None, day=None):
    hours = [Decimal(str(number)) if number is not None else None for number in (week, day)]
    return judge_limitations([limitation], demands, hours_per_week=hours[0], hours_per_day=hours[1])[0]


def verdict(limitation, *demands, **hours):
    return judge(limitation, *demands, **hours).verdict
