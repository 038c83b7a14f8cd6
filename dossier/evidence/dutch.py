"""Days, moments, amounts and shares as an export shows them to people."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from dossier.evidence.columns import CellKind
from dossier.rules.wording import write_date, write_euro, write_percent

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def short_day(day: date | None) -> str:
    """'05-11-2026', or nothing."""
    return "" if day is None else day.strftime("%d-%m-%Y")


def long_day(day: date) -> str:
    """'5 november 2026'; of a moment the Dutch day."""
    return write_date(local(day) if isinstance(day, datetime) else day)


def local(moment: datetime) -> datetime:
    return moment.astimezone(AMSTERDAM)


def short_moment(moment: datetime | None) -> str:
    """'05-11-2026 14:03', Dutch time."""
    return "" if moment is None else local(moment).strftime("%d-%m-%Y %H:%M")


def euros(cents: int | None) -> str:
    return "" if cents is None else write_euro(Decimal(cents) / 100)


def cell_text(kind: CellKind, value: Any) -> str:
    """Any cell as text."""
    if value is None:
        return ""
    if kind is CellKind.DATE:
        return short_day(value)
    if kind is CellKind.MOMENT:
        return short_moment(value)
    if kind is CellKind.RATIO:
        return write_percent(Decimal(repr(value)))
    if kind is CellKind.YES_NO:
        return "ja" if value else "nee"
    return str(value)


def write_figures(figures: Mapping[str, Any], *, whole: bool) -> dict[str, str]:
    """What the market offered in one direction; how many of it fit (`whole`) tells about the limitations."""
    ratio, paid = figures.get("median_wage_ratio"), figures.get("paid")
    return {
        "direction": figures["direction"],
        "vacancies": str(figures["vacancies"]),
        "suitable": str(figures["suitable"]) if whole else "",
        "wage": "" if ratio is None else f"{write_percent(Decimal(str(ratio)))} ({paid} met loon)",
        "new": f"{figures['posted_last_weeks']}, daarvoor {figures['posted_weeks_before']}",
    }
