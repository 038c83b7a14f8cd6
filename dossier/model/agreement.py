"""An agreement or assignment of a case: who does what before which day, and what became of it (seeds 13, 87)."""

from datetime import date, datetime
from enum import StrEnum

from sqlmodel import Field, SQLModel

from dossier.model.guarded import SealedText


class AgreementOwner(StrEnum):
    """Who does what was agreed; the employer reads only the employer's own (matrix row 19)."""

    EMPLOYEE = "werknemer"
    COACH = "loopbaancoach"
    EMPLOYER = "werkgever"


class AgreementState(StrEnum):
    OPEN = "open"
    KEPT = "nagekomen"
    NOT_KEPT = "niet nagekomen"
    DROPPED = "vervallen"


class Agreement(SQLModel, table=True):
    """One thing that one of the three does; made in a conversation or apart."""

    id: int | None = Field(default=None, primary_key=True)
    case_id: int = Field(foreign_key="reintegration_case.id", index=True)
    contact_id: int | None = Field(default=None, foreign_key="contact_record.id", index=True)
    what: str = Field(sa_type=SealedText)
    owner: str
    made_on: date
    due_on: date
    state: str = AgreementState.OPEN.value
    settled_on: date | None = None
    settled_why: str | None = Field(default=None, sa_type=SealedText)
    recorded_at: datetime
    recorded_by: int = Field(foreign_key="account.id")
