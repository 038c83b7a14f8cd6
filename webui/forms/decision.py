"""A decision about one vacancy, as it comes back when something in it is wrong."""

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, SelectField

from webui.forms.fields import TrimmedField
from webui.guard import GuardedForm


class DecisionForm(GuardedForm):
    state = HiddenField()
    back = HiddenField()
    reason_code = SelectField(_l("Niet geschikt, omdat"), name="reason", choices=[])
    note = TrimmedField(_l("Toelichting"), render_kw={"maxlength": 300})
