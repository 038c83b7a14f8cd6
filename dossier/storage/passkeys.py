"""The passkeys of an account: kept, named, used in the order in which they were asked, and removed."""

from datetime import datetime

from sqlalchemy import or_
from sqlmodel import Session, col, delete, func, select, update

from dossier.errors import InvalidInputError
from dossier.model.passkey import Passkey
from dossier.rules.sign_in import count_on

MOST_NAME = 60


def passkeys_of(session: Session, account_id: int) -> list[Passkey]:
    query = select(Passkey).where(Passkey.account_id == account_id)
    return list(session.exec(query.order_by(col(Passkey.made_at), col(Passkey.id))))


def count_passkeys(session: Session, account_id: int) -> int:
    return session.exec(select(func.count()).select_from(Passkey).where(Passkey.account_id == account_id)).one()


def find_passkey(session: Session, credential_id: str) -> Passkey | None:
    return session.exec(select(Passkey).where(Passkey.credential_id == credential_id)).one_or_none()


def add_passkey(
    session: Session,
    account_id: int,
    *,
    name: str,
    credential_id: str,
    public_key: str,
    sign_count: int,
    now: datetime,
) -> Passkey:
    """Keep a new one; a device that is known already, to whomever it belongs, is refused."""
    most = count_on("passkeys_most", now.date())
    if count_passkeys(session, account_id) >= most:
        raise InvalidInputError("name", most, f"hoogstens {most} toegangssleutels")
    if find_passkey(session, credential_id) is not None:
        raise InvalidInputError("answer", "", "een toegangssleutel die hier nog niet staat")
    passkey = Passkey(
        account_id=account_id,
        name=clean_name(name),
        credential_id=credential_id,
        public_key=public_key,
        sign_count=sign_count,
        made_at=now,
    )
    session.add(passkey)
    session.flush()
    return passkey


def rename_passkey(session: Session, passkey: Passkey, name: str) -> None:
    passkey.name = clean_name(name)
    session.add(passkey)
    session.flush()


def use_passkey(session: Session, passkey: Passkey, *, sign_count: int, asked_at: datetime, now: datetime) -> bool:
    """Take one use. False when the question is older than the last use (a replay), or another tab was first.

    One statement, so two workers that hold the same answer cannot both take it.
    """
    newer = or_(col(Passkey.last_used_at).is_(None), col(Passkey.last_used_at) < asked_at)
    taking = update(Passkey).where(col(Passkey.id) == passkey.id, col(Passkey.sign_count) == passkey.sign_count, newer)
    return session.exec(taking.values(sign_count=sign_count, last_used_at=now)).rowcount == 1


def runs_behind(passkey: Passkey, sign_count: int) -> bool:
    """Does the device count less than it did before? Then there may be a copy (WebAuthn 3, 7.2 step 22)."""
    return bool(sign_count or passkey.sign_count) and sign_count <= passkey.sign_count


def remove_passkey(session: Session, passkey: Passkey) -> None:
    session.delete(passkey)
    session.flush()


def drop_passkeys(session: Session, account_id: int) -> None:
    session.exec(delete(Passkey).where(col(Passkey.account_id) == account_id))


def clean_name(name: str) -> str:
    """A name in one line; without one it is called by what it is."""
    shown = " ".join("".join(character for character in name if character.isprintable()).split())
    return shown[:MOST_NAME] or "Toegangssleutel"
