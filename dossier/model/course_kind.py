"""The kinds that the course of a case knows: plain words, so that the rules may name them without a database."""

from enum import StrEnum


class CaseType(StrEnum):
    """Who pays: an employer, or UWV or a self-insured employer in its place (seed 94)."""

    EMPLOYER = "EMPLOYER"
    SAFETY_NET = "SICKNESS_ACT"


class LedBy(StrEnum):
    """Who keeps the file: an agency, or employer and employee together, one of the two leading (U-05, seed 6)."""

    AGENCY = "AGENCY"
    EMPLOYER = "EMPLOYER"
    EMPLOYEE = "EMPLOYEE"


class PauseGround(StrEnum):
    """Why the track rests, never a medical reason (rules 1c); an interruption is a recovery under four weeks."""

    NO_USABLE_CAPACITY = "NO_USABLE_CAPACITY"
    MARGINAL_CAPACITY = "MARGINAL_CAPACITY"
    CONCRETE_PROSPECT_TRACK1 = "CONCRETE_PROSPECT_TRACK1"
    PENSION_AGE_AGREED = "PENSION_AGE_AGREED"
    PREGNANCY_LEAVE = "PREGNANCY_LEAVE"
    HOLIDAY = "HOLIDAY"
    ADVICE_OCCUPATIONAL_PHYSICIAN = "ADVICE_OCCUPATIONAL_PHYSICIAN"
    INTERRUPTION = "INTERRUPTION"


class PlacementKind(StrEnum):
    WORK_EXPERIENCE = "WORK_EXPERIENCE"
    SECONDMENT = "SECONDMENT"
    EMPLOYED = "EMPLOYED"
    TRIAL = "TRIAL"


class JointKind(StrEnum):
    """What employer and employee make together; with the coach at the table where there is one (seed 86)."""

    ACTION_PLAN = "plan van aanpak"
    AMENDMENT = "bijstelling plan van aanpak"
    EVALUATION = "evaluatie plan van aanpak"
    FIRST_YEAR = "eerstejaarsevaluatie"
    INTAKE = "driegesprek bij de intake"
