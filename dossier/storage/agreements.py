"""Agreements of a case, and what of them is still to be done."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from sqlmodel import Session, col, or_, select

from dossier.errors import NotFoundError
from dossier.model.agreement import Agreement, AgreementState


def list_agreements(
    session: Session, case_id: int, *, period: tuple[date, date] | None = None, owner: str | None = None
) -> list[Agreement]:
    """Every agreement that stood in the period, still open or settled in or after it, in order of its due day."""
    query = select(Agreement).where(Agreement.case_id == case_id)
    if owner is not None:
        query = query.where(Agreement.owner == owner)
    if period is not None:
        is_open = Agreement.state == AgreementState.OPEN.value
        query = query.where(
            Agreement.made_on <= period[1],
            or_(is_open, Agreement.due_on >= period[0], col(Agreement.settled_on) >= period[0]),
        )
    return list(session.exec(query.order_by(col(Agreement.due_on), col(Agreement.id))))


def get_agreement(session: Session, case_id: int, agreement_id: int) -> Agreement:
    row = session.get(Agreement, agreement_id)
    if row is None or row.case_id != case_id:
        raise NotFoundError("Deze afspraak is niet gevonden.")
    return row


def agreements_of_talk(session: Session, contact_id: int) -> list[Agreement]:
    return list(session.exec(select(Agreement).where(Agreement.contact_id == contact_id)))


def open_agreements(
    session: Session, case_ids: Collection[int], *, until: date | None = None
) -> dict[int, list[Agreement]]:
    """What is still open, per case in order of its due day; with `until` only what is due by then."""
    query = select(Agreement).where(col(Agreement.case_id).in_(case_ids), Agreement.state == AgreementState.OPEN.value)
    if until is not None:
        query = query.where(Agreement.due_on <= until)
    found = defaultdict(list)
    for row in session.exec(query.order_by(col(Agreement.due_on), col(Agreement.id))):
        found[row.case_id].append(row)
    return dict(found)
