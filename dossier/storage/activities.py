"""Activities and conversations of a case."""

from datetime import date

from sqlmodel import Session, col, select

from dossier.errors import NotFoundError
from dossier.model.activity import Activity, ContactRecord


def list_activities(session: Session, case_id: int, *, period: tuple[date, date] | None = None) -> list[Activity]:
    """Every activity that touches the period, in order of its first day."""
    query = select(Activity).where(Activity.case_id == case_id)
    if period is not None:
        query = query.where(Activity.occurred_on <= period[1])
    rows = session.exec(query.order_by(col(Activity.occurred_on), col(Activity.id)))
    return [row for row in rows if period is None or (row.until or row.occurred_on) >= period[0]]


def get_activity(session: Session, case_id: int, activity_id: int) -> Activity:
    activity = session.get(Activity, activity_id)
    if activity is None or activity.case_id != case_id:
        raise NotFoundError("Deze activiteit is niet gevonden.")
    return activity


def get_contact(session: Session, case_id: int, contact_id: int) -> ContactRecord:
    contact = session.get(ContactRecord, contact_id)
    if contact is None or contact.case_id != case_id:
        raise NotFoundError("Dit gesprek is niet gevonden.")
    return contact


def list_contacts(session: Session, case_id: int, *, period: tuple[date, date] | None = None) -> list[ContactRecord]:
    """Every conversation in the period, in order of its day."""
    query = select(ContactRecord).where(ContactRecord.case_id == case_id)
    if period is not None:
        query = query.where(col(ContactRecord.occurred_on).between(*period))
    return list(session.exec(query.order_by(col(ContactRecord.occurred_on), col(ContactRecord.id))))
