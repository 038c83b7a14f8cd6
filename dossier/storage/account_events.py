"""What happened to an account, kept for its owner: who came in, from where, and what was changed."""

from datetime import datetime
from enum import StrEnum

from sqlmodel import Session, col, delete, select

from dossier.model.sign_in import AccountEvent, SignInSession
from dossier.rules.sign_in import length_on


class EventKind(StrEnum):
    SIGNED_IN = "signed_in"
    SIGNED_OUT = "signed_out"
    SIGNED_OUT_ELSEWHERE = "signed_out_elsewhere"
    PASSWORD_CHANGED = "password_changed"  # noqa: S105 - the name of an event
    SECOND_STEP_SET = "second_step_set"
    SECOND_STEP_CLEARED = "second_step_cleared"
    CODES_RENEWED = "codes_renewed"
    CODE_USED = "code_used"
    PASSKEY_ADDED = "passkey_added"
    PASSKEY_REMOVED = "passkey_removed"
    PASSKEY_USED = "passkey_used"
    PASSKEY_BEHIND = "passkey_behind"
    CREATED = "created"
    LINK_ASKED = "link_asked"
    LINK_APPROVED = "link_approved"
    LINK_WITHDRAWN = "link_withdrawn"
    LINK_USED = "link_used"
    BLOCKED = "blocked"
    UNBLOCKED = "unblocked"
    UNLOCKED = "unlocked"


def record_event(
    session: Session,
    account_id: int,
    kind: EventKind,
    *,
    now: datetime,
    by: str | None = None,
    address: str = "",
    device: str = "",
) -> None:
    session.add(AccountEvent(account_id=account_id, at=now, kind=kind.value, by=by, address=address, device=device))
    session.flush()


def events_of(session: Session, account_id: int, *, most: int) -> list[AccountEvent]:
    """The latest events, newest first."""
    query = select(AccountEvent).where(AccountEvent.account_id == account_id)
    return list(session.exec(query.order_by(col(AccountEvent.at).desc(), col(AccountEvent.id).desc()).limit(most)))


def forget_old_events(session: Session, account_id: int, *, now: datetime) -> None:
    """What is older than it may be kept goes, with sessions that ended as long ago."""
    before = now - length_on("kept_days", now.date())
    session.exec(delete(AccountEvent).where(col(AccountEvent.account_id) == account_id, col(AccountEvent.at) < before))
    session.exec(
        delete(SignInSession).where(
            col(SignInSession.account_id) == account_id, col(SignInSession.last_used_at) < before
        )
    )
