"""The course of a case: its next status, and each of its parts with the fields that the law asks for."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, DateField, IntegerField, SelectField, SelectMultipleField, TextAreaField
from wtforms.validators import InputRequired, NumberRange, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from dossier.acts.course import EarlyGround, Explored
from dossier.acts.sanctions import SanctionKind
from dossier.model.course_kind import CaseType, JointKind, LedBy, PauseGround, PlacementKind
from dossier.rules.case_end import EndReason
from dossier.rules.parties import PartyFunction
from webui.core_names import core_name
from webui.forms.days import NotBefore, behind, from_today, under_this_law, within_reach
from webui.forms.fields import DAY, REQUIRED, NumberField, TrimmedField, at_most, select_choices
from webui.guard import GuardedForm

STATUSES = [
    ("REGISTERED", _l("Aangemeld")),
    ("INTAKE", _l("Intake")),
    ("PLAN_SIGNED", _l("Plan ondertekend")),
    ("ORIENTATION", _l("Oriëntatie")),
    ("ACTIVE_SEARCH", _l("Actief zoeken")),
    ("PLACEMENT", _l("Plaatsing")),
    ("CLOSED", _l("Gesloten")),
]
ENDS = [
    ("", _l("Niet van toepassing")),
    (EndReason.NEW_WORK.value, _l("Werk bij een andere werkgever")),
    (EndReason.OWN_WORK.value, _l("Terug in eigen werk")),
    (EndReason.OTHER_WORK_OWN_EMPLOYER.value, _l("Ander werk bij de eigen werkgever")),
    (EndReason.WAITING_PERIOD_ENDED.value, _l("Einde van de wachttijd")),
    (EndReason.NO_CAPACITY.value, _l("Geen mogelijkheden volgens de bedrijfsarts")),
    (EndReason.NO_SENSE_IN_GOING_ON.value, _l("Een vervolg heeft geen zin meer")),
    (EndReason.PENSION_AGE.value, _l("AOW-leeftijd, afgesproken door beiden")),
    (EndReason.CONTRACT_ENDED.value, _l("Einde van het dienstverband")),
    (EndReason.OTHER.value, _l("Andere reden")),
]
GROUNDS = [
    (PauseGround.HOLIDAY.value, _l("Vakantie")),
    (PauseGround.CONCRETE_PROSPECT_TRACK1.value, _l("Concreet uitzicht in spoor 1")),
    (PauseGround.NO_USABLE_CAPACITY.value, _l("Geen benutbare mogelijkheden")),
    (PauseGround.MARGINAL_CAPACITY.value, _l("Marginale mogelijkheden")),
    (PauseGround.ADVICE_OCCUPATIONAL_PHYSICIAN.value, _l("Advies van de bedrijfsarts")),
    (PauseGround.PENSION_AGE_AGREED.value, _l("AOW-leeftijd, afgesproken door beiden")),
    (PauseGround.PREGNANCY_LEAVE.value, _l("Zwangerschaps- of bevallingsverlof")),
    (PauseGround.INTERRUPTION.value, _l("Hersteld gemeld, korter dan vier weken")),
]
PLACEMENTS = [
    (PlacementKind.WORK_EXPERIENCE.value, _l("Werkervaringsplaats")),
    (PlacementKind.SECONDMENT.value, _l("Detachering")),
    (PlacementKind.EMPLOYED.value, _l("Nieuw dienstverband")),
    (PlacementKind.TRIAL.value, _l("Proefplaatsing (alleen met een uitkering)")),
]
EXPLORED = [
    (Explored.OPEN.value, _l("Nog niet onderzocht")),
    (Explored.POSSIBLE.value, _l("Onderzocht: mogelijk")),
    (Explored.IMPOSSIBLE.value, _l("Onderzocht: niet mogelijk")),
]
EARLY = [
    (EarlyGround.JOB_GONE.value, _l("De eigen functie bestaat niet meer")),
    (EarlyGround.JOB_UNSUITABLE.value, _l("De eigen functie past niet meer")),
    (EarlyGround.JOB_UNADAPTABLE.value, _l("De eigen functie kan niet worden aangepast")),
    (EarlyGround.NO_OTHER_JOB.value, _l("Er is geen andere functie in de organisatie of holding")),
]
CASE_TYPES = [
    (CaseType.EMPLOYER.value, _l("Werkgever betaalt het loon door")),
    (CaseType.SAFETY_NET.value, _l("Vangnet: UWV of eigenrisicodrager")),
]
LEADERS = [
    (LedBy.AGENCY.value, _l("Een re-integratiebureau")),
    (LedBy.EMPLOYER.value, _l("De werkgever met de werknemer, zonder bureau")),
    (LedBy.EMPLOYEE.value, _l("De werknemer zelf, zonder bureau")),
]
YES_NO = [("", _l("Niet van toepassing")), ("true", _l("Ja")), ("false", _l("Nee"))]
JOINT_KINDS = [(kind.value, core_name(kind.value)) for kind in JointKind]
FUNCTIONS = [(one.value, one.value) for one in PartyFunction]
SANCTIONS = [
    (SanctionKind.SUBSTANTIVE.value, _l("Inhoudelijk: te weinig inspanningen")),
    (SanctionKind.ADMINISTRATIVE.value, _l("Administratief: verslag ontbreekt of is niet compleet")),
]
PARTIES = [("employee", _l("De werknemer")), ("employer", _l("De werkgever")), ("coach", _l("De coach"))]


class ChecksField(SelectMultipleField):  # type: ignore[misc]
    """Several may be ticked; none is fine too."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class MoveForm(GuardedForm):
    """The next status; the last three fields only where the track ends."""

    status = SelectField(_l("Volgende stand"))
    moved_on = DateField(_l("Vanaf"), [DAY, behind])
    end_reason = SelectField(_l("Reden van beëindiging"), choices=select_choices(ENDS), default="")
    end_explanation = TextAreaField(_l("Toelichting bij het einde"), [at_most(2000)], render_kw={"rows": 2})
    end_document = TrimmedField(_l("Document bij het einde, met datum"), [at_most(300)])


