"""Recording what an employer answered about the work, and what a person judges with a reason."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlmodel import Session

from dossier.acts.entry import (
    account_id,
    actor_name,
    case_id_of,
    check_day,
    dutch_day,
    read_input,
    record_entry,
    require_act,
    row_content,
)
from dossier.acts.free_text import confirmed_words
from dossier.errors import InvalidInputError
from dossier.evidence.kind import EntryKind
from dossier.evidence.signing import Signer
from dossier.model.case import ReintegrationCase
from dossier.model.demand import Verdict
from dossier.model.judgement import AnswerIn, JudgementIn
from dossier.model.people import Account
from dossier.model.person import LimitationIn
from dossier.model.spoken import EmployerAnswer, HumanJudgement
from dossier.storage.applications import applied_vacancy
from dossier.storage.judgements import judgements_of
from dossier.storage.profiles import standing_limitations, standing_of

ANSWER_FIELDS = ("vacancy_id", "item", "level", "occurs", "amount", "words", "informant", "answered_on")
JUDGEMENT_FIELDS = ("vacancy_id", "item", "level", "limitation_note", "verdict", "computed", "reason")


def record_answer(
    session: Session,
    case: ReintegrationCase,
    values: AnswerIn | Mapping[str, Any],
    *,
    actor: Account,
    now: datetime,
    signer: Signer,
) -> EmployerAnswer:
    """Keep an answer of an employer; it outweighs the vacancy text from the next weighing on."""
    require_act(actor, case, 6, "write")
    given = read_input(AnswerIn, values)
    check_day("answered_on", given.answered_on, case=case, now=now)
    vacancy = applied_vacancy(session, given.vacancy)
    find_limitation(session, case, given.item, given.level)
    row = EmployerAnswer(
        case_id=case_id_of(case),
        vacancy_id=vacancy.id,
        recorded_at=now,
        recorded_by=account_id(actor),
        amount=None if given.amount is None else str(given.amount),
        occurs=given.occurs.value,
        **given.model_dump(include={"item", "level", "words", "informant", "answered_on"}),
    )
    session.add(row)
    session.flush()
    content = row_content(row, ANSWER_FIELDS) | {"title": vacancy.title, "employer": vacancy.employer}
    content |= confirmed_words(given)
    record_entry(
        session,
        case,
        EntryKind.EMPLOYER_ANSWERED,
        content,
        actor=actor,
        now=now,
        signer=signer,
        occurred_on=given.answered_on,
    )
    return row


def judge_limitation_by_hand(
    session: Session,
    case: ReintegrationCase,
    values: JudgementIn | Mapping[str, Any],
    *,
    computed: Verdict,
    actor: Account,
    now: datetime,
    signer: Signer,
) -> HumanJudgement:
    """Keep a judgement with its reason and the verdict it overrides; without a verdict it withdraws the earlier one."""
    require_act(actor, case, 6, "write")
    today = {"decided_on": dutch_day(now), "decided_by": actor_name(actor)}
    given = values if isinstance(values, JudgementIn) else read_input(JudgementIn, {**values, **today})
    vacancy = applied_vacancy(session, given.vacancy)
    limitation = find_limitation(session, case, given.item, given.level)
    if given.verdict is None and not judgements_of(session, case_id_of(case), vacancy.id):
        raise InvalidInputError("verdict", "", "een oordeel; er is nog geen oordeel om in te trekken")
    row = HumanJudgement(
        case_id=case_id_of(case),
        vacancy_id=vacancy.id,
        item=given.item,
        level=given.level,
        limitation_note=limitation.note,
        verdict=None if given.verdict is None else given.verdict.value,
        computed=computed.value,
        reason=given.reason,
        decided_at=now,
        decided_by=account_id(actor),
    )
    session.add(row)
    session.flush()
    content = row_content(row, JUDGEMENT_FIELDS) | {"title": vacancy.title, "employer": vacancy.employer}
    content |= confirmed_words(given)
    record_entry(session, case, EntryKind.VERDICT_JUDGED, content, actor=actor, now=now, signer=signer)
    return row


def find_limitation(session: Session, case: ReintegrationCase, item: str, level: int) -> LimitationIn:
    """The recorded limitation that is spoken of; another one cannot be answered or judged."""
    recorded = standing_limitations(session, standing_of(session, case_id_of(case)))
    for one in recorded:
        if (one.item, one.level) == (item, level):
            return one
    raise InvalidInputError("item", item, ", ".join(sorted({one.item for one in recorded})) or "een vastgelegd punt")
