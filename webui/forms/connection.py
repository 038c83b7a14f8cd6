"""A connection with another program: for which office, for what, and until when."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import DateField, SelectField

from dossier.rules.api_scope import Scope
from webui.forms.course import ChecksField
from webui.forms.days import within_a_key
from webui.forms.fields import CHOSEN, DAY, REQUIRED, TrimmedField, at_most, select_choices

SCOPES = [
    (Scope.CASES_READ.value, _l("Dossiers lezen: naam, functie, werkgever en dagen")),
    (Scope.CALENDAR_READ.value, _l("Termijnen lezen")),
    (Scope.VACANCIES_READ.value, _l("Vacatures lezen")),
    (Scope.APPLICATIONS_READ.value, _l("Sollicitaties lezen")),
    (Scope.MATCHES_READ.value, _l("Matches lezen")),
    (Scope.APPLICATIONS_WRITE.value, _l("Sollicitaties vastleggen")),
]


class ConnectionForm(FlaskForm):  # type: ignore[misc]
    organisation_id = SelectField(_l("Kantoor"), coerce=int)
    name = TrimmedField(_l("Naam van het andere programma"), [REQUIRED, at_most(60)])
    scopes = ChecksField(_l("Wat mag het"), [CHOSEN], choices=select_choices(SCOPES))
    ends_on = DateField(_l("Laatste dag"), [DAY, within_a_key])
