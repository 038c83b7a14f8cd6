"""Letting another program in: made by an administrator, agreed by someone of the office, withdrawn at any time."""

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from secrets import token_urlsafe
from typing import Any
from uuid import uuid4

from pydantic import Field
from sqlmodel import Session

from dossier.acts.entry import Input, account_id, dutch_day, read_input
from dossier.errors import InvalidInputError
from dossier.model.api_token import ApiToken
from dossier.model.people import Account, Organisation, Role
from dossier.rules.api_scope import LONGEST, ROLE_OF, Scope, scopes_for
from dossier.storage.accounts import get_organisation
from dossier.storage.api_tokens import get_token
from dossier.storage.calendar_feeds import SECRET_BYTES, hash_secret

PREFIX = "passend_"
"""So that a key that lies about in a file or a mail is recognised for what it is."""
CONNECTION = "koppeling"
"""The role of the account behind a key: none of the matrix, so nobody can sign in to anything with it."""
NO_PASSWORD = "!"  # noqa: S105 - no hash of anything: no password fits


class TokenState(StrEnum):
    """Where a key stands, as the command line calls it."""

    WAITING = "wacht op bevestiging"
    LIVE = "werkt"
    ENDED = "verlopen"
    REVOKED = "ingetrokken"


class TokenIn(Input):
    """A connection as the administrator asks for it."""

    organisation_id: int
    name: str = Field(min_length=2, max_length=60)
    scopes: list[Scope] = Field(min_length=1)
    ends_on: date


def make_token(
    session: Session, values: TokenIn | Mapping[str, Any], *, actor: Account, now: datetime
) -> tuple[ApiToken, str]:
    """The new key and its secret, which is told here and never again; it opens nothing until it is confirmed."""
    given = read_input(TokenIn, values)
    require_office(actor, given.organisation_id)
    organisation = get_organisation(session, given.organisation_id)
    role = ROLE_OF[organisation.kind]
    _check_scopes(role, given.scopes)
    check_end(given.ends_on, dutch_day(now))
    secret = PREFIX + token_urlsafe(SECRET_BYTES)
    holder = _add_holder(session, given.name, organisation, now)
    token = ApiToken(
        organisation_id=given.organisation_id,
        account_id=account_id(holder),
        role=role,
        name=given.name,
        scopes=[scope.value for scope in Scope if scope in given.scopes],
        secret_sha256=hash_secret(secret),
        made_at=now,
        made_by=account_id(actor),
        ends_on=given.ends_on,
    )
    session.add(token)
    session.flush()
    return token, secret


def confirm_token(session: Session, token_id: int, *, actor: Account, now: datetime) -> ApiToken:
    """The second person (rules 5c row 30): someone of the same office who may read what the key will read."""
    token = get_token(session, token_id, organisation_id=actor.organisation_id or 0)
    if actor.role != token.role or not actor.active:
        raise InvalidInputError("actor", actor.role, token.role)
    if token.confirmed_at is None and token.revoked_at is None:
        token.confirmed_at, token.confirmed_by = now, account_id(actor)
        session.add(token)
        session.flush()
    return token


def revoke_token(session: Session, token_id: int, *, actor: Account, now: datetime) -> ApiToken:
    """From this moment on the key opens nothing; by the administrator, or by who could have confirmed it."""
    installation = actor.role == Role.ADMIN and actor.organisation_id is None
    token = get_token(session, token_id, organisation_id=None if installation else actor.organisation_id or 0)
    if actor.role not in {Role.ADMIN.value, token.role}:
        raise InvalidInputError("actor", actor.role, Role.ADMIN.value)
    if token.revoked_at is None:
        token.revoked_at, token.revoked_by = now, account_id(actor)
        session.add(token)
        session.flush()
    return token


def require_office(actor: Account, organisation_id: int) -> None:
    """An administrator with an office makes keys for that office; one without, of the installation, for any."""
    if actor.role != Role.ADMIN or not actor.active:
        raise InvalidInputError("actor", actor.role, Role.ADMIN.value)
    if actor.organisation_id not in (None, organisation_id):
        raise InvalidInputError("organisation_id", organisation_id, "het eigen kantoor")


def state_of(token: ApiToken, on: date) -> TokenState:
    """Confirmed, not withdrawn, and its last day has not passed: only then it works."""
    if token.revoked_at is not None:
        return TokenState.REVOKED
    if on > token.ends_on:
        return TokenState.ENDED
    return TokenState.WAITING if token.confirmed_at is None else TokenState.LIVE


def _check_scopes(role: str, scopes: list[Scope]) -> None:
    allowed = scopes_for(role)
    refused = [scope.value for scope in scopes if scope not in allowed]
    if refused:
        raise InvalidInputError("scopes", ", ".join(refused), ", ".join(allowed))


def check_end(ends_on: date, today: date) -> None:
    if not today <= ends_on <= today + LONGEST:
        raise InvalidInputError("ends_on", ends_on.isoformat(), f"van {today} tot en met {today + LONGEST}")


def _add_holder(session: Session, name: str, organisation: Organisation, now: datetime) -> Account:
    key = uuid4().hex
    holder = Account(
        email=f"{CONNECTION}-{key}@passend.invalid",
        name=f"Koppeling {name} van {organisation.name}",
        password=NO_PASSWORD,
        role=CONNECTION,
        organisation_id=organisation.id,
        active=False,
        fs_uniquifier=key,
        created_at=now,
    )
    session.add(holder)
    session.flush()
    return holder
