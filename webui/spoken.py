"""What was answered and judged about a vacancy, as it was kept: the newest first, nothing left out."""

from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _
from sqlmodel import Session

from dossier.model.spoken import EmployerAnswer, HumanJudgement
from dossier.rules.fml import find_item
from dossier.storage.accounts import get_account
from dossier.storage.judgements import answers_of, judgements_of
from webui.limitation_view import verdict_label


@dataclass(frozen=True)
class SpokenLine:
    """One answer or one judgement."""

    day: date
    item: str
    name: str
    text: str
    words: str
    who: str


def spoken_lines(session: Session, case_id: int, vacancy_id: str) -> list[SpokenLine]:
    lines = [answer_line(row) for row in answers_of(session, case_id, vacancy_id)]
    lines += [judgement_line(session, row) for row in judgements_of(session, case_id, vacancy_id)]
    return sorted(lines, key=lambda line: line.day, reverse=True)


def answer_line(row: EmployerAnswer) -> SpokenLine:
    item = find_item(row.item)
    texts = {
        "komt niet voor": _("volgens de werkgever komt dit niet voor"),
        "komt af en toe voor": _("volgens de werkgever komt dit af en toe voor"),
        "komt geregeld voor": _("volgens de werkgever komt dit geregeld voor"),
    }
    amount = "" if row.amount is None else f" ({row.amount.replace('.', ',')} {item.unit or ''})"
    return SpokenLine(row.answered_on, row.item, item.name, f"{texts[row.occurs]}{amount}", row.words, row.informant)


def judgement_line(session: Session, row: HumanJudgement) -> SpokenLine:
    text = (
        _("eigen oordeel ingetrokken")
        if row.verdict is None
        else _("eigen oordeel: %(label)s", label=verdict_label(row.verdict))
    )
    who = get_account(session, row.decided_by).name
    return SpokenLine(row.decided_at.date(), row.item, find_item(row.item).name, text, row.reason, who)
