"""Days of a form, asked of the core while the form is read: a wrong day is told together with every other fault."""

from collections.abc import Callable
from datetime import date
from typing import NoReturn

from flask_babel import gettext as _
from wtforms import DateField, Form
from wtforms.validators import StopValidation

from dossier.acts.api_tokens import check_end
from dossier.acts.cases import check_first_day
from dossier.acts.entry import check_day, check_near
from dossier.errors import InvalidInputError
from webui.context import now, opened_case, today
from webui.refusals import allowed_here


def _ask(field: DateField, check: Callable[[date], None]) -> None:
    if field.data is None:
        return
    try:
        check(field.data)
    except InvalidInputError as error:
        _refuse(error.allowed)


def _refuse(allowed: str) -> NoReturn:
    raise StopValidation(_("Dit kan niet. Toegestaan: %(allowed)s.", allowed=allowed_here(allowed))) from None


def behind(_form: Form, field: DateField) -> None:
    """It took place: from the first sick day until today."""
    _ask(field, lambda day: check_day(field.name, day, case=opened_case(), now=now()))


def within_reach(_form: Form, field: DateField) -> None:
    """It may be planned, within the years that a case can last."""
    _ask(field, lambda day: check_near(field.name, day, case=opened_case()))


def under_this_law(_form: Form, field: DateField) -> None:
    """Until today, and not before the law that the terms come from."""
    _ask(field, lambda day: check_first_day(field.name, day, now()))


def within_a_key(_form: Form, field: DateField) -> None:
    """As long as a key for another program may work."""
    _ask(field, lambda day: check_end(day, today()))


def from_today(_form: Form, field: DateField) -> None:
    if field.data is not None and field.data < today():
        _refuse(f"een dag vanaf {today()}")


class NotBefore:
    """A last day lies on or after the first day, which stands in another field."""

    def __init__(self, first: str) -> None:
        self.first = first

    def __call__(self, form: Form, field: DateField) -> None:
        first = form[self.first].data
        if None not in (first, field.data) and field.data < first:
            _refuse(f"een dag vanaf {first}")
