"""An application to an employer, with its proofs: the row that UWV reads."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Column, Index
from sqlmodel import Field, SQLModel

from dossier.model.guarded import SealedJson, SealedNumber, SealedText


class ApplicationWay(StrEnum):
    """How was applied; which of these count as an application is a rule (U-21)."""

    LETTER = "brief of e-mail"
    WEB_FORM = "webformulier"
    PHONE = "telefonisch"
    OPEN = "open sollicitatie"
    AGENCY = "inschrijving uitzendbureau"
    NETWORK = "netwerk"
    VISIT = "bezoek"


class ApplicationResult(StrEnum):
    NO_ANSWER = "nog geen antwoord"
    CONFIRMATION = "ontvangstbevestiging"
    REJECTION = "afwijzing"
    INVITATION = "uitnodiging"
    INTERVIEW = "gesprek gehad"
    TRIAL = "proefperiode of stage"
    OFFER = "aanbod"
    ACCEPTED = "aangenomen"
    DECLINED = "zelf afgezien"


class FoundBy(StrEnum):
    """Who found the vacancy: the employee searches and the others search along (seeds 48, 78)."""

    EMPLOYEE = "werknemer"
    COACH = "loopbaancoach"
    EMPLOYER = "werkgever"
    PROGRAM = "dit programma"
    OTHER = "iemand anders"


class ProofKind(StrEnum):
    LETTER = "brief"
    CV = "cv"
    SENT = "verzendbewijs"
    CONFIRMATION = "ontvangstbevestiging"
    REJECTION = "afwijzing"
    INVITATION = "uitnodiging"
    OTHER = "overig"


class JobApplication(SQLModel, table=True):
    """One application (columns of rules 3d); wage ratio and fit are kept as they were judged on that day."""

    __tablename__ = "job_application"
    id: int | None = Field(default=None, primary_key=True)
    case_id: int = Field(foreign_key="reintegration_case.id", index=True)
    serial: int
    applied_on: date
    employer: str
    place: str | None = None
    job_title: str
    source: str | None = None
    found_by: str | None = None
    """Who found the vacancy (seed 48)."""
    url: str | None = None
    vacancy_id: str | None = Field(default=None, foreign_key="vacancy.id")
    snapshot_id: int | None = Field(default=None, foreign_key="snapshot.id")
    hours: str | None = None
    wage: str | None = Field(default=None, sa_type=SealedText)
    wage_verdict: str | None = Field(default=None, sa_type=SealedText)
    wage_ratio_low: float | None = Field(default=None, sa_type=SealedNumber)
    wage_ratio_high: float | None = Field(default=None, sa_type=SealedNumber)
    search_direction: str | None = Field(default=None, sa_type=SealedText)
    fits_limitations: str | None = Field(default=None, sa_type=SealedText)
    """ja, met aanpassing, nee or onbekend: no medical words; never shown to an employer."""
    travel_minutes: int | None = None
    way: str
    performed_by: str
    """employee or coach (U-20)."""
    contact_person: str | None = Field(default=None, sa_type=SealedText)
    result: str = ApplicationResult.NO_ANSWER.value
    result_on: date | None = None
    rejection_reason: str | None = Field(default=None, sa_type=SealedText)
    follow_up: str | None = Field(default=None, sa_type=SealedText)
    coach_remark: str | None = Field(default=None, sa_type=SealedText)
    recorded_at: datetime
    recorded_by: int = Field(foreign_key="account.id")
    released_at: datetime | None = None
    """When the coach released the row to the employer (matrix row 17: R*)."""


class Proof(SQLModel, table=True):
    """An uploaded proof, kept byte for byte outside the web root under its sha256."""

    __table_args__ = (Index("ix_proof_uploaded", "uploaded_by", "uploaded_at"),)
    id: int | None = Field(default=None, primary_key=True)
    application_id: int = Field(foreign_key="job_application.id", index=True)
    kind: str
    filename: str = Field(sa_type=SealedText)
    media_type: str
    size: int
    sha256: str
    uploaded_at: datetime
    uploaded_by: int = Field(foreign_key="account.id")
    mentions: list[str] = Field(default_factory=list, sa_column=Column(SealedJson, nullable=False, server_default="[]"))
    """What a letter or CV had better not name (V-10, U-21a): only which kinds, never the words, and not in the log."""
    mail: dict[str, Any] | None = Field(default=None, sa_column=Column(SealedJson))
    """The parts of a kept e-mail, read when it came in; None where it is no e-mail or could not be read."""
