"""The quality test of U-24: five points of a letter and CV, looked at now and then; seen or not, and never a mark."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Protocol

from dossier.rules.parameter import days_on

POINTS = {
    "fits_profile": "vacature past bij het zoekprofiel",
    "fits_vacancy": "brief gaat in op de vacature",
    "language": "taal is verzorgd",
    "layout": "brief en cv zien er verzorgd uit",
    "motivation": "motivatie is duidelijk",
}
"""Fit of vacancy and profile, fit of letter and vacancy, language, layout, motivation [U-24]."""


class Looked(Protocol):
    """What the count asks of a look."""

    application_id: int
    checked_on: date


def looked_at(checks: Iterable[Looked], *, on: date) -> int:
    """Of how many applications the letter was looked at in the term of the test (U-24: every three months)."""
    since = on - timedelta(days=days_on("norms", "quality_check_days", on))
    return len({check.application_id for check in checks if since < check.checked_on <= on})
