"""How days, moments, money, hours and percentages are written, in the reader's language."""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from babel.dates import format_date as babel_date
from babel.numbers import format_currency, format_decimal
from flask import Flask
from flask_babel import get_locale, ngettext
from flask_babel import gettext as _
from flask_security import current_user

from dossier.model.people import Role
from dossier.model.vacancy import Vacancy, VacancyState
from dossier.rules.guarded_field import withhold
from dossier.rules.liveness import LivenessJudgement, Signs, judge_liveness
from dossier.rules.terms import week_number
from dossier.rules.wording import write_percent
from webui.context import AMSTERDAM, today

Number = Decimal | float | int | str


def show_day(day: date | None) -> str:
    """A day as "ma 12 okt 2026"; a dash where there is none."""
    if day is None:
        return "–"
    return babel_date(day, "EEE d MMM y", locale=get_locale()).replace(".", "")


def show_day_and_week(day: date | None, first_sick_day: date) -> str:
    """A day as "ma 12 okt 2026 (week 84)": the week of the waiting period."""
    if day is None:
        return "–"
    week = week_number(first_sick_day, day)
    return _("%(day)s (week %(week)s)", day=show_day(day), week=week) if week >= 1 else show_day(day)


def show_moment(moment: datetime | None) -> str:
    """A moment as "ma 12 okt 2026, 14:05", in Dutch time."""
    if moment is None:
        return "–"
    local = moment.astimezone(AMSTERDAM)
    return f"{show_day(local.date())}, {local:%H:%M}"


def show_age(day: date | None) -> str:
    """How long ago, in words."""
    if day is None:
        return _("datum onbekend")
    days = (today() - day).days
    if days <= 0:
        return _("vandaag")
    if days < 14:
        return ngettext("%(num)s dag geleden", "%(num)s dagen geleden", days)
    return ngettext("%(num)s week geleden", "%(num)s weken geleden", days // 7)


def show_euros(amount: Number | None) -> str:
    """Whole euros as "€ 2.650", others as "€ 14,99"."""
    if amount is None:
        return "–"
    return _write_euros(str(amount), str(get_locale()))


@lru_cache(maxsize=4_096)
def _write_euros(amount: str, locale: str) -> str:
    value = Decimal(amount)
    whole = value == value.to_integral_value()
    return format_currency(value, "EUR", "¤ #,##0" if whole else "¤ #,##0.00", locale=locale, currency_digits=False)


def show_cents(cents: int | None) -> str:
    return "–" if cents is None else show_euros(Decimal(cents) / 100)


def show_number(value: Number | None) -> str:
    """A number without needless decimals: 36, 29,1."""
    return "–" if value is None else _write_number(str(value), str(get_locale()))


@lru_cache(maxsize=4_096)
def _write_number(value: str, locale: str) -> str:
    return format_decimal(Decimal(value), "#,##0.##", locale=locale)


def show_percentage(ratio: Number | None, threshold: Number | None = None) -> str:
    """A ratio as a percentage with one decimal; below the threshold it is never rounded up to it."""
    if ratio is None:
        return "–"
    text = write_percent(Decimal(str(ratio)), None if threshold is None else Decimal(str(threshold)))
    return text if str(get_locale()).startswith("nl") else text.replace(",", ".")


def show_hours(low: Number | None, high: Number | None) -> str:
    """Hours as "24–32 uur", "36 uur" or that they are not stated."""
    if low is None and high is None:
        return _("uren niet genoemd")
    if low is None or high is None or Decimal(str(low)) == Decimal(str(high)):
        return _("%(hours)s uur", hours=show_number(low if low is not None else high))
    return _("%(low)s–%(high)s uur", low=show_number(low), high=show_number(high))


def show_size(size: int) -> str:
    """A file size: 340 kB, 1,2 MB."""
    if size < 1_000_000:
        return f"{max(1, round(size / 1000))} kB"
    return f"{format_decimal(Decimal(size) / 1_000_000, '0.0', locale=get_locale())} MB"


def join_words(parts: Iterable[str | None], separator: str = " · ") -> str:
    """The parts that are there, with a dot between."""
    return separator.join(part for part in parts if part)


def keep_web_address(address: str | None) -> str:
    """The address when it is one of the web; anything else (javascript:, data:) becomes no address at all."""
    try:
        scheme = urlsplit(address or "").scheme.lower()
    except ValueError:
        return "#"
    return address if address and scheme in {"http", "https"} else "#"


def show_cell(value: Any, kind: str) -> str:
    """One cell of the application overview, as its column says it is."""
    if value is None or value == "":
        return "–"
    writers: dict[str, Callable[[Any], str]] = {
        "date": show_day,
        "moment": show_moment,
        "ratio": show_percentage,
        "yes_no": lambda yes: _("ja") if yes else _("nee"),
    }
    return writers.get(kind, str)(value)


def judge_alive(vacancy: Vacancy) -> LivenessJudgement:
    """Open, probably closed or closed today, with the reason and since when."""
    signs = Signs(
        is_open=vacancy.state == VacancyState.OPEN,
        last_seen=vacancy.last_seen.astimezone(AMSTERDAM).date(),
        closed_by=vacancy.closed_by,
        gone_on=None if vacancy.gone_at is None else vacancy.gone_at.astimezone(AMSTERDAM).date(),
        date_posted=vacancy.date_posted,
        valid_through=vacancy.valid_through,
    )
    return judge_liveness(signs, on=today())


def show_shared(text: str | None) -> str | None:
    """Free text that an employer reads too: coach and employee get all of it, the employer no words about health."""
    return withhold(text) if text and current_user.role == Role.EMPLOYER else text


FILTERS = {
    "shared": show_shared,
    "cell": show_cell,
    "week": lambda day, first_sick_day: week_number(first_sick_day, day),
    "day": show_day,
    "day_week": show_day_and_week,
    "moment": show_moment,
    "age": show_age,
    "euros": show_euros,
    "cents": show_cents,
    "number": show_number,
    "percentage": show_percentage,
    "hours": show_hours,
    "alive": judge_alive,
    "size": show_size,
    "join_words": join_words,
    "web_address": keep_web_address,
}


def register_filters(app: Flask) -> None:
    app.jinja_env.filters.update(FILTERS)
