"""The list that is read: what it holds, and what to take where a row does not say how was applied."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import RadioField, SelectField
from wtforms.validators import InputRequired

from dossier.table_reading import Kind
from webui.forms.application import WAYS
from webui.forms.fields import select_choices

KINDS = [(Kind.APPLICATIONS.value, _l("Sollicitaties")), (Kind.VACANCIES.value, _l("Vacatures"))]
NO_WAY = [("", _l("Die rijen niet inlezen"))]


class ListForm(FlaskForm):  # type: ignore[misc]
    kind = RadioField(_l("Wat staat er in de lijst?"), choices=select_choices(KINDS), default=Kind.APPLICATIONS.value)
    file = FileField(
        _l("Bestand kiezen"), [InputRequired(_l("Kies een bestand."))], render_kw={"accept": ".csv,.txt,.tsv,.xlsx"}
    )
    way = SelectField(_l("Als een rij niet zegt hoe er is gesolliciteerd"), choices=select_choices(NO_WAY + WAYS))
