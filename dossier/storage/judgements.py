"""Answers of employers and judgements of people, newest first."""

from decimal import Decimal

from sqlmodel import Session, col, select

from dossier.model.demand import Verdict
from dossier.model.judgement import AnswerIn, JudgementIn, Occurrence
from dossier.model.spoken import EmployerAnswer, HumanJudgement
from dossier.storage.accounts import list_accounts


def answers_of(session: Session, case_id: int, vacancy_id: str | None = None) -> list[EmployerAnswer]:
    query = select(EmployerAnswer).where(EmployerAnswer.case_id == case_id)
    if vacancy_id is not None:
        query = query.where(EmployerAnswer.vacancy_id == vacancy_id)
    return list(session.exec(query.order_by(col(EmployerAnswer.id).desc())))


def judgements_of(session: Session, case_id: int, vacancy_id: str | None = None) -> list[HumanJudgement]:
    query = select(HumanJudgement).where(HumanJudgement.case_id == case_id)
    if vacancy_id is not None:
        query = query.where(HumanJudgement.vacancy_id == vacancy_id)
    return list(session.exec(query.order_by(col(HumanJudgement.id).desc())))


def heard_answers(session: Session, case_id: int) -> list[AnswerIn]:
    """The answers as the rules see them."""
    return [
        AnswerIn.model_construct(
            vacancy=row.vacancy_id,
            item=row.item,
            level=row.level,
            occurs=Occurrence(row.occurs),
            amount=None if row.amount is None else Decimal(row.amount),
            words=row.words,
            informant=row.informant,
            answered_on=row.answered_on,
        )
        for row in answers_of(session, case_id)
    ]


def given_judgements(session: Session, case_id: int) -> list[JudgementIn]:
    """The judgements as the rules see them, with the name of who judged."""
    rows = judgements_of(session, case_id)
    names = {account.id: account.name for account in list_accounts(session)} if rows else {}
    return [
        JudgementIn.model_construct(
            vacancy=row.vacancy_id,
            item=row.item,
            level=row.level,
            note=row.limitation_note,
            verdict=None if row.verdict is None else Verdict(row.verdict),
            reason=row.reason,
            decided_on=row.decided_at.date(),
            decided_by=names.get(row.decided_by, ""),
        )
        for row in rows
    ]
