"""Values that the database keeps in Dutch, as the reader's language calls them."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from flask import Flask
from flask_babel import lazy_gettext as _l

from dossier.acts.applications import Fit
from webui.filters import show_day, show_moment
from webui.forms import course
from webui.forms.activity import STATUSES
from webui.forms.agreement import OWNERS, STATES
from webui.forms.application import FINDERS, FITS, PROOF_KINDS, RESULTS, SEEN, WAYS
from webui.forms.career_document import CAREER_KINDS
from webui.reasons import state_names


def name_from(pairs: list[tuple[str, object]]) -> Callable[[str | None], str]:
    """A filter that names a value; a value that is not on the list is shown as kept."""
    names = dict(pairs)
    return lambda value: str(names.get(value or "", value or "–"))


def name_state(state: str) -> str:
    return state_names().get(state, state)


def show_sent(mail: dict[str, Any]) -> str:
    """When a mail says that it was sent; as written where that is no time."""
    sent_at = mail["sent_at"] and datetime.fromisoformat(mail["sent_at"])
    return show_moment(sent_at) if sent_at and sent_at.tzinfo else str(mail["sent"])


def register_value_names(app: Flask) -> None:
    app.jinja_env.filters.update(
        way_name=name_from(WAYS),
        career_kind=name_from(CAREER_KINDS),
        finder_name=name_from(FINDERS),
        result_name=name_from(RESULTS),
        proof_name=name_from(PROOF_KINDS),
        mail_sent=show_sent,
        seen_name=name_from(SEEN),
        fit_name=name_from([*FITS, (Fit.UNKNOWN.value, _l("Onbekend"))]),
        owner_name=name_from(OWNERS),
        agreement_state=name_from(STATES),
        status_name=name_from(STATUSES),
        state_name=name_state,
        case_status=name_from(course.STATUSES),
        end_reason=name_from(course.ENDS),
        pause_ground=name_from(course.GROUNDS),
        placement_kind=name_from(course.PLACEMENTS),
        explored=name_from(course.EXPLORED),
        early_ground=name_from(course.EARLY),
        case_type=name_from(course.CASE_TYPES),
        led_by=name_from(course.LEADERS),
        iso_day=lambda text: show_day(date.fromisoformat(text)),
    )
