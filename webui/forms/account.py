"""The form for a new account."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import EmailField, SelectField, StringField
from wtforms.validators import Email, InputRequired, Length

from dossier.model.people import Organisation
from webui.account_words import role_names

REQUIRED = _l("Vul dit in.")


class AccountForm(FlaskForm):  # type: ignore[misc]
    """Who may sign in, in which role, for which organisation."""

    name = StringField(_l("Naam"), [InputRequired(REQUIRED), Length(max=120)], render_kw={"autocomplete": "off"})
    email = EmailField(
        _l("E-mailadres"),
        [InputRequired(REQUIRED), Email(_l("Dit is geen e-mailadres.")), Length(max=254)],
        render_kw={"autocomplete": "off"},
    )
    role = SelectField(_l("Rol"))
    organisation = SelectField(_l("Organisatie"))
    new_organisation = StringField(
        _l("Nieuwe organisatie"), [Length(max=120)], description=_l("Alleen als die nog niet in de lijst staat.")
    )

    def offer(self, organisations: list[Organisation], nothing: str) -> "AccountForm":
        """Fill the lists to choose from."""
        self.role.choices = list(role_names().items())
        self.organisation.choices = [("", nothing), *((str(one.id), one.name) for one in organisations)]
        return self
