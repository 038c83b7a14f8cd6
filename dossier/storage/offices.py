"""What an administrator looks after: the whole installation, or one office and nothing of another."""

from sqlalchemy import ColumnElement
from sqlmodel import Session, and_, col, or_, select

from dossier.errors import NotFoundError
from dossier.model.case import ReintegrationCase
from dossier.model.people import Account, Organisation, Role
from dossier.storage.accounts import get_account, get_organisation, list_accounts, list_organisations
from dossier.storage.cases import all_cases


def is_of_installation(admin: Account) -> bool:
    """An administrator without an office keeps the installation; with one only that office."""
    return admin.role == Role.ADMIN and admin.organisation_id is None


def managed_cases(session: Session, admin: Account, *, erased: bool = False) -> list[ReintegrationCase]:
    """The cases of the coaches of this office, for their numbers and terms; never for what is in them."""
    cases = all_cases(session, erased=erased)
    if is_of_installation(admin):
        return cases
    coaches = set(session.exec(select(Account.id).where(_colleagues(admin), Account.role == Role.COACH.value)))
    return [case for case in cases if case.coach_id in coaches]


def managed_accounts(session: Session, admin: Account) -> list[Account]:
    """The office's own people, and the employees and employers of the cases of its coaches."""
    if is_of_installation(admin):
        return list_accounts(session)
    cases = managed_cases(session, admin)
    employees = [case.employee_id for case in cases if case.employee_id is not None]
    employers = [case.employer_id for case in cases if case.employer_id is not None]
    of_firms = and_(col(Account.role) == Role.EMPLOYER.value, col(Account.organisation_id).in_(employers))
    query = select(Account).where(or_(_colleagues(admin), col(Account.id).in_(employees), of_firms))
    return list(session.exec(query.order_by(col(Account.name), col(Account.id))))


def managed_account(session: Session, admin: Account, account_id: int) -> Account:
    """One of them; another's and none at all give the same answer."""
    if is_of_installation(admin):
        return get_account(session, account_id)
    for account in managed_accounts(session, admin):
        if account.id == account_id:
            return account
    raise NotFoundError("Dit account bestaat niet.")


def managed_organisations(session: Session, admin: Account, *, kind: str | None = None) -> list[Organisation]:
    """The office itself and the employers of its cases."""
    every = list_organisations(session, kind=kind)
    if is_of_installation(admin):
        return every
    employers = {case.employer_id for case in managed_cases(session, admin)}
    return [one for one in every if one.id == admin.organisation_id or one.id in employers]


def managed_office(session: Session, admin: Account, organisation_id: int) -> Organisation:
    """The office with this number, when this administrator looks after it."""
    if not is_of_installation(admin) and organisation_id != admin.organisation_id:
        raise NotFoundError("Deze organisatie bestaat niet.")
    return get_organisation(session, organisation_id)


def _colleagues(admin: Account) -> ColumnElement[bool]:
    return col(Account.organisation_id) == admin.organisation_id
