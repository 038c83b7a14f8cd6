"""Which occupation a vacancy is."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import SelectField


class OccupationForm(FlaskForm):  # type: ignore[misc]
    occupation = SelectField(_l("Beroep"), choices=[], render_kw={"lang": "nl"})
