"""What a placement must say: the form, who may have a trial, and what makes it lasting (rules 3g, W-06)."""

from datetime import date

from dossier.errors import InvalidInputError
from dossier.model.course_kind import CaseType, PlacementKind
from dossier.rules.parameter import days_on
from dossier.rules.terms import add_months

KIND_NAMES = {
    PlacementKind.WORK_EXPERIENCE: "werkervaringsplaats",
    PlacementKind.SECONDMENT: "detachering",
    PlacementKind.EMPLOYED: "nieuw dienstverband",
    PlacementKind.TRIAL: "proefplaatsing",
}


def check_placement(
    kind: str,
    *,
    case_type: str,
    starts_on: date,
    ends_on: date | None,
    structural: bool,
    structural_reason: str | None,
) -> None:
    """P-02: a trial placement is for people with a benefit; W-06: lasting work needs a reason."""
    if ends_on is not None and ends_on < starts_on:
        raise InvalidInputError("ends_on", ends_on.isoformat(), f"een dag vanaf {starts_on}")
    if kind == PlacementKind.TRIAL:
        check_trial(case_type, starts_on, ends_on)
    if structural and not structural_reason:
        raise InvalidInputError("structural_reason", "", "waarom dit werk naar verwachting blijft (W-06)")


def check_trial(case_type: str, starts_on: date, ends_on: date | None) -> None:
    """Not for an employee whose wage is paid on; at most six months (P-02)."""
    if case_type != CaseType.SAFETY_NET:
        others = ", ".join(name for kind, name in KIND_NAMES.items() if kind is not PlacementKind.TRIAL)
        allowed = f"{others}; een proefplaatsing is er alleen voor mensen met een uitkering (P-02)"
        raise InvalidInputError("kind", KIND_NAMES[PlacementKind.TRIAL], allowed)
    latest = add_months(starts_on, days_on("course", "trial_months", starts_on))
    if ends_on is None or ends_on > latest:
        allowed = f"een dag tot en met {latest}: hoogstens zes maanden (P-02)"
        raise InvalidInputError("ends_on", "" if ends_on is None else ends_on.isoformat(), allowed)
