"""The address of a vacancy, as people paste it."""

import re
from urllib.parse import urlsplit

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import StringField, ValidationError

from webui.forms.fields import REQUIRED, at_most

LONGEST = 2000
ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
BARE = re.compile(r"[\w-]+(\.[\w-]+)+(/\S*)?")


class PastedField(StringField):  # type: ignore[misc]
    """The first address in what was pasted: a shared message often holds words around it."""

    def process_formdata(self, values: list[str]) -> None:
        typed = values[0].strip() if values else ""
        found = ADDRESS.search(typed)
        if found:
            self.data = found[0].rstrip(".,;)>\"'")
        else:
            self.data = f"https://{typed}" if BARE.fullmatch(typed) else typed


class PasteForm(FlaskForm):  # type: ignore[misc]
    url = PastedField(
        _l("Adres van de vacature"),
        [REQUIRED, at_most(LONGEST)],
        render_kw={"inputmode": "url", "autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"},
    )

    def validate_url(self, field: StringField) -> None:
        """Only the form of it; where it leads to is judged by the process that goes there."""
        try:
            parts = urlsplit(field.data or "")
            is_whole = parts.scheme in {"http", "https"} and bool(parts.hostname) and field.data.isprintable()
        except ValueError:
            is_whole = False
        if not is_whole:
            raise ValidationError(_("Plak het hele adres, bijvoorbeeld https://www.bedrijf.nl/vacature."))
