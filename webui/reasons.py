"""Why a vacancy is not pursued, in the reader's words; the codes are the core's (U-30)."""

from flask_babel import gettext as _

from dossier.acts.shortlists import DismissalReason
from dossier.model.match import ShortlistState


def decline_reasons() -> list[tuple[str, str]]:
    return [
        (DismissalReason.TRAVEL_TIME.value, _("de reis te lang is")),
        (DismissalReason.HOURS.value, _("de uren niet passen")),
        (DismissalReason.LIMITATIONS_EXCEEDED.value, _("het werk niet past bij wat kan")),
        (DismissalReason.WAGE_BELOW.value, _("het loon te laag is")),
        (DismissalReason.QUALIFICATION_MISSING.value, _("opleiding of ervaring ontbreekt")),
        (DismissalReason.VACANCY_CLOSED.value, _("de vacature gesloten is")),
        (DismissalReason.OTHER.value, _("er een andere reden is")),
    ]


def reason_text(code: str | None) -> str:
    return dict(decline_reasons()).get(code or "", _("er een andere reden is"))


def state_names() -> dict[str, str]:
    """The columns of the board, in the reader's language."""
    return {
        ShortlistState.NEW.value: _("Nieuw"),
        ShortlistState.LOOK.value: _("Bekijken"),
        ShortlistState.APPLY.value: _("Solliciteren"),
        ShortlistState.APPLIED.value: _("Gesolliciteerd"),
        ShortlistState.INTERVIEW.value: _("Gesprek"),
        ShortlistState.RESULT.value: _("Uitkomst"),
        ShortlistState.DISMISSED.value: _("Niet geschikt"),
        ShortlistState.WITHDRAWN.value: _("Teruggenomen"),
    }
