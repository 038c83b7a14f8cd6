"""Beginning a report, writing its parts, signing it, and each party's own words."""

from functools import cache
from typing import cast

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import DateField, HiddenField, SelectField, TextAreaField

from dossier.acts.report_drafts import TEXT_LENGTH
from dossier.model.report import ReportKind
from dossier.rules.report_kind import report_forms
from dossier.rules.riv import RivPart
from webui.forms.days import NotBefore, behind
from webui.forms.fields import DAY, REQUIRED, TrimmedField, at_most, select_choices
from webui.guard import GuardedForm

KINDS = [(kind.value, report_forms()[kind.value].title) for kind in ReportKind]
"""Kept in Dutch: these are the words that UWV knows."""
RIV_PARTS = [(part.value, part.value.capitalize()) for part in RivPart]


class ReportStartForm(FlaskForm):  # type: ignore[misc]
    kind = SelectField(_l("Welk rapport"), choices=select_choices(KINDS), default=ReportKind.PROGRESS.value)
    period_from = DateField(_l("Van"), [DAY, behind])
    period_to = DateField(_l("Tot en met"), [DAY, behind, NotBefore("period_from")])


@cache
def draft_form(kind: str, writer: str) -> type[GuardedForm]:
    """A text field per part that this role writes, and which saved copy was opened."""
    fields = {
        part.slug: TextAreaField(part.title, [at_most(TEXT_LENGTH)], description=part.hint)
        for part in report_forms()[kind].written_by(writer).parts
    }
    return cast("type[GuardedForm]", type("DraftForm", (GuardedForm,), {"revision": HiddenField(), **fields}))


class SignForm(GuardedForm):
    remark = TextAreaField(_l("Opmerking bij uw handtekening"), [at_most(4000)], render_kw={"rows": 2})


class StatementForm(GuardedForm):
    kind = HiddenField()
    text = TextAreaField(_l("Uw eigen woorden"), [REQUIRED, at_most(20_000)], render_kw={"rows": 6})


class ReferredForm(GuardedForm):
    part = SelectField(_l("Welk onderdeel"), choices=select_choices(RIV_PARTS))
    title = TrimmedField(_l("Naam van het document"), [REQUIRED, at_most(200)])
    dated = DateField(_l("Datum van het document"), [DAY, behind])
    author_name = TrimmedField(_l("Wie stelde het op"), [REQUIRED, at_most(200)])
    author_function = TrimmedField(_l("Functie van de opsteller"), [REQUIRED, at_most(100)])
    signed_by = TrimmedField(_l("Ondertekend door"), [at_most(300)])
