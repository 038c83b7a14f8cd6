"""Logging an application: five fields first, everything else may follow later."""

from collections.abc import Iterable

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import DateField, HiddenField, IntegerField, RadioField, SelectField, TextAreaField
from wtforms.validators import NumberRange, Optional, ValidationError

from dossier.acts.applications import Fit, Performer
from dossier.model.job_application import ApplicationResult, ApplicationWay, FoundBy, ProofKind
from dossier.model.quality_check import Seen
from webui.forms.days import behind
from webui.forms.fields import DAY, REQUIRED, TrimmedField, at_most, select_choices
from webui.guard import GuardedForm

ACCEPTED_FILES = ".pdf,.png,.jpg,.jpeg,.heic,.webp,.docx,.odt,.rtf,.msg,.eml,.txt,image/*"
WAYS = [
    (ApplicationWay.LETTER.value, _l("Brief of e-mail")),
    (ApplicationWay.WEB_FORM.value, _l("Formulier op een website")),
    (ApplicationWay.PHONE.value, _l("Gebeld")),
    (ApplicationWay.OPEN.value, _l("Open sollicitatie")),
    (ApplicationWay.AGENCY.value, _l("Ingeschreven bij een uitzendbureau")),
    (ApplicationWay.NETWORK.value, _l("Via iemand die ik ken")),
    (ApplicationWay.VISIT.value, _l("Langsgegaan")),
]
RESULTS = [
    (ApplicationResult.NO_ANSWER.value, _l("Nog geen antwoord")),
    (ApplicationResult.CONFIRMATION.value, _l("Bevestiging gekregen")),
    (ApplicationResult.REJECTION.value, _l("Afgewezen")),
    (ApplicationResult.INVITATION.value, _l("Uitgenodigd voor een gesprek")),
    (ApplicationResult.INTERVIEW.value, _l("Gesprek gehad")),
    (ApplicationResult.TRIAL.value, _l("Proefperiode of stage")),
    (ApplicationResult.OFFER.value, _l("Aanbod gekregen")),
    (ApplicationResult.ACCEPTED.value, _l("Aangenomen")),
    (ApplicationResult.DECLINED.value, _l("Zelf afgezien")),
]
PROOF_KINDS = [
    (ProofKind.CONFIRMATION.value, _l("Ontvangstbevestiging")),
    (ProofKind.SENT.value, _l("Bewijs van verzenden")),
    (ProofKind.LETTER.value, _l("Brief of e-mail")),
    (ProofKind.CV.value, _l("Cv")),
    (ProofKind.INVITATION.value, _l("Uitnodiging")),
    (ProofKind.REJECTION.value, _l("Afwijzing")),
    (ProofKind.OTHER.value, _l("Iets anders")),
]
FITS = [
    ("", _l("Weet ik niet")),
    (Fit.YES.value, _l("Ja")),
    (Fit.ADAPTED.value, _l("Ja, met een aanpassing")),
    (Fit.NO.value, _l("Nee")),
]
FINDERS = [
    (FoundBy.EMPLOYEE.value, _l("De werknemer")),
    (FoundBy.COACH.value, _l("De coach")),
    (FoundBy.EMPLOYER.value, _l("De werkgever")),
    (FoundBy.PROGRAM.value, _l("Dit programma")),
    (FoundBy.OTHER.value, _l("Iemand anders")),
]
SEEN = [
    (Seen.NOT_LOOKED.value, _l("Niet nagekeken")),
    (Seen.YES.value, _l("Ja")),
    (Seen.NOT_YET.value, _l("Nog niet")),
]
PERFORMERS = [(Performer.EMPLOYEE.value, _l("De werknemer zelf")), (Performer.COACH.value, _l("De coach"))]


