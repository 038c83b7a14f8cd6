"""With whom vacancies are shared, and the word that goes along."""

from flask_babel import lazy_gettext as _l
from wtforms import SelectMultipleField, TextAreaField
from wtforms.validators import DataRequired

from webui.forms.fields import at_most
from webui.guard import GuardedForm


class ShareForm(GuardedForm):
    vacancies = SelectMultipleField(
        _l("Vacatures"), [DataRequired(_l("Kies minstens één vacature."))], name="vacature", choices=[]
    )
    people = SelectMultipleField(_l("Met wie"), [DataRequired(_l("Kies minstens één persoon."))], choices=[])
    note = TextAreaField(_l("Woord erbij"), [at_most(1000)], render_kw={"rows": 2, "maxlength": 1000})
