"""Answers of employers and judgements of people as rows: only added, never changed."""

from datetime import date, datetime

from sqlmodel import Field, SQLModel

from dossier.model.guarded import SealedText


class EmployerAnswer(SQLModel, table=True):
    """An answer as it was given; a newer one about the same item leads, and none is ever changed."""

    __tablename__ = "employer_answer"
    id: int | None = Field(default=None, primary_key=True)
    case_id: int = Field(foreign_key="reintegration_case.id", index=True)
    vacancy_id: str = Field(foreign_key="vacancy.id", index=True)
    item: str = Field(sa_type=SealedText)
    level: int
    occurs: str
    amount: str | None = Field(default=None, sa_type=SealedText)
    words: str = Field(sa_type=SealedText)
    informant: str = Field(sa_type=SealedText)
    answered_on: date
    recorded_at: datetime
    recorded_by: int = Field(foreign_key="account.id")


class HumanJudgement(SQLModel, table=True):
    """A judgement of a person over the computed verdict; the newest leads, and none is ever changed."""

    __tablename__ = "human_judgement"
    id: int | None = Field(default=None, primary_key=True)
    case_id: int = Field(foreign_key="reintegration_case.id", index=True)
    vacancy_id: str = Field(foreign_key="vacancy.id", index=True)
    item: str = Field(sa_type=SealedText)
    level: int
    limitation_note: str | None = Field(default=None, sa_type=SealedText)
    verdict: str | None = None
    computed: str = Field(sa_type=SealedText)
    reason: str = Field(sa_type=SealedText)
    decided_at: datetime
    decided_by: int = Field(foreign_key="account.id")
