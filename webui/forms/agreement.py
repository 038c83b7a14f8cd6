"""An agreement: who does what before which day, and what became of it."""

from flask_babel import lazy_gettext as _l
from wtforms import DateField, RadioField, TextAreaField

from dossier.model.agreement import AgreementOwner, AgreementState
from webui.forms.days import NotBefore, behind, within_reach
from webui.forms.fields import CHOSEN, DAY, REQUIRED, TrimmedField, at_most, select_choices
from webui.guard import GuardedForm

OWNERS = [
    (AgreementOwner.EMPLOYEE.value, _l("Werknemer")),
    (AgreementOwner.COACH.value, _l("Loopbaancoach")),
    (AgreementOwner.EMPLOYER.value, _l("Werkgever")),
]
STATES = [
    (AgreementState.OPEN.value, _l("Open")),
    (AgreementState.KEPT.value, _l("Nagekomen")),
    (AgreementState.NOT_KEPT.value, _l("Niet nagekomen")),
    (AgreementState.DROPPED.value, _l("Vervallen")),
]


class AgreementForm(GuardedForm):
    what = TrimmedField(_l("Wat is afgesproken"), [REQUIRED, at_most(1000)])
    owner = RadioField(_l("Wie doet het"), [CHOSEN], choices=select_choices(OWNERS))
    made_on = DateField(_l("Afgesproken op"), [DAY, behind])
    due_on = DateField(_l("Uiterlijk klaar op"), [DAY, within_reach, NotBefore("made_on")])


class AgreementCorrectionForm(AgreementForm):
    """The same agreement, and why it is corrected."""

    reason = TextAreaField(_l("Waarom deze correctie"), [REQUIRED, at_most(2000)], render_kw={"rows": 2})


class SettlingForm(GuardedForm):
    """What became of it; the reason is asked for where it was not kept or dropped."""

    state = RadioField(_l("Stand"), [CHOSEN], choices=select_choices(STATES[1:]))
    settled_on = DateField(_l("Op welke dag"), [DAY, behind])
    settled_why = TextAreaField(_l("Uitleg"), [at_most(2000)], render_kw={"rows": 2})