class ApplicationFields(GuardedForm):
    """The columns of rules 3d that a person fills in; the others follow from the vacancy, the proofs and the log."""

    job_title = TrimmedField(_l("Functie"), [REQUIRED, at_most(300)])
    employer = TrimmedField(_l("Werkgever"), [REQUIRED, at_most(200)])
    applied_on = DateField(_l("Wanneer"), [DAY, behind])
    way = SelectField(_l("Hoe"), choices=select_choices(WAYS))
    place = TrimmedField(_l("Plaats"), [at_most(200)])
    source = TrimmedField(_l("Bron van de vacature"), [at_most(200)])
    found_by = SelectField(
        _l("Wie vond de vacature"), choices=select_choices([("", _l("Niet vastgelegd")), *FINDERS]), default=""
    )
    url = TrimmedField(_l("Adres van de vacature op internet"), [at_most(2000)])
    contact_person = TrimmedField(_l("Met wie had u contact"), [at_most(200)])
    hours = TrimmedField(_l("Uren per week"), [at_most(100)])
    wage = TrimmedField(_l("Loon"), [at_most(300)])
    search_direction = SelectField(_l("Zoekrichting"), choices=select_choices([("", _l("Geen"))]), default="")
    travel_minutes = IntegerField(
        _l("Reistijd in minuten"), [Optional(), NumberRange(0, 600, _l("Tussen 0 en 600 minuten."))]
    )
    fits_limitations = SelectField(_l("Past het werk bij wat kan"), choices=select_choices(FITS))
    performed_by = RadioField(
        _l("Wie solliciteerde"), choices=select_choices(PERFORMERS), default=Performer.EMPLOYEE.value
    )
    follow_up = TextAreaField(_l("Wat volgt"), [at_most(2000)], render_kw={"rows": 2})

    def offer_directions(self, directions: Iterable[str], kept: str | None = None) -> None:
        """The directions of the search profile, and what the row already says."""
        known = dict.fromkeys([*directions, *([kept] if kept else [])])
        self.search_direction.choices = select_choices([("", _l("Geen")), *((name, name) for name in known)])


class ApplicationForm(ApplicationFields):
    """The five that count first, with a first proof; the rest is folded away and may stay empty."""

    vacancy_id = HiddenField()
    photo = FileField(_l("Foto maken"), render_kw={"accept": "image/*", "capture": "environment"})
    file = FileField(_l("Bestand kiezen"), render_kw={"accept": ACCEPTED_FILES})
    file_kind = SelectField(_l("Wat voor bewijs"), choices=select_choices(PROOF_KINDS))


class CorrectionForm(ApplicationFields):
    """Every column of a row that is there, and why it is corrected (U-31)."""

    result = SelectField(_l("Uitkomst"), choices=select_choices(RESULTS))
    result_on = DateField(_l("Op welke dag"), [Optional(), behind])
    rejection_reason = TextAreaField(_l("Reden van afwijzing"), [at_most(2000)], render_kw={"rows": 2})
    coach_remark = TextAreaField(_l("Opmerking van de coach"), [at_most(2000)], render_kw={"rows": 2})
    reason = TextAreaField(_l("Waarom deze correctie"), [REQUIRED, at_most(2000)], render_kw={"rows": 2})


class ProofForm(FlaskForm):  # type: ignore[misc]
    """A photo made now or a file that is there; one of the two."""

    photo = FileField(_l("Foto maken"), render_kw={"accept": "image/*", "capture": "environment"})
    file = FileField(_l("Bestand kiezen"), render_kw={"accept": ACCEPTED_FILES})
    kind = SelectField(_l("Wat is het"), choices=select_choices(PROOF_KINDS))

    def validate_file(self, field: FileField) -> None:
        if not field.data and not self.photo.data:
            raise ValidationError(gettext("Kies een bestand of maak een foto."))


class QualityForm(GuardedForm):
    """The five points of U-24, each seen or not; there is no sum."""

    checked_on = DateField(_l("Nagekeken op"), [DAY, behind])
    fits_profile = SelectField(_l("De vacature past bij het zoekprofiel"), choices=select_choices(SEEN))
    fits_vacancy = SelectField(_l("De brief gaat in op wat de vacature vraagt"), choices=select_choices(SEEN))
    language = SelectField(_l("De taal is verzorgd"), choices=select_choices(SEEN))
    layout = SelectField(_l("Brief en cv zien er verzorgd uit"), choices=select_choices(SEEN))
    motivation = SelectField(_l("De motivatie is duidelijk"), choices=select_choices(SEEN))
    advice = TextAreaField(_l("Advies voor de volgende brief"), [at_most(2000), Optional()], render_kw={"rows": 2})


class ResultForm(GuardedForm):
    result = SelectField(_l("Uitkomst"), choices=select_choices(RESULTS))
    result_on = DateField(_l("Op welke dag"), [DAY, behind])
    rejection_reason = TextAreaField(_l("Reden van afwijzing"), [at_most(2000), Optional()], render_kw={"rows": 2})
    follow_up = TextAreaField(_l("Wat volgt"), [at_most(2000), Optional()], render_kw={"rows": 2})
