"""Who the person is for the labour market, and what was earned before the illness."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from pydantic import Field
from sqlmodel import Session

from dossier.acts.entry import Input, case_id_of, fields_of, read_input, record_entry, require_right, row_content
from dossier.acts.free_text import confirmed_words
from dossier.evidence.canonical import to_public
from dossier.evidence.kind import EntryKind
from dossier.evidence.signing import Signer
from dossier.model.case import PersonProfile, ReintegrationCase, WageRecord
from dossier.model.people import Account
from dossier.model.person import WagePeriod, WorkExperience
from dossier.storage import profiles as rows


class ProfileIn(Input):
    """The profile form; a field that is not given stays as it is."""

    work_history: list[WorkExperience] = Field(default=[], max_length=60)
    skills: list[str] = Field(default=[], max_length=200)
    education: str | None = Field(default=None, max_length=2000)
    licences: list[str] = Field(default=[], max_length=60)
    languages: list[str] = Field(default=[], max_length=60)
    wishes: str | None = Field(default=None, max_length=4000)
    home_postcode: str | None = Field(default=None, max_length=10, pattern=r"^[1-9]\d{3} ?([A-Za-z]{2})?$")
    max_travel_minutes: int | None = Field(default=None, ge=0, le=600)
    transport: str | None = Field(default=None, max_length=100)
    desired_hours: float | None = Field(default=None, ge=0, le=80)


class WageIn(Input):
    """The wage before the illness, in euros, and who stated it when (rules 2b)."""

    amount: Decimal = Field(gt=0, le=10_000_000, decimal_places=2)
    period: WagePeriod = WagePeriod.MONTH
    hours_per_week: Decimal = Field(gt=0, le=80)
    holiday_allowance_included: bool = False
    fixed_extras_year: Decimal | None = Field(default=None, ge=0, le=10_000_000, decimal_places=2)
    threshold_pct: Decimal = Field(default=Decimal("65.0"), gt=0, le=100)
    source: str = Field(min_length=1, max_length=200)
    source_date: date


def save_profile(
    session: Session,
    case: ReintegrationCase,
    values: ProfileIn | Mapping[str, Any],
    *,
    actor: Account,
    now: datetime,
    signer: Signer,
) -> PersonProfile:
    """Make or change the profile; the entry keeps the whole of it as it is from now on."""
    require_right(actor, 10, "write")
    given = read_input(ProfileIn, values)
    row = rows.save_profile(session, case_id_of(case), given.model_dump(exclude_unset=True))
    content = row_content(row, fields_of(ProfileIn)) | confirmed_words(given)
    record_entry(session, case, EntryKind.PROFILE_SAVED, content, actor=actor, now=now, signer=signer)
    return row


def save_wage(
    session: Session,
    case: ReintegrationCase,
    values: WageIn | Mapping[str, Any],
    *,
    actor: Account,
    now: datetime,
    signer: Signer,
) -> WageRecord:
    """State or correct the old wage: money in whole cents."""
    require_right(actor, 9, "write")
    given = read_input(WageIn, values)
    extras = given.fixed_extras_year
    fields: dict[str, Any] = {
        "amount_cents": int(given.amount * 100),
        "period": given.period.value,
        "hours_per_week": float(given.hours_per_week),
        "holiday_allowance_included": given.holiday_allowance_included,
        "fixed_extras_year_cents": None if extras is None else int(extras * 100),
        "threshold_pct": float(given.threshold_pct),
        "source": given.source,
        "source_date": given.source_date,
    }
    row = rows.save_wage(session, case_id_of(case), fields)
    content = row_content(row, fields)
    record_entry(session, case, EntryKind.WAGE_SAVED, to_public(content), actor=actor, now=now, signer=signer)
    return row
