"""Which bundle to make: over which period and for whom."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import DateField, SelectField

from webui.forms.days import NotBefore, behind
from webui.forms.fields import DAY, select_choices

RECEIVERS = [
    ("employer", _l("De werkgever (voor UWV)")),
    ("employee", _l("De werknemer")),
    ("coach", _l("De coach")),
]


class ExportForm(FlaskForm):  # type: ignore[misc]
    period_from = DateField(_l("Van"), [DAY, behind])
    period_to = DateField(_l("Tot en met"), [DAY, behind, NotBefore("period_from")])
    receiver = SelectField(_l("Voor wie"), choices=select_choices(RECEIVERS))
