"""Activities of the plan, and a conversation in three fields."""

from collections.abc import Iterable

from flask_babel import lazy_gettext as _l
from wtforms import DateField, SelectField, TextAreaField
from wtforms.validators import Optional

from dossier.model.activity import ActivityStatus
from webui.core_names import core_name
from webui.forms.days import NotBefore, behind, within_reach
from webui.forms.fields import DAY, REQUIRED, NumberField, TrimmedField, at_most, select_choices
from webui.guard import GuardedForm

KINDS = [
    (kind, core_name(kind))
    for kind in (
        "verlies van werk verwerken", "zelfvertrouwen", "intake", "vaardigheden in kaart", "loopbaanassessment",
        "oriëntatie op beroepen en arbeidsmarkt", "oriëntatie op scholing", "scholing", "cv", "sollicitatiebrief",
        "sollicitatievaardigheden", "gesprekstraining", "beeldcoaching", "netwerktraining", "LinkedIn-profiel",
        "vacatures zoeken en beoordelen", "wekelijks solliciteren", "jobhunting door de coach", "werkgever benaderen",
        "werkervaringsplaats", "detachering verkennen", "voorbereiden op een gesprek", "voortgangsgesprek",
        "driegesprek", "evaluatie", "informatie over de WIA", "eindevaluatie",
    )
]  # fmt: skip
"""The activity library of rules 3e: kept in Dutch, because exports use these words, and named as its reader speaks."""
STATUSES = [
    (ActivityStatus.DONE.value, _l("Klaar")),
    (ActivityStatus.PLANNED.value, _l("Gepland")),
    (ActivityStatus.RUNNING.value, _l("Loopt")),
    (ActivityStatus.CANCELLED.value, _l("Vervallen")),
]
WAYS = [(way, core_name(way)) for way in ("gesprek", "telefoon", "video", "e-mail", "huisbezoek", "driegesprek")]


class ActivityForm(GuardedForm):
    kind = SelectField(_l("Soort"), choices=select_choices(KINDS))
    title = TrimmedField(_l("Wat"), [REQUIRED, at_most(300)])
    occurred_on = DateField(_l("Vanaf"), [DAY, within_reach])
    until = DateField(_l("Tot en met"), [Optional(), within_reach, NotBefore("occurred_on")])
    due_on = DateField(_l("Uiterlijk klaar op"), [Optional(), within_reach])
    search_direction = SelectField(_l("Zoekrichting"), choices=select_choices([("", _l("Geen"))]), default="")
    provider = TrimmedField(_l("Aanbieder"), [at_most(200)])
    status = SelectField(_l("Stand"), choices=select_choices(STATUSES))
    goal = TextAreaField(_l("Doel"), [at_most(2000), Optional()], render_kw={"rows": 2})
    result = TextAreaField(_l("Resultaat"), [at_most(4000), Optional()], render_kw={"rows": 2})
    cost = NumberField(_l("Kosten in euro"))

    def offer_directions(self, directions: Iterable[str], kept: str | None = None) -> None:
        """The directions of the search profile, and what the line already says."""
        known = dict.fromkeys([*directions, *([kept] if kept else [])])
        self.search_direction.choices = select_choices([("", _l("Geen")), *((name, name) for name in known)])


class ActivityCorrectionForm(ActivityForm):
    """The same line; a reason is asked for where more changes than how far it is."""

    reason = TextAreaField(_l("Waarom deze correctie"), [at_most(2000)], render_kw={"rows": 2})


class ContactForm(GuardedForm):
    """Three fields and a next step; no health words, for the employee reads this too."""

    occurred_on = DateField(_l("Wanneer"), [DAY, behind])
    way = SelectField(_l("Hoe"), choices=select_choices(WAYS))
    with_whom = TrimmedField(_l("Met wie"), [REQUIRED, at_most(200)])
    facts = TextAreaField(_l("Wat is besproken"), [at_most(4000)], render_kw={"rows": 4})
    agreements = TextAreaField(_l("Afspraken"), [at_most(4000)], render_kw={"rows": 3})
    next_step = TrimmedField(_l("Volgende stap"), [at_most(1000)])
    employer_agreements = TextAreaField(
        _l("Afspraken die de werkgever mag lezen"), [at_most(4000)], render_kw={"rows": 2}
    )


class EmployerContactForm(GuardedForm):
    """What an employer tells of a conversation where there is no coach (matrix row 19)."""

    occurred_on = DateField(_l("Wanneer"), [DAY, behind])
    way = SelectField(_l("Hoe"), choices=select_choices(WAYS))
    with_whom = TrimmedField(_l("Met wie"), [REQUIRED, at_most(200)])
    employer_agreements = TextAreaField(_l("Afspraken"), [REQUIRED, at_most(4000)], render_kw={"rows": 3})


class EmployerContactCorrectionForm(EmployerContactForm):
    reason = TextAreaField(_l("Waarom deze correctie"), [REQUIRED, at_most(2000)], render_kw={"rows": 2})


class ContactCorrectionForm(ContactForm):
    """The same conversation, and why it is corrected."""

    reason = TextAreaField(_l("Waarom deze correctie"), [REQUIRED, at_most(2000)], render_kw={"rows": 2})
