"""Who the person is, what the person can, what was earned and where is searched."""

from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from sqlalchemy import bindparam
from sqlmodel import Session, SQLModel, col, select

from dossier.model.case import (
    CapabilityDocument,
    Limitation,
    PersonProfile,
    ReintegrationCase,
    SearchProfile,
    WageRecord,
)
from dossier.model.person import LimitationIn, OldWage, Person, Phase, WagePeriod, WorkExperience
from dossier.rules.standing import Standing, hours_of, lay_on_top, settle_standing
from dossier.rules.terms import waiting_period_end
from dossier.storage.judgements import given_judgements, heard_answers

Row = TypeVar("Row", bound=SQLModel)


def profile_of(session: Session, case_id: int) -> PersonProfile | None:
    return session.exec(select(PersonProfile).where(PersonProfile.case_id == case_id)).one_or_none()


_HOME = select(PersonProfile.home_postcode).where(col(PersonProfile.case_id) == bindparam("case_id"))


def home_postcode(session: Session, case_id: int) -> str | None:
    """The postcode of home alone; None where there is none, or no profile."""
    found: str | None = session.execute(_HOME, {"case_id": case_id}).scalar_one_or_none()
    return found


def save_profile(session: Session, case_id: int, values: dict[str, Any]) -> PersonProfile:
    """Make or change the one profile of a case."""
    return _store(session, profile_of(session, case_id) or PersonProfile(case_id=case_id), values)


def wage_of(session: Session, case_id: int) -> WageRecord | None:
    return session.exec(select(WageRecord).where(WageRecord.case_id == case_id)).one_or_none()


def save_wage(session: Session, case_id: int, values: dict[str, Any]) -> WageRecord:
    """Make or change the one wage record of a case."""
    record = wage_of(session, case_id)
    if record is None:
        return _store(session, WageRecord(case_id=case_id, **values), {})
    return _store(session, record, values)


def documents_of(session: Session, case_id: int) -> list[CapabilityDocument]:
    """Every capability document, the leading one first."""
    query = select(CapabilityDocument).where(CapabilityDocument.case_id == case_id)
    return list(session.exec(query.order_by(col(CapabilityDocument.dated).desc(), col(CapabilityDocument.id).desc())))


def latest_document(session: Session, case_id: int) -> CapabilityDocument | None:
    """The most recent document that states everything anew: it leads (rules TL-17)."""
    return standing_of(session, case_id).leading


def standing_of(session: Session, case_id: int) -> Standing[CapabilityDocument]:
    """The document that leads with the updates on top of it (fml.md 1.1)."""
    return settle_standing(documents_of(session, case_id))


def limitations_of(session: Session, document: CapabilityDocument | None) -> list[Limitation]:
    """The deviations that a document records; an item that it does not name is at level 0."""
    if document is None:
        return []
    query = select(Limitation).where(Limitation.document_id == document.id).order_by(col(Limitation.id))
    return list(session.exec(query))


def save_document(
    session: Session, document: CapabilityDocument, limitations: list[LimitationIn]
) -> tuple[CapabilityDocument, list[Limitation]]:
    """A new document with its deviations; an older document stays as it was."""
    session.add(document)
    session.flush()
    assert document.id is not None
    rows = [Limitation(document_id=document.id, item=one.item, level=one.level, note=one.note) for one in limitations]
    session.add_all(rows)
    session.flush()
    return document, rows


def search_profiles_of(session: Session, case_id: int) -> list[SearchProfile]:
    """Every version of the search profile, newest first."""
    query = select(SearchProfile).where(SearchProfile.case_id == case_id)
    return list(session.exec(query.order_by(col(SearchProfile.version).desc())))


def save_search_profile(session: Session, profile: SearchProfile) -> SearchProfile:
    """A new version with the next number; older versions stay."""
    profile.version = 1 + max((known.version for known in search_profiles_of(session, profile.case_id)), default=0)
    return _store(session, profile, {})


def person_of(session: Session, case: ReintegrationCase, *, today: date) -> Person:
    """The person as rules and matcher see one: plain values of the leading documents, and no name."""
    assert case.id is not None
    profile = profile_of(session, case.id)
    standing = standing_of(session, case.id)
    search = next(iter(search_profiles_of(session, case.id)), None)
    known = {} if profile is None else _person_fields(profile)
    return Person(
        id=case.number,
        old_wage=_old_wage(wage := wage_of(session, case.id)),
        threshold_pct=Decimal("65.0") if wage is None else _decimal(wage.threshold_pct),
        first_sick_day=case.first_sick_day,
        waiting_period_end=waiting_period_end(case.first_sick_day),
        track_two_start=case.track_two_start,
        max_hours_per_week=hours_of(standing),
        limitations=standing_limitations(session, standing),
        employer_answers=heard_answers(session, case.id),
        human_judgements=given_judgements(session, case.id),
        search_directions=[] if search is None else list(search.directions),
        phase=search_phase(case.track_two_start, today),
        today=today,
        **known,
    )


def search_phase(track_two_start: date | None, today: date) -> Phase:
    """NARROW in the first six months of track two, WIDE from then on (W-15: a preset, not law)."""
    if track_two_start is None:
        return Phase.NARROW
    months = today.year * 12 + today.month - track_two_start.year * 12 - track_two_start.month
    return Phase.WIDE if months - (today.day < track_two_start.day) >= 6 else Phase.NARROW


def _person_fields(profile: PersonProfile) -> dict[str, Any]:
    return {
        "work_history": [WorkExperience.model_validate(job) for job in profile.work_history],
        "skills": list(profile.skills),
        "education": profile.education,
        "licences": list(profile.licences),
        "languages": list(profile.languages),
        "wishes": profile.wishes,
        "home_postcode": profile.home_postcode,
        "max_travel_minutes": profile.max_travel_minutes,
        "transport": profile.transport,
        "desired_hours": _optional_decimal(profile.desired_hours),
    }


def standing_limitations(session: Session, standing: Standing[CapabilityDocument]) -> list[LimitationIn]:
    """What counts today: the leading document with its updates laid on top."""
    return lay_on_top([_limitations(session, document) for document in standing.stack])


def _limitations(session: Session, document: CapabilityDocument) -> list[LimitationIn]:
    return [
        LimitationIn(
            item=row.item,
            level=row.level,
            note=row.note,
            instrument=document.instrument,
            generation=document.generation,
        )
        for row in limitations_of(session, document)
    ]


def _old_wage(wage: WageRecord | None) -> OldWage | None:
    if wage is None:
        return None
    extras = wage.fixed_extras_year_cents
    return OldWage(
        amount=Decimal(wage.amount_cents) / 100,
        period=WagePeriod(wage.period),
        hours_per_week=_decimal(wage.hours_per_week),
        holiday_allowance_included=wage.holiday_allowance_included,
        fixed_extras_year=None if extras is None else Decimal(extras) / 100,
    )


def _decimal(value: float) -> Decimal:
    return Decimal(repr(value))


def _optional_decimal(value: float | None) -> Decimal | None:
    return None if value is None else _decimal(value)


def _store(session: Session, row: Row, values: dict[str, Any]) -> Row:
    for name, value in values.items():
        setattr(row, name, value)
    session.add(row)
    session.flush()
    return row
