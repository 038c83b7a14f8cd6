"""Who may sign in: accounts and the organisations they work for."""

from datetime import date, datetime
from uuid import uuid4

from sqlalchemy import bindparam, or_
from sqlmodel import Session, col, select, update

from dossier.errors import InvalidInputError, NotFoundError
from dossier.model.people import Account, Organisation, Role
from dossier.storage.passkeys import drop_passkeys

ORGANISATION_KINDS = ("employer", "agency")


def create_organisation(session: Session, *, name: str, kind: str = "employer") -> Organisation:
    if kind not in ORGANISATION_KINDS:
        raise InvalidInputError("kind", kind, ", ".join(ORGANISATION_KINDS))
    organisation = Organisation(name=name, kind=kind)
    session.add(organisation)
    session.flush()
    return organisation


def get_organisation(session: Session, organisation_id: int) -> Organisation:
    organisation = session.get(Organisation, organisation_id)
    if organisation is None:
        raise NotFoundError("Deze organisatie bestaat niet.")
    return organisation


_NAME = select(Organisation.name).where(col(Organisation.id) == bindparam("organisation_id"))


def name_of_organisation(session: Session, organisation_id: int) -> str:
    """Its name alone, for the head of every page of a case."""
    return str(session.execute(_NAME, {"organisation_id": organisation_id}).scalar_one())


def list_organisations(session: Session, *, kind: str | None = None) -> list[Organisation]:
    query = select(Organisation).order_by(col(Organisation.name), col(Organisation.id))
    return list(session.exec(query if kind is None else query.where(Organisation.kind == kind)))


def create_account(
    session: Session,
    *,
    email: str,
    name: str,
    role: str,
    password_hash: str,
    organisation_id: int | None = None,
    now: datetime,
) -> Account:
    """One person, one role; the e-mail address is kept in lower case and is unique."""
    if role not in {known.value for known in Role}:
        raise InvalidInputError("role", role, ", ".join(Role))
    address = email.strip().lower()
    if find_account(session, address) is not None:
        raise InvalidInputError("email", email, "een e-mailadres dat nog niet in gebruik is")
    account = Account(
        email=address,
        name=name,
        password=password_hash,
        role=role,
        organisation_id=organisation_id,
        fs_uniquifier=uuid4().hex,
        created_at=now,
    )
    session.add(account)
    session.flush()
    return account


def find_account(session: Session, email: str) -> Account | None:
    return session.exec(select(Account).where(Account.email == email.strip().lower())).one_or_none()


def account_by_uniquifier(session: Session, uniquifier: str) -> Account | None:
    return session.exec(select(Account).where(Account.fs_uniquifier == uniquifier)).one_or_none()


def renew_uniquifier(session: Session, account: Account) -> str:
    """What a browser names the account by: renewed, so that half a sign-in with the old password is over too."""
    account.fs_uniquifier = uuid4().hex
    session.add(account)
    session.flush()
    return account.fs_uniquifier


def accept_code(session: Session, account_id: int, counter: int) -> bool:
    """Take the code of this half minute; False when it, or a later one, was taken before. One statement, so no race."""
    newer = or_(col(Account.second_step_counter).is_(None), col(Account.second_step_counter) < counter)
    taking = update(Account).where(col(Account.id) == account_id, newer).values(second_step_counter=counter)
    return session.exec(taking).rowcount == 1


def clear_second_step(session: Session, account: Account) -> None:
    """Without a second step of any kind: the next sign-in asks to set one."""
    assert account.id is not None
    drop_passkeys(session, account.id)
    account.tf_primary_method = account.tf_totp_secret = account.second_step_counter = None
    session.add(account)
    session.flush()


def set_active(session: Session, account: Account, *, active: bool) -> None:
    account.active = active
    session.add(account)
    session.flush()


def choose_digest(session: Session, account: Account, *, wanted: bool) -> None:
    account.weekly_digest = wanted
    session.add(account)
    session.flush()


def finish_tour(session: Session, account: Account, *, on: date) -> None:
    """Done or skipped: it is not offered again."""
    account.tour_done_on = on
    session.add(account)
    session.flush()


def digest_readers(session: Session, *, before: date) -> list[int]:
    """Who wants the weekly digest and got none since this day."""
    last = col(Account.digest_sent_on)
    query = select(Account.id).where(
        col(Account.active), col(Account.weekly_digest), or_(last.is_(None), last < before)
    )
    return [number for number in session.exec(query.order_by(col(Account.id))) if number is not None]


def note_digest(session: Session, account: Account, *, on: date) -> None:
    account.digest_sent_on = on
    session.add(account)
    session.flush()


def get_account(session: Session, account_id: int) -> Account:
    account = session.get(Account, account_id)
    if account is None:
        raise NotFoundError("Dit account bestaat niet.")
    return account


def list_accounts(session: Session, *, role: str | None = None) -> list[Account]:
    query = select(Account).order_by(col(Account.name), col(Account.id))
    return list(session.exec(query if role is None else query.where(Account.role == role)))
