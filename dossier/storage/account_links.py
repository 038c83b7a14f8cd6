"""Links that open an account once: invitations and resets, with a second person where they open a case."""

from datetime import datetime, timedelta
from secrets import token_urlsafe

from sqlmodel import Session, col, func, select, update

from dossier.errors import InvalidInputError, NotFoundError
from dossier.model.people import Account, Role
from dossier.model.sign_in import AccountLink, LinkKind
from dossier.rules.sign_in import count_on, length_on
from dossier.storage.account_events import EventKind, record_event
from dossier.storage.accounts import get_account
from dossier.storage.cases import cases_for
from dossier.storage.offices import managed_accounts
from dossier.storage.sign_in_sessions import SECRET_BYTES, hash_secret


def needs_second_person(session: Session, account: Account) -> bool:
    """Would this link let its holder into a case? Then one person alone cannot make it."""
    if account.role == Role.ADMIN:
        return False
    return bool(account.password) or bool(cases_for(session, account))


def ask_link(
    session: Session, account: Account, kind: LinkKind, *, asked_by: Account | str, now: datetime
) -> tuple[AccountLink, str | None]:
    """Ask for a link. The secret comes at once where no second person is needed, and else with the approval."""
    assert account.id is not None
    _check_number(session, account.id, now)
    _withdraw_others(session, account.id, kind, now)
    by = asked_by if isinstance(asked_by, str) else asked_by.name
    link = AccountLink(
        account_id=account.id,
        kind=kind.value,
        asked_by=by,
        asked_by_id=None if isinstance(asked_by, str) else asked_by.id,
        asked_at=now,
        expires_at=now + _length(kind, now),
    )
    session.add(link)
    session.flush()
    record_event(session, account.id, EventKind.LINK_ASKED, now=now, by=by)
    return link, None if needs_second_person(session, account) else _give_secret(session, link, now)


def may_approve(session: Session, approver: Account, link: AccountLink) -> bool:
    """A second person: another administrator, a coach of this person, or for a coach a colleague of the same office."""
    account = get_account(session, link.account_id)
    if approver.id in {link.asked_by_id, link.account_id} or not approver.active or not is_waiting(link):
        return False
    if approver.role != Role.COACH:
        return approver.role == Role.ADMIN and account.id in {one.id for one in managed_accounts(session, approver)}
    if account.role == Role.COACH:
        return account.organisation_id is not None and account.organisation_id == approver.organisation_id
    own = {case.id for case in cases_for(session, approver)}
    return any(case.id in own for case in cases_for(session, account))


def approve_link(session: Session, link: AccountLink, *, approver: Account, now: datetime) -> str:
    """Agree with somebody's request; the secret that is answered is shown once and kept as a hash."""
    if not may_approve(session, approver, link) or now >= link.expires_at:
        raise NotFoundError("Dit verzoek bestaat niet.")
    link.approved_by, link.approved_at = approver.name, now
    link.expires_at = now + _length(LinkKind(link.kind), now)
    record_event(session, link.account_id, EventKind.LINK_APPROVED, now=now, by=approver.name)
    return _give_secret(session, link, now)


def withdraw_link(session: Session, link: AccountLink, *, by: str, now: datetime) -> None:
    link.withdrawn_at = now
    session.add(link)
    session.flush()
    record_event(session, link.account_id, EventKind.LINK_WITHDRAWN, now=now, by=by)


def waiting_links(session: Session, approver: Account, *, now: datetime) -> list[AccountLink]:
    """The requests to which this person may say yes or no."""
    query = select(AccountLink).where(
        col(AccountLink.secret_sha256).is_(None), col(AccountLink.withdrawn_at).is_(None), AccountLink.expires_at > now
    )
    links = session.exec(query.order_by(col(AccountLink.asked_at), col(AccountLink.id)))
    return [link for link in links if may_approve(session, approver, link)]


def get_link(session: Session, link_id: int) -> AccountLink:
    link = session.get(AccountLink, link_id)
    if link is None:
        raise NotFoundError("Dit verzoek bestaat niet.")
    return link


def links_of(session: Session, account_id: int) -> list[AccountLink]:
    """What was asked for an account, newest first."""
    query = select(AccountLink).where(AccountLink.account_id == account_id)
    return list(session.exec(query.order_by(col(AccountLink.asked_at).desc(), col(AccountLink.id).desc())))


def find_live_link(session: Session, secret: str, *, now: datetime) -> AccountLink | None:
    """The link of this secret; none that is unknown, used, withdrawn, too old or of a blocked account."""
    query = select(AccountLink).where(AccountLink.secret_sha256 == hash_secret(secret))
    link = session.exec(query).one_or_none()
    if link is None or link.used_at or link.withdrawn_at or now >= link.expires_at:
        return None
    return link if get_account(session, link.account_id).active else None


def take_link(session: Session, link: AccountLink, *, now: datetime) -> bool:
    """Use it up; False when another did so in between. One statement, so two tabs cannot both."""
    unused = update(AccountLink).where(col(AccountLink.id) == link.id, col(AccountLink.used_at).is_(None))
    return session.exec(unused.values(used_at=now)).rowcount == 1


def is_waiting(link: AccountLink) -> bool:
    return link.secret_sha256 is None and link.withdrawn_at is None


def _give_secret(session: Session, link: AccountLink, now: datetime) -> str:
    secret = token_urlsafe(SECRET_BYTES)
    link.secret_sha256 = hash_secret(secret)
    session.add(link)
    session.flush()
    return secret


def _length(kind: LinkKind, now: datetime) -> timedelta:
    return length_on("invitation_days" if kind == LinkKind.INVITATION else "reset_hours", now.date())


def _check_number(session: Session, account_id: int, now: datetime) -> None:
    query = select(func.count()).select_from(AccountLink)
    asked = session.exec(
        query.where(AccountLink.account_id == account_id, AccountLink.asked_at > now - timedelta(days=1))
    ).one()
    most = count_on("resets_per_day", now.date())
    if asked >= most:
        raise InvalidInputError("kind", asked, f"hoogstens {most} links per dag voor één account")


def _withdraw_others(session: Session, account_id: int, kind: LinkKind, now: datetime) -> None:
    """A newer link makes the older one of its kind useless."""
    older = update(AccountLink).where(
        col(AccountLink.account_id) == account_id,
        col(AccountLink.kind) == kind.value,
        col(AccountLink.used_at).is_(None),
        col(AccountLink.withdrawn_at).is_(None),
    )
    session.exec(older.values(withdrawn_at=now))
