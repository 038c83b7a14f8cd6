"""Which forms were taken in lately: the first of several at once is the one that counts."""

from datetime import datetime, timedelta

from sqlalchemy import delete, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col

from dossier.model.form_receipt import FormReceipt

KEPT = timedelta(days=1)
"""Longer than a session lasts, with whose token the form was made."""


AT_WORK = timedelta(minutes=1)
"""So long a form that led nowhere yet may be at work; then it failed where it could not say so."""


def take_form(session: Session, key: str, *, now: datetime) -> bool:
    """True for who is first; whoever sends the same at that moment waits until the first has ended."""
    session.exec(delete(FormReceipt).where(col(FormReceipt.taken_at) < now - KEPT))
    dialect = sqlite if session.get_bind().dialect.name == "sqlite" else postgresql
    adding = dialect.insert(FormReceipt).values(key_sha256=key, taken_at=now).on_conflict_do_nothing()
    if session.connection().execute(adding.returning(col(FormReceipt.key_sha256))).first() is not None:
        return True
    row = col(FormReceipt.key_sha256) == key, col(FormReceipt.location).is_(None)
    late = update(FormReceipt).where(*row, col(FormReceipt.taken_at) < now - AT_WORK).values(taken_at=now)
    return session.connection().execute(late).rowcount == 1


def drop_form(session: Session, key: str) -> None:
    session.exec(delete(FormReceipt).where(col(FormReceipt.key_sha256) == key))


def note_location(session: Session, key: str, location: str) -> None:
    row = session.get_one(FormReceipt, key)
    row.location = location
    session.add(row)


def location_of(session: Session, key: str) -> str | None:
    """Where the answer to the first led."""
    row = session.get(FormReceipt, key)
    return None if row is None else row.location
