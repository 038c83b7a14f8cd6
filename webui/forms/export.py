"""Which bundle to make: over which period and for whom."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import DateField, SelectField
from wtforms.validators import InputRequired, ValidationError

from webui.forms.fields import select_choices

RECEIVERS = [
    ("employer", _l("De werkgever (voor UWV)")),
    ("employee", _l("De werknemer")),
    ("coach", _l("De coach")),
]


class ExportForm(FlaskForm):  # type: ignore[misc]
    period_from = DateField(_l("Van"), [InputRequired(_l("Kies een dag."))])
    period_to = DateField(_l("Tot en met"), [InputRequired(_l("Kies een dag."))])
    receiver = SelectField(_l("Voor wie"), choices=select_choices(RECEIVERS))

    def validate_period_to(self, field: DateField) -> None:
        if self.period_from.data and field.data and field.data < self.period_from.data:
            raise ValidationError(_l("Deze dag ligt voor de eerste dag van de periode."))
