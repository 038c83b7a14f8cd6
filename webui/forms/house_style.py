"""The look of an office's reports and the texts that they begin with."""

from functools import cache
from typing import Any, cast

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import BooleanField, ColorField, TextAreaField

from dossier.acts.report_drafts import TEXT_LENGTH
from dossier.rules.report_kind import report_forms
from webui.forms.fields import REQUIRED, TrimmedField, at_most
from webui.guard import GuardedForm


class LookForm(GuardedForm):
    name = TrimmedField(_l("Naam van het bureau in rapporten"), [REQUIRED, at_most(120)])
    accent = ColorField(_l("Kleur van koppen"), [REQUIRED])
    file = FileField(_l("Logo (png of svg)"), render_kw={"accept": ".png,.svg,image/png,image/svg+xml"})
    drop_logo = BooleanField(_l("Logo weghalen"))


@cache
def house_style_form() -> type[LookForm]:
    """With a field per part of every report, named kind and part."""
    fields: dict[str, Any] = {
        field_name(kind, part.slug): TextAreaField(part.title, [at_most(TEXT_LENGTH)], render_kw={"rows": 3})
        for kind, form in report_forms().items()
        for part in form.parts
    }
    return cast("type[LookForm]", type("HouseStyleForm", (LookForm,), fields))


def field_name(kind: str, slug: str) -> str:
    return f"{kind}__{slug}"
