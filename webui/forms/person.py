"""Profile, wage, search profile and capacity document."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import BooleanField, DateField, IntegerField, SelectField, TextAreaField
from wtforms.validators import InputRequired, NumberRange, Optional, Regexp

from dossier.model.person import WagePeriod
from dossier.rules.fml import INSTRUMENTS
from dossier.rules.standing import PARTS
from webui.forms.days import under_this_law, within_reach
from webui.forms.fields import DAY, REQUIRED, LinesField, NumberField, TrimmedField, at_most, select_choices
from webui.guard import GuardedForm

TRANSPORT = [
    ("", _l("Niet bekend")),
    ("auto", _l("Auto")),
    ("ov", _l("Openbaar vervoer")),
    ("fiets", _l("Fiets")),
    ("e-bike", _l("E-bike")),
    ("lopend", _l("Lopend")),
]
PERIODS = [
    (WagePeriod.MONTH.value, _l("per maand")),
    (WagePeriod.FOUR_WEEKS.value, _l("per vier weken")),
    (WagePeriod.WEEK.value, _l("per week")),
    (WagePeriod.HOUR.value, _l("per uur")),
    (WagePeriod.YEAR.value, _l("per jaar")),
]
DOCUMENT_KINDS = [(kind, kind) for kind in PARTS]
INSTRUMENT_NAMES = [(name, name) for name in INSTRUMENTS]
AUTHORS = [(name, name) for name in ("bedrijfsarts", "verzekeringsarts", "arboarts", "arbeidsdeskundige")]


READABLE = ".pdf,.docx,.txt,application/pdf,text/plain"
POSTCODE = Regexp(r"^[1-9]\d{3} ?([A-Za-z]{2})?$", message=_l("Typ een postcode zoals 3511 AB."))


class ProfileForm(GuardedForm):
    work_history = LinesField(_l("Werk tot nu toe"), render_kw={"rows": 4})
    skills = LinesField(_l("Vaardigheden"), render_kw={"rows": 4})
    education = TrimmedField(_l("Opleiding"), [at_most(2000)])
    licences = LinesField(_l("Rijbewijzen en certificaten"), render_kw={"rows": 2})
    languages = LinesField(_l("Talen"), render_kw={"rows": 2})
    home_postcode = TrimmedField(_l("Postcode"), [Optional(), POSTCODE])
    transport = SelectField(_l("Vervoer"), choices=select_choices(TRANSPORT))
    max_travel_minutes = IntegerField(
        _l("Hoogstens zoveel minuten reizen"), [Optional(), NumberRange(0, 600, _l("Tussen 0 en 600 minuten."))]
    )
    desired_hours = NumberField(_l("Gewenste uren per week"))
    wishes = TextAreaField(_l("Wensen"), [at_most(4000)], render_kw={"rows": 3})


class WageForm(FlaskForm):  # type: ignore[misc]
    amount = NumberField(_l("Loon voor de ziekte, bruto in euro"), [REQUIRED])
    period = SelectField(_l("Per"), choices=select_choices(PERIODS))
    hours_per_week = NumberField(_l("Uren per week"), [REQUIRED])
    holiday_allowance_included = BooleanField(_l("De vakantietoeslag zit er al in"))
    fixed_extras_year = NumberField(_l("Vaste extra's per jaar (bijvoorbeeld dertiende maand)"))
    source = TrimmedField(_l("Wie gaf dit bedrag op"), [REQUIRED, at_most(200)])
    source_date = DateField(_l("Op welke dag"), [DAY])


class SearchProfileForm(GuardedForm):
    valid_from = DateField(_l("Geldig vanaf"), [DAY, within_reach])
    directions = LinesField(_l("Zoekrichtingen"), [REQUIRED], render_kw={"rows": 4})
    region = TrimmedField(_l("Regio"), [at_most(300)])
    hours = TrimmedField(_l("Uren"), [at_most(100)])
    reason = TextAreaField(_l("Waarom deze richtingen"), [REQUIRED, at_most(4000)], render_kw={"rows": 3})
    why_dropped = TextAreaField(_l("Waarom richtingen vervallen"), [at_most(4000)], render_kw={"rows": 2})


class DocumentForm(GuardedForm):
    """The document itself; the levels of the items stand below it on the page."""

    kind = SelectField(_l("Soort document"), choices=select_choices(DOCUMENT_KINDS))
    instrument = SelectField(_l("Lijst"), choices=select_choices(INSTRUMENT_NAMES))
    dated = DateField(_l("Datum van het document"), [DAY, under_this_law])
    author_function = SelectField(_l("Wie stelde het op"), choices=select_choices(AUTHORS))
    max_hours_per_week = NumberField(_l("Urenbeperking: hoogstens zoveel uur per week"))
    labour_expert_conclusion = TextAreaField(
        _l("Conclusie in woorden over werk, zonder gezondheid"), [at_most(4000)], render_kw={"rows": 2}
    )


class ConclusionForm(GuardedForm):
    """What an employer takes over of a labour expert's report where there is no coach (matrix rows 6 and 7)."""

    dated = DateField(_l("Datum van het rapport"), [DAY, under_this_law])
    labour_expert_conclusion = TextAreaField(
        _l("Conclusie in woorden over werk, zonder gezondheid"), [REQUIRED, at_most(4000)], render_kw={"rows": 3}
    )


class ReadingForm(FlaskForm):  # type: ignore[misc]
    """The document that is read and not kept."""

    file = FileField(_l("Bestand kiezen"), [InputRequired(_l("Kies een bestand."))], render_kw={"accept": READABLE})
