"""What every act does: read its input, name its actor and write its one log entry."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from sqlmodel import Session, SQLModel

from dossier.acts.free_text import check_characters, check_texts
from dossier.errors import InvalidInputError, NotFoundError
from dossier.evidence.kind import EntryKind
from dossier.evidence.log import append_entry
from dossier.evidence.signing import Signer
from dossier.model.case import ReintegrationCase
from dossier.model.evidence import LogEntry
from dossier.model.people import Account, Role
from dossier.rules.access import may, may_in
from dossier.storage.cases import reaches_case

LONGEST_DAYS = 5 * 365
"""Two years of waiting, one of sanction, interruptions, leave and what follows: no plan of a case lies further."""
AMSTERDAM = ZoneInfo("Europe/Amsterdam")
ROLE_NAMES = {
    Role.EMPLOYEE.value: "werknemer",
    Role.COACH.value: "loopbaancoach",
    Role.EMPLOYER.value: "werkgever",
    Role.ADMIN.value: "beheerder",
}
STAMPS = (
    "case_id",
    "created_at",
    "recorded_at",
    "recorded_by",
    "uploaded_at",
    "uploaded_by",
    "decided_at",
    "decided_by",
    "made_at",
    "made_by",
    "released_at",
)
"""Whose case it is, who wrote the row and when: in the log too, so that nobody can move them unnoticed."""
ALLOWED = {
    "missing": "een waarde: dit veld is verplicht",
    "string_too_short": "een tekst van minstens {min_length} teken(s)",
    "string_too_long": "een tekst van hoogstens {max_length} tekens",
    "string_unicode": "tekst zonder kapotte tekens",
    "enum": "{expected}",
    "literal_error": "{expected}",
    "greater_than": "meer dan {gt}",
    "greater_than_equal": "minstens {ge}",
    "less_than_equal": "hoogstens {le}",
    "too_long": "hoogstens {max_length} regels",
    "too_short": "minstens {min_length} regel(s)",
    "extra_forbidden": "alleen de velden van dit formulier",
}


class Input(BaseModel):
    """What comes in from outside: spaces trimmed, unknown fields refused."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)
    confirmed_words: bool = Field(default=False, exclude=True)
    """Words about health stay although they were pointed out (V-16): kept in the log entry and nowhere else."""


Read = TypeVar("Read", bound=BaseModel)


def read_input(kind: type[Read], values: Read | Mapping[str, Any]) -> Read:
    """The checked input, or the first thing that is wrong with it: field, value and what is allowed.

    Every text goes past the guard here, so that no page, door or script can pass it.
    """
    given = values if isinstance(values, kind) else _validate(kind, values)
    check_characters(given)
    check_texts(given)
    return given


def _validate(kind: type[Read], values: Read | Mapping[str, Any]) -> Read:
    try:
        return kind.model_validate(dict(values))
    except ValidationError as error:
        fault = error.errors()[0]
        field = ".".join(str(part) for part in fault["loc"]) or kind.__name__
        raise InvalidInputError(field, _shown(fault["input"]), allowed_text(fault)) from error


def _shown(value: object) -> object:
    """A missing value is shown as empty, not as the whole form around it."""
    return "" if isinstance(value, Mapping) else value


def allowed_text(fault: Mapping[str, Any]) -> str:
    """What pydantic would have accepted, in Dutch."""
    kind = str(fault["type"])
    if kind.startswith("date"):
        return "een datum zoals 2026-03-01"
    if kind.startswith(("int", "decimal", "float")):
        return "een getal"
    if kind not in ALLOWED:
        return str(fault["msg"])  # may hold braces of its own, as the pattern of a postcode does
    return ALLOWED[kind].format(**fault.get("ctx", {})).replace("' or '", "' of '")


def dutch_day(now: datetime) -> date:
    """The day of a moment as people in the Netherlands call it."""
    return now.astimezone(AMSTERDAM).date()


def check_day(field: str, day: date | None, *, case: ReintegrationCase, now: datetime) -> None:
    """Backdating is allowed and visible (U-15); the future and the time before the illness are mistakes."""
    today = dutch_day(now)
    if day is not None and not case.first_sick_day <= day <= today:
        raise InvalidInputError(field, day.isoformat(), f"van {case.first_sick_day} tot en met {today}")


def check_near(field: str, day: date | None, *, case: ReintegrationCase) -> None:
    """A day that may lie ahead, as a plan does, but within the years that a case can last."""
    last = case.first_sick_day + timedelta(days=LONGEST_DAYS)
    if day is not None and not case.first_sick_day <= day <= last:
        raise InvalidInputError(field, day.isoformat(), f"van {case.first_sick_day} tot en met {last}")


