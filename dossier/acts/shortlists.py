"""Deciding about a vacancy: on the board, or not suitable with a reason (U-30)."""

from datetime import datetime
from enum import StrEnum

from pydantic import Field, model_validator
from sqlmodel import Session

from dossier.acts.entry import Input, account_id, case_id_of, read_input, record_entry, row_content
from dossier.acts.free_text import CONFIRMED, confirmed_words
from dossier.errors import InvalidInputError
from dossier.evidence.kind import EntryKind
from dossier.evidence.signing import Signer
from dossier.model.case import ReintegrationCase
from dossier.model.match import ShortlistEntry, ShortlistState
from dossier.model.people import Account
from dossier.storage.applications import applied_vacancy
from dossier.storage.shortlists import entry_for, kept_entry

FIELDS = ("vacancy_id", "state", "reason_code", "note")


class DismissalReason(StrEnum):
    """Why a proposed vacancy is not pursued (U-30): neutral codes, no medical words."""

    TRAVEL_TIME = "TRAVEL_TIME"
    HOURS = "HOURS"
    LIMITATIONS_EXCEEDED = "LIMITATIONS_EXCEEDED"
    WAGE_BELOW = "WAGE_BELOW"
    QUALIFICATION_MISSING = "QUALIFICATION_MISSING"
    VACANCY_CLOSED = "VACANCY_CLOSED"
    OTHER = "OTHER"


REASON_NAMES = {
    DismissalReason.TRAVEL_TIME: "reistijd te lang",
    DismissalReason.HOURS: "uren passen niet",
    DismissalReason.LIMITATIONS_EXCEEDED: "past niet bij de mogelijkheden",
    DismissalReason.WAGE_BELOW: "loon te laag",
    DismissalReason.QUALIFICATION_MISSING: "opleiding of ervaring ontbreekt",
    DismissalReason.VACANCY_CLOSED: "vacature gesloten",
    DismissalReason.OTHER: "andere reden",
}
"""How a page names each reason."""


class ShortlistIn(Input):
    """A decision about a vacancy."""

    state: ShortlistState
    reason_code: DismissalReason | None = None
    note: str | None = Field(default=None, max_length=2000)

    @model_validator(mode="after")
    def check_reason(self) -> "ShortlistIn":
        """U-30: no dismissal without a reason, no reason without a dismissal."""
        dismissed = self.state is ShortlistState.DISMISSED
        if dismissed and self.reason_code is None:
            raise InvalidInputError("reason_code", "", ", ".join(DismissalReason))
        if not dismissed and self.reason_code is not None:
            raise InvalidInputError("reason_code", self.reason_code.value, f"alleen bij '{ShortlistState.DISMISSED}'")
        return self


def shortlist_vacancy(  # noqa: PLR0913 - one argument per field of the form
    session: Session,
    case: ReintegrationCase,
    vacancy_id: str,
    *,
    actor: Account,
    state: ShortlistState | str = ShortlistState.LOOK,
    reason_code: DismissalReason | str | None = None,
    note: str | None = None,
    confirmed: bool = False,
    origin: str | None = None,
    now: datetime,
    signer: Signer,
) -> ShortlistEntry:
    """Put a vacancy on the board or move it; the earlier decision stays in the log.

    `origin` says from which row of which list the vacancy was taken over.
    """
    values = {"state": state, "reason_code": reason_code, "note": note, CONFIRMED: confirmed}
    given = read_input(ShortlistIn, values)
    vacancy = applied_vacancy(session, vacancy_id)
    row = kept_entry(session, case_id_of(case), vacancy_id)
    if row is None:
        row = ShortlistEntry(
            case_id=case_id_of(case), vacancy_id=vacancy_id, state="", decided_by=account_id(actor), decided_at=now
        )
    row.state = given.state.value
    row.reason_code = None if given.reason_code is None else given.reason_code.value
    row.note, row.decided_by, row.decided_at = given.note or None, account_id(actor), now
    session.add(row)
    session.flush()
    content = row_content(row, FIELDS) | {"title": vacancy.title, "employer": vacancy.employer} | confirmed_words(given)
    content |= {"origin": origin} if origin else {}
    record_entry(session, case, EntryKind.SHORTLISTED, content, actor=actor, now=now, signer=signer)
    return row


def mark_applied(
    session: Session, case: ReintegrationCase, vacancy_id: str, *, actor: Account, now: datetime, signer: Signer
) -> ShortlistEntry:
    """Move a vacancy to "gesolliciteerd" once an application to it is logged; what was noted about it stays."""
    known = entry_for(session, case_id_of(case), vacancy_id)
    note = None if known is None else known.note
    return shortlist_vacancy(
        session,
        case,
        vacancy_id,
        state=ShortlistState.APPLIED,
        note=note,
        confirmed=True,
        actor=actor,
        now=now,
        signer=signer,
    )


def dismiss_vacancy(
    session: Session,
    case: ReintegrationCase,
    vacancy_id: str,
    *,
    actor: Account,
    reason_code: DismissalReason | str,
    note: str | None = None,
    now: datetime,
    signer: Signer,
) -> ShortlistEntry:
    """Not suitable, and why."""
    return shortlist_vacancy(
        session,
        case,
        vacancy_id,
        actor=actor,
        state=ShortlistState.DISMISSED,
        reason_code=reason_code,
        note=note,
        now=now,
        signer=signer,
    )
