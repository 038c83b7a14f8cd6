"""Asking for an erasure, and forbidding one for a while."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import DateField, SelectField

from dossier.model.erasure import ErasureGround, HoldGround, RecordGround
from webui.forms.days import from_today
from webui.forms.fields import DAY, REQUIRED, TrimmedField, select_choices

GROUNDS = [
    (ErasureGround.RETENTION.value, _l("De bewaartermijn is voorbij")),
    (ErasureGround.REQUEST.value, _l("De werknemer vraagt het (AVG artikel 17)")),
    (ErasureGround.UNFOUNDED.value, _l("Het dossier is ten onrechte aangelegd")),
]
PIECE_GROUNDS = [
    (RecordGround.HEALTH.value, _l("Het gaat over gezondheid of is privé")),
    (RecordGround.MISTAKE.value, _l("Het is bij vergissing vastgelegd of klopt niet")),
    (RecordGround.REQUEST.value, _l("De werknemer vraagt het (AVG artikel 17)")),
]
HOLD_GROUNDS = [
    (HoldGround.OBJECTION.value, _l("Bezwaar of beroep")),
    (HoldGround.SANCTION.value, _l("Er loopt een loonsanctie")),
    (HoldGround.DISPUTE.value, _l("Geschil of klacht")),
    (HoldGround.SUPERVISION.value, _l("Vraag van een toezichthouder")),
    (HoldGround.AGREEMENT.value, _l("Blijvende afspraken")),
]


class ErasureForm(FlaskForm):  # type: ignore[misc]
    ground = SelectField(_l("Waarom mag dit dossier weg?"), choices=select_choices(GROUNDS))


class PieceForm(FlaskForm):  # type: ignore[misc]
    ground = SelectField(_l("Waarom mag dit weg?"), choices=select_choices(PIECE_GROUNDS))


class HoldForm(FlaskForm):  # type: ignore[misc]
    ground = SelectField(_l("Waarom moet dit dossier blijven?"), choices=select_choices(HOLD_GROUNDS))
    until = DateField(_l("Tot en met"), [DAY, from_today])


class ConfirmForm(FlaskForm):  # type: ignore[misc]
    number = TrimmedField(_l("Typ het nummer van het dossier over"), [REQUIRED])