class CourseForm(GuardedForm):
    case_type = SelectField(_l("Soort dossier"), choices=select_choices(CASE_TYPES))
    led_by = SelectField(_l("Wie houdt het dossier bij"), choices=select_choices(LEADERS))
    own_job = SelectField(_l("1. Eigen werk"), choices=select_choices(EXPLORED))
    own_job_why = TextAreaField(_l("Eigen werk: waarom"), [at_most(1000)], render_kw={"rows": 2})
    other_job = SelectField(_l("2. Ander werk bij de eigen werkgever"), choices=select_choices(EXPLORED))
    other_job_why = TextAreaField(_l("Ander werk: waarom"), [at_most(1000)], render_kw={"rows": 2})
    elsewhere = SelectField(_l("3. Werk bij een andere werkgever"), choices=select_choices(EXPLORED))
    elsewhere_why = TextAreaField(_l("Andere werkgever: waarom"), [at_most(1000)], render_kw={"rows": 2})
    early_grounds = ChecksField(_l("Gronden voor een vroege start (voor week 46)"), choices=select_choices(EARLY))
    early_document = TrimmedField(_l("Document bij de vroege start, met datum"), [at_most(300)])
    track_one = TextAreaField(_l("Spoor 1 daarnaast"), [at_most(2000)], render_kw={"rows": 2})
    goal = TextAreaField(_l("Doel van spoor 2"), [at_most(1000)], render_kw={"rows": 2})
    extended_until = DateField(_l("Verlengd tot en met"), [Optional(), within_reach])
    extension_reason = TextAreaField(_l("Reden van de verlenging"), [at_most(1000)], render_kw={"rows": 2})


class PauseForm(GuardedForm):
    ground = SelectField(_l("Grond"), choices=select_choices(GROUNDS))
    starts_on = DateField(_l("Eerste dag"), [DAY, within_reach])
    ends_on = DateField(_l("Laatste dag"), [Optional(), within_reach, NotBefore("starts_on")])
    document = TrimmedField(_l("Document waaruit dit blijkt"), [REQUIRED, at_most(300)])
    document_dated = DateField(_l("Datum van het document"), [DAY, behind])
    reassessed_on = DateField(_l("Opnieuw beoordeeld door de bedrijfsarts op"), [Optional(), behind])


class PlacementForm(GuardedForm):
    kind = SelectField(_l("Vorm"), choices=select_choices(PLACEMENTS))
    employer = TrimmedField(_l("Werkgever of inlener"), [REQUIRED, at_most(200)])
    job_title = TrimmedField(_l("Functie"), [REQUIRED, at_most(300)])
    starts_on = DateField(_l("Eerste dag"), [DAY, within_reach])
    ends_on = DateField(_l("Laatste dag"), [Optional(), within_reach, NotBefore("starts_on")])
    hours_per_week = NumberField(_l("Uren per week"))
    has_wage_value = BooleanField(_l("Het werk heeft loonwaarde"), default=True)
    structural = BooleanField(_l("Structureel: dit werk blijft naar verwachting"))
    structural_reason = TextAreaField(_l("Waarom structureel"), [at_most(1000)], render_kw={"rows": 2})
    agreed_on = DateField(_l("De werknemer ging akkoord op"), [Optional(), behind])
    informed_on = DateField(_l("De werknemer is ingelicht over oude rechten op"), [Optional(), behind])


