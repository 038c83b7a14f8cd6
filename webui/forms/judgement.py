"""What an employer answered and what is judged by hand, as it comes back when something in it is wrong."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l
from wtforms import DateField, HiddenField, SelectField, TextAreaField

from dossier.model.demand import Verdict
from webui.forms.days import behind
from webui.forms.fields import CHOSEN, DAY, REQUIRED, NumberField, TrimmedField, at_least, at_most, select_choices
from webui.guard import GuardedForm

OCCURS = [
    ("komt niet voor", _l("Dit komt niet voor")),
    ("komt af en toe voor", _l("Dit komt af en toe voor")),
    ("komt geregeld voor", _l("Dit komt geregeld voor")),
]
VERDICTS = [
    (Verdict.WITHIN.value, _l("Past")),
    (Verdict.PROBABLY_WITHIN.value, _l("Past waarschijnlijk")),
    (Verdict.PROBABLY_EXCEEDED.value, _l("Past waarschijnlijk niet")),
    (Verdict.EXCEEDED.value, _l("Past niet")),
]
WITHDRAWN = [("", _l("Mijn eerdere oordeel intrekken"))]


class SpokenForm(GuardedForm):
    """What is said about one point of the list, as this person has it; its title and what is told once it is kept."""

    title: LazyString
    saved: LazyString
    item = HiddenField(_l("Punt van de lijst"))
    level = HiddenField(_l("Stand"))


class AnswerForm(SpokenForm):
    title, saved = _l("Antwoord van de werkgever"), _l("Het antwoord is bewaard en telt nu mee.")
    occurs = SelectField(_l("Wat zegt de werkgever?"), [CHOSEN], choices=select_choices(OCCURS))
    amount = NumberField(_l("Hoeveel"))
    words = TextAreaField(
        _l("In de woorden van de werkgever"), [REQUIRED, at_least(2), at_most(1000)], render_kw={"rows": 3}
    )
    informant = TrimmedField(_l("Wie gaf het antwoord (functie)"), [REQUIRED, at_least(2), at_most(200)])
    answered_on = DateField(_l("Op welke dag"), [DAY, behind])


class JudgementForm(SpokenForm):
    title, saved = _l("Eigen oordeel met reden"), _l("Uw oordeel is bewaard, met de reden.")
    verdict = SelectField(_l("Uw oordeel"), choices=select_choices(VERDICTS + WITHDRAWN))
    reason = TextAreaField(
        _l("Reden (verplicht, minstens 10 tekens)"), [REQUIRED, at_least(10), at_most(2000)], render_kw={"rows": 3}
    )
