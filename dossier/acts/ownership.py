"""Who keeps the file of a case: the coach, or without an agency the employer or the employee (U-05)."""

from datetime import datetime

from sqlmodel import Session

from dossier.acts.entry import ROLE_NAMES, require_party
from dossier.errors import InvalidInputError
from dossier.model.case import ReintegrationCase
from dossier.model.people import Account, Role
from dossier.storage.course import owner_of

MAKES = {
    Role.COACH.value: ("employer", "employee", "coach"),
    Role.EMPLOYEE.value: ("employee", "employer"),
    Role.EMPLOYER.value: ("employer",),
}
"""For whom each makes bundles: nobody makes one with more in it than the maker reads."""


def require_owner(session: Session, actor: Account, case: ReintegrationCase, now: datetime) -> None:
    """A report is written by the one who keeps the file."""
    require_party(session, actor, case, now)
    owner = owner_of(session, case)
    if actor.role != owner:
        raise InvalidInputError("actor", ROLE_NAMES.get(actor.role, actor.role), ROLE_NAMES[owner.value])


def receivers_for(actor: Account, case: ReintegrationCase) -> tuple[str, ...]:
    """For whom this person makes bundles of this case; with a coach only the coach makes them (matrix row 26)."""
    if case.coach_id is not None and actor.role != Role.COACH:
        return ()
    return MAKES.get(actor.role, ())


def require_receiver(actor: Account, case: ReintegrationCase, receiver: str) -> None:
    allowed = receivers_for(actor, case)
    if receiver not in allowed:
        names = ", ".join(ROLE_NAMES[one] for one in allowed)
        raise InvalidInputError("receiver", receiver, names or "niets: de loopbaancoach maakt bundels")