class PartyForm(GuardedForm):
    function = SelectField(_l("Functie"), choices=select_choices(FUNCTIONS))
    name = TrimmedField(_l("Naam"), [REQUIRED, at_most(200)])
    organisation = TrimmedField(_l("Organisatie"), [at_most(200)])
    from_day = DateField(_l("Betrokken vanaf"), [Optional()])
    until_day = DateField(_l("Betrokken tot en met"), [Optional(), NotBefore("from_day")])


class JointForm(GuardedForm):
    kind = SelectField(_l("Stuk"), choices=select_choices(JOINT_KINDS))
    held_on = DateField(_l("Datum"), [DAY, behind])
    goal = TextAreaField(_l("Doel"), [at_most(2000)], render_kw={"rows": 2})
    actions = TextAreaField(_l("Afgesproken acties"), [at_most(4000)], render_kw={"rows": 3})
    needs_track_two = SelectField(_l("Is spoor 2 nodig"), choices=select_choices(YES_NO), default="")
    track_one_prospect = SelectField(_l("Concreet uitzicht in spoor 1"), choices=select_choices(YES_NO), default="")


class SignatureForm(GuardedForm):
    role = SelectField(_l("Wie tekende"), choices=select_choices(PARTIES))
    name = TrimmedField(_l("Naam"), [REQUIRED, at_most(200)])
    signed_on = DateField(_l("Getekend op"), [DAY, behind])
    remark = TextAreaField(_l("Opmerking bij de handtekening"), [at_most(1000)], render_kw={"rows": 2})


class SanctionForm(GuardedForm):
    letter_on = DateField(_l("Datum van de brief van UWV"), [DAY, behind])
    kind = SelectField(_l("Soort loonsanctie"), choices=select_choices(SANCTIONS))
    shortening_asked_on = DateField(_l("Bekorting gevraagd op"), [Optional(), behind, NotBefore("letter_on")])
    repair_established_on = DateField(_l("UWV stelde herstel vast op"), [Optional(), behind, NotBefore("letter_on")])
    late_days = IntegerField(
        _l("Dagen dat UWV te laat besliste"),
        [InputRequired(_l("Vul een getal in, bijvoorbeeld 0.")), NumberRange(0, 364, _l("Tussen 0 en 364 dagen."))],
        default=0,
    )


class PointForm(GuardedForm):
    shortcoming = TextAreaField(_l("Tekortkoming in de woorden van UWV"), [REQUIRED, at_most(2000)])
    repaired_on = DateField(_l("Hersteld op"), [Optional(), behind])
    repair = TextAreaField(_l("Hoe hersteld"), [at_most(2000)], render_kw={"rows": 2})


class HandOverForm(GuardedForm):
    coach_email = TrimmedField(_l("E-mailadres van de nieuwe coach"), [at_most(200)])
    reason = TextAreaField(_l("Reden van de overdracht"), [REQUIRED, at_most(1000)], render_kw={"rows": 2})
    note = TextAreaField(_l("Overdracht aan de nieuwe coach"), [at_most(4000)], render_kw={"rows": 4})


class CoverForm(GuardedForm):
    """Who stands in for the coach: a colleague of the same office, from a day until a day."""

    coach_email = TrimmedField(_l("E-mailadres van de collega die waarneemt"), [REQUIRED, at_most(200)])
    from_day = DateField(_l("Eerste dag"), [DAY, from_today])
    until_day = DateField(_l("Laatste dag"), [DAY, within_reach, NotBefore("from_day")])


class DaysForm(GuardedForm):
    """The days from which every term is counted, and the agreed number of applications."""

    job_title = TrimmedField(_l("Functie voor de ziekte"), [at_most(200)])
    first_year_evaluation = DateField(_l("Eerstejaarsevaluatie gehouden op"), [Optional(), behind])
    labour_expert_advice = DateField(_l("Advies van de arbeidsdeskundige van"), [Optional(), behind])
    track_two_start = DateField(_l("Spoor 2 gestart op"), [Optional(), within_reach])
    application_norm = IntegerField(
        _l("Afgesproken sollicitaties per vier weken"),
        [InputRequired(_l("Vul een getal in, bijvoorbeeld 4.")), NumberRange(0, 100, _l("Tussen 0 en 100."))],
    )


class NewCaseForm(GuardedForm):
    """Who it is about and since when; the employer is found by the address of someone who signs in there."""

    number = TrimmedField(_l("Dossiernummer"), [REQUIRED, at_most(40)])
    employee_name = TrimmedField(_l("Naam van de werknemer"), [REQUIRED, at_most(200)])
    employee_email = TrimmedField(_l("E-mailadres waarmee de werknemer aanmeldt"), [at_most(200)])
    employer_email = TrimmedField(_l("E-mailadres waarmee de werkgever aanmeldt"), [REQUIRED, at_most(200)])
    job_title = TrimmedField(_l("Functie voor de ziekte"), [at_most(200)])
    first_sick_day = DateField(_l("Eerste ziektedag"), [DAY, under_this_law])
