"""Weighs one stored vacancy of a case again, as soon as an answer or a judgement about it is kept."""

from datetime import date

from sqlmodel import Session

from dossier.model.case import ReintegrationCase
from dossier.rules.suitability import worst_verdict
from dossier.storage.applications import known_match
from dossier.storage.match_tally import kind_of, move_kind
from dossier.storage.profiles import person_of
from dossier.storage.vacancies import as_posting, get_vacancy
from matcher.judge import judge_demands


def weigh_again(session: Session, case: ReintegrationCase, vacancy_id: str, *, on: date) -> None:
    """The verdicts of the kept match are new at once; its place in the list follows with the next ranking."""
    assert case.id is not None
    match = known_match(session, case.id, vacancy_id)
    if match is None:
        return
    before = kind_of(match)
    verdicts = judge_demands(person_of(session, case, today=on), as_posting(get_vacancy(session, vacancy_id)))
    judged = match.detail.get("verdicts", {}) | {"limitations": [one.model_dump(mode="json") for one in verdicts]}
    match.detail = match.detail | {"verdicts": judged}
    match.limitation_verdict, match.found = worst_verdict(verdicts).value, None
    session.add(match)
    session.flush()
    move_kind(session, case.id, before, kind_of(match))
