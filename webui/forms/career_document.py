"""A version of a CV or letter, and what is said of it."""

from flask_babel import lazy_gettext as _l
from wtforms import SelectField, TextAreaField

from dossier.model.career_document import CareerKind
from webui.forms.fields import REQUIRED, TrimmedField, at_most, select_choices
from webui.guard import GuardedForm

CAREER_KINDS = [(CareerKind.CV.value, _l("Cv")), (CareerKind.LETTER.value, _l("Brief"))]


class CareerDocumentForm(GuardedForm):
    kind = SelectField(_l("Soort"), choices=select_choices(CAREER_KINDS))
    title = TrimmedField(_l("Naam"), [REQUIRED, at_most(200)])
    body = TextAreaField(_l("Tekst"), [REQUIRED, at_most(20_000)], render_kw={"rows": 18})


class CommentForm(GuardedForm):
    comment = TextAreaField(_l("Uw opmerking"), [REQUIRED, at_most(4000)], render_kw={"rows": 3})
