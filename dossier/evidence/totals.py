"""What a period adds up to: per four weeks, as facts beside the agreed norm (U-18, U-21, U-32)."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from dossier.evidence.edition import INTERVIEWS, Edition, SearchVersion
from dossier.rules.application_norm import Agreed, agreed_between

FOUR_WEEKS = timedelta(days=28)


@dataclass(frozen=True)
class PeriodTotal:
    """Four weeks, or what is left of them at the end of the period."""

    first: date
    last: date
    applications: int
    counting: int
    inside_profile: int
    by_coach: int
    interviews: int
    rejections: int
    unanswered: int
    norm: int | None
    """None before track two, and for a last part that is shorter than four weeks."""
    norm_reasons: str = ""
    """Why less was agreed than the norm, and what was done instead of applying (U-17, U-18): facts."""


def totals_of(edition: Edition) -> list[PeriodTotal]:
    """One line per four weeks of track two; what lies before its start is one line, without a norm."""
    spans = cut_period(edition.period_from, edition.period_to, edition.case.track_two_start)
    return [
        total_of(edition, first, last, agreed_in(edition, first, last) if whole else None)
        for first, last, whole in spans
    ]


def agreed_in(edition: Edition, first: date, last: date) -> Agreed:
    """What was agreed for these days; where fewer were done than the norm, also what was done instead."""
    norm = edition.case.application_norm
    agreed = agreed_between(norm, edition.case.suspended, first, last)
    done = sum(row["counts"] for row in edition.applications if first <= row["applied_on"] <= last)
    if done >= norm:
        return agreed
    activities = sum(first <= row["occurred_on"] <= last for row in edition.activities)
    talks = sum(first <= row["occurred_on"] <= last for row in edition.contacts)
    instead = f"vastgelegd: {_many(activities, 'activiteit', 'activiteiten')}, {_many(talks, 'gesprek', 'gesprekken')}"
    return replace(agreed, reasons=(*agreed.reasons, instead))


def _many(count: int, one: str, more: str) -> str:
    return f"{count} {one if count == 1 else more}"


def cut_period(first: date, end: date, start: date | None) -> list[tuple[date, date, bool]]:
    """The lines of a period: first and last day, and whether the norm holds (four whole weeks of track two)."""
    spans = []
    if start is not None and first < start:
        spans.append((first, min(start - timedelta(days=1), end), False))
        first = start
    while first <= end:
        last = min(first + FOUR_WEEKS - timedelta(days=1), end)
        spans.append((first, last, last - first + timedelta(days=1) == FOUR_WEEKS))
        first = last + timedelta(days=1)
    return spans


def total_of(edition: Edition, first: date, last: date, agreed: Agreed | None = None) -> PeriodTotal:
    return count_applications(edition.applications, edition.search_versions, first, last, agreed)


def count_applications(
    applications: list[dict[str, Any]],
    versions: list[SearchVersion],
    first: date,
    last: date,
    agreed: Agreed | None = None,
) -> PeriodTotal:
    """The sum of the rows with a day of applying in this period."""
    rows = [row for row in applications if first <= row["applied_on"] <= last]
    return PeriodTotal(
        first=first,
        last=last,
        applications=len(rows),
        counting=sum(row["counts"] for row in rows),
        inside_profile=sum(is_inside_profile(row, versions) for row in rows),
        by_coach=sum(row["performed_by"] != "werknemer" for row in rows),
        interviews=sum(row["result"] in INTERVIEWS for row in rows),
        rejections=sum(row["result"] == "afwijzing" for row in rows),
        unanswered=sum(row["result"] in {"nog geen antwoord", "ontvangstbevestiging"} for row in rows),
        norm=None if agreed is None else agreed.number,
        norm_reasons="" if agreed is None else "; ".join(agreed.reasons),
    )


def is_inside_profile(row: dict[str, Any], versions: list[SearchVersion]) -> bool:
    """Whether the search direction of a row stood in the search profile that was valid on its day."""
    valid = [version for version in versions if version.valid_from <= row["applied_on"]]
    if not valid or not row["search_direction"]:
        return False
    directions = max(valid, key=lambda version: version.version).directions
    return row["search_direction"].casefold() in {direction.casefold() for direction in directions}