def actor_name(actor: Account | str) -> str:
    """'Bram de Wit (loopbaancoach)': who did it, in which function (U-14)."""
    return actor if isinstance(actor, str) else f"{actor.name} ({ROLE_NAMES.get(actor.role, actor.role)})"


def account_id(actor: Account) -> int:
    assert actor.id is not None
    return actor.id


def case_id_of(case: ReintegrationCase) -> int:
    assert case.id is not None
    return case.id


CASE_NOT_FOUND = "Dit dossier is niet gevonden."
OWN_COACH_ALONE = frozenset(
    {
        EntryKind.COVER_GIVEN,
        EntryKind.COVER_ENDED,
        EntryKind.ERASURE_ASKED,
        EntryKind.ERASURE_WITHDRAWN,
        EntryKind.CONTENT_ERASED,
        EntryKind.HOLD_PLACED,
    }
)
"""What a colleague who stands in leaves to the coach: who is in the case, and what is taken out of it (V-17)."""
FROM_OUTSIDE = frozenset({EntryKind.CASE_OPENED, EntryKind.HANDED_OVER})
"""Before the first and after the second the actor may be no party of the case; a hand-over asks it beforehand."""


def require_party(session: Session, actor: Account, case: ReintegrationCase, now: datetime) -> None:
    """Only who belongs to a case today acts in it: a coach who handed it over no longer does (V-21).

    To anyone else it is not there, whatever was filled in.
    """
    is_party = {
        Role.EMPLOYEE.value: actor.id == case.employee_id,
        Role.COACH.value: actor.id == case.coach_id,
        Role.EMPLOYER.value: actor.organisation_id == case.employer_id,
    }
    if not (is_party.get(actor.role, True) or reaches_case(session, actor, case, on=dutch_day(now))):
        raise NotFoundError(CASE_NOT_FOUND)


def stands_in(actor: Account, case: ReintegrationCase) -> bool:
    """Is this a coach who is not the coach of the case?"""
    return actor.role == Role.COACH and actor.id != case.coach_id


def require_no_stand_in(actor: Account, case: ReintegrationCase) -> None:
    """Some acts are the coach's own, and for who stands in they are not there."""
    if stands_in(actor, case):
        raise NotFoundError(CASE_NOT_FOUND)


def require_right(actor: Account, row: int, *rights: str) -> None:
    """One of these rights on this row of the matrix."""
    if not any(may(actor.role, row, right) for right in rights):
        allowed = [name for role, name in ROLE_NAMES.items() if any(may(role, row, right) for right in rights)]
        raise InvalidInputError("actor", ROLE_NAMES.get(actor.role, actor.role), ", ".join(allowed))


def require_act(actor: Account, case: ReintegrationCase, row: int, right: str) -> None:
    """This right in this case: the coach's act, or in a case without one that of who stands in (U-05)."""
    has_coach = case.coach_id is not None
    if not may_in(actor.role, row, right, has_coach=has_coach):
        allowed = [name for role, name in ROLE_NAMES.items() if may_in(role, row, right, has_coach=has_coach)]
        raise InvalidInputError("actor", ROLE_NAMES.get(actor.role, actor.role), ", ".join(allowed))


def fields_of(kind: type[Input]) -> list[str]:
    """The fields that a row keeps: not how they were confirmed."""
    return [name for name, field in kind.model_fields.items() if not field.exclude]


def row_content(row: SQLModel, fields: Iterable[str]) -> dict[str, Any]:
    """The fields of a row as the log keeps them, with which row it is: so the row can be checked against the log."""
    stamps = (name for name in STAMPS if name in type(row).model_fields)
    values = {name: getattr(row, name) for name in (*stamps, *fields)}
    return {"record": str(row.__tablename__), "record_id": getattr(row, "id", None), **values}


def record_entry(
    session: Session,
    case: ReintegrationCase,
    kind: EntryKind,
    content: dict[str, Any],
    *,
    actor: Account | str,
    now: datetime,
    signer: Signer,
    occurred_on: date | None = None,
) -> LogEntry:
    """The one entry of an act; without a day of its own the thing happened today.

    Every act ends here, so here it is asked once whether the actor belongs to the case.
    """
    if isinstance(actor, Account) and kind not in FROM_OUTSIDE:
        require_party(session, actor, case, now)
        if kind in OWN_COACH_ALONE:
            require_no_stand_in(actor, case)
    return append_entry(
        session,
        case_id_of(case),
        kind=kind.value,
        content=content,
        actor=actor_name(actor),
        occurred_on=occurred_on or dutch_day(now),
        recorded_at=now,
        signer=signer,
    )
