"""The quality checklist of an application (U-24): what somebody saw in the letter, as facts and never as a mark."""

from datetime import date, datetime
from enum import StrEnum

from sqlmodel import Field, SQLModel

from dossier.model.guarded import SealedText


class Seen(StrEnum):
    """What was seen of one point; there is no number, so nothing can be added up."""

    YES = "ja"
    NOT_YET = "nog niet"
    NOT_LOOKED = "niet nagekeken"


class QualityCheck(SQLModel, table=True):
    """One look at the letter and CV of one application; a later look is a row of its own."""

    __tablename__ = "quality_check"
    id: int | None = Field(default=None, primary_key=True)
    application_id: int = Field(foreign_key="job_application.id", index=True)
    checked_on: date
    fits_profile: str
    fits_vacancy: str
    language: str
    layout: str
    motivation: str
    advice: str | None = Field(default=None, sa_type=SealedText)
    recorded_at: datetime
    recorded_by: int = Field(foreign_key="account.id")
