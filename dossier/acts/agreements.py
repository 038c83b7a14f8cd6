"""Agreements and assignments: who does what before which day, and what became of it (seeds 13, 87)."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from pydantic import Field
from sqlmodel import Session

from dossier.acts.entry import (
    ROLE_NAMES,
    Input,
    account_id,
    case_id_of,
    check_day,
    check_near,
    fields_of,
    read_input,
    record_entry,
    row_content,
)
from dossier.acts.free_text import confirmed_words
from dossier.acts.reason import read_reason
from dossier.errors import InvalidInputError
from dossier.evidence.kind import EntryKind
from dossier.evidence.signing import Signer
from dossier.model.agreement import Agreement, AgreementOwner, AgreementState
from dossier.model.case import ReintegrationCase
from dossier.model.people import Account, Role
from dossier.storage.activities import get_contact
from dossier.storage.agreements import get_agreement

NEEDS_REASON = frozenset({AgreementState.NOT_KEPT, AgreementState.DROPPED})


class AgreementIn(Input):
    """Who does what, since when and before which day; `contact_id` is the conversation in which it was made."""

    what: str = Field(min_length=1, max_length=1000)
    owner: AgreementOwner
    made_on: date
    due_on: date
    contact_id: int | None = None


class SettlingIn(Input):
    """What became of it; back to open takes an earlier answer away, which stays in the log."""

    state: AgreementState
    settled_on: date | None = None
    settled_why: str | None = Field(default=None, max_length=2000)


FIELDS = (*fields_of(AgreementIn), *fields_of(SettlingIn))


def add_agreement(
    session: Session,
    case: ReintegrationCase,
    values: AgreementIn | Mapping[str, Any],
    *,
    actor: Account,
    now: datetime,
    signer: Signer,
) -> Agreement:
    """A new agreement, made in a conversation or apart."""
    given = read_input(AgreementIn, values)
    _check_owner(actor, given.owner, case)
    _check(session, given, case, now)
    row = Agreement(case_id=case_id_of(case), recorded_at=now, recorded_by=account_id(actor), **_fields(given))
    kind, more = EntryKind.AGREEMENT_SAVED, confirmed_words(given)
    return _keep(session, case, row, kind, more, occurred_on=row.made_on, actor=actor, now=now, signer=signer)


def settle_agreement(
    session: Session,
    case: ReintegrationCase,
    agreement_id: int,
    values: SettlingIn | Mapping[str, Any],
    *,
    actor: Account,
    now: datetime,
    signer: Signer,
) -> Agreement:
    """Kept, not kept or dropped on a day, with the reason where it was not kept; or open again."""
    given = read_input(SettlingIn, values)
    row = get_agreement(session, case_id_of(case), agreement_id)
    _check_owner(actor, AgreementOwner(row.owner), case)
    if given.state in NEEDS_REASON and not given.settled_why:
        raise InvalidInputError("settled_why", "", "de reden waarom dit niet is nagekomen of is vervallen")
    is_open = given.state is AgreementState.OPEN
    if not is_open:
        _check_settled(given.settled_on, row.made_on, case, now)
    row.state = given.state.value
    row.settled_on = None if is_open else given.settled_on
    row.settled_why = None if is_open else given.settled_why or None
    kind, more = EntryKind.AGREEMENT_SETTLED, confirmed_words(given)
    return _keep(session, case, row, kind, more, occurred_on=row.settled_on, actor=actor, now=now, signer=signer)


def correct_agreement(
    session: Session,
    case: ReintegrationCase,
    agreement_id: int,
    values: AgreementIn | Mapping[str, Any],
    *,
    reason: str | None,
    actor: Account,
    now: datetime,
    signer: Signer,
) -> Agreement:
    """The same agreement, told better; what stood there stays readable in the log (U-31)."""
    given = read_input(AgreementIn, values)
    why = read_reason(reason, confirmed=given.confirmed_words)
    row = get_agreement(session, case_id_of(case), agreement_id)
    for owner in (AgreementOwner(row.owner), given.owner):
        _check_owner(actor, owner, case)
    _check(session, given, case, now)
    if row.settled_on is not None and row.settled_on < given.made_on:
        raise InvalidInputError("made_on", given.made_on.isoformat(), f"een dag tot en met {row.settled_on}")
    for name, value in _fields(given).items():
        setattr(row, name, value)
    kind, more = EntryKind.AGREEMENT_CORRECTED, {"reason": why.reason} | confirmed_words(given, why)
    return _keep(session, case, row, kind, more, occurred_on=row.made_on, actor=actor, now=now, signer=signer)


def may_keep(actor: Account, owner: str, case: ReintegrationCase) -> bool:
    """The coach keeps every agreement, the employee the own (matrix row 21); without a coach so does the employer."""
    if actor.role == Role.EMPLOYER and case.coach_id is not None:
        return False
    return actor.role == Role.COACH or ROLE_NAMES.get(actor.role) == owner


def _check_owner(actor: Account, owner: AgreementOwner, case: ReintegrationCase) -> None:
    if not may_keep(actor, owner.value, case):
        allowed = f"de {ROLE_NAMES[Role.COACH.value]}, of de werknemer over een eigen afspraak"
        raise InvalidInputError("owner", owner.value, allowed)


def _fields(given: AgreementIn) -> dict[str, Any]:
    return given.model_dump() | {"owner": given.owner.value}


def _check(session: Session, given: AgreementIn, case: ReintegrationCase, now: datetime) -> None:
    check_day("made_on", given.made_on, case=case, now=now)
    check_near("due_on", given.due_on, case=case)
    if given.due_on < given.made_on:
        raise InvalidInputError("due_on", given.due_on.isoformat(), f"een dag vanaf {given.made_on}")
    if given.contact_id is not None:
        get_contact(session, case_id_of(case), given.contact_id)


def _check_settled(settled_on: date | None, made_on: date, case: ReintegrationCase, now: datetime) -> None:
    if settled_on is None:
        raise InvalidInputError("settled_on", "", "een waarde: dit veld is verplicht")
    check_day("settled_on", settled_on, case=case, now=now)
    if settled_on < made_on:
        raise InvalidInputError("settled_on", settled_on.isoformat(), f"een dag vanaf {made_on}")


def _keep(  # noqa: PLR0913 - who, when and signed with what go along with every act
    session: Session,
    case: ReintegrationCase,
    row: Agreement,
    kind: EntryKind,
    more: dict[str, Any],
    *,
    occurred_on: date | None,
    actor: Account,
    now: datetime,
    signer: Signer,
) -> Agreement:
    session.add(row)
    session.flush()
    content = row_content(row, FIELDS) | more
    record_entry(session, case, kind, content, actor=actor, now=now, signer=signer, occurred_on=occurred_on)
    return row
