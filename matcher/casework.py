"""Ranks the stored vacancies for the stored cases and keeps the lists."""

from collections.abc import Iterable
from datetime import date

from pydantic import BaseModel
from sqlmodel import Session

from dossier.model.match import Match
from dossier.model.vacancy import Vacancy, VacancyState
from dossier.rules import RULE_VERSION
from dossier.storage.cases import all_cases
from dossier.storage.matches import replace_matches
from dossier.storage.profiles import person_of
from dossier.storage.vacancies import as_posting, list_vacancies
from matcher.index import build_index
from matcher.ranking import MODEL_VERSION, RankedMatch, rank_person


class RankCounts(BaseModel):
    """How much was ranked."""

    cases: int = 0
    vacancies: int = 0
    matches: int = 0


def rank_cases(session: Session, *, on: date, case_ids: Iterable[int] | None = None) -> RankCounts:
    """Rank every open vacancy for these cases (all when none is named) and replace their lists."""
    wanted = None if case_ids is None else set(case_ids)
    stock = list_vacancies(session, state=VacancyState.OPEN)
    index = build_index([as_posting(vacancy) for vacancy in stock if vacancy.copy_of is None])
    copies = _known_copies(stock)
    counts = RankCounts(vacancies=len(stock))
    for case in all_cases(session):
        if case.id is None or (wanted is not None and case.id not in wanted):
            continue
        ranking = rank_person(person_of(session, case, today=on), index, on=on)
        rows = [_row(case.id, match, copies.get(match.vacancy, []), on) for match in ranking.matches]
        replace_matches(session, case.id, rows)
        counts.cases += 1
        counts.matches += len(rows)
    return counts


def _known_copies(stock: list[Vacancy]) -> dict[str, list[str]]:
    copies: dict[str, list[str]] = {}
    for vacancy in stock:
        if vacancy.copy_of is not None:
            copies.setdefault(vacancy.copy_of, []).append(vacancy.id)
    return copies


def _row(case_id: int, match: RankedMatch, copies: list[str], on: date) -> Match:
    shown = match.model_dump(mode="json")
    return Match(
        case_id=case_id, vacancy_id=match.vacancy, rank=match.rank, score=match.score,
        wage_verdict=match.verdicts.wage, hours_verdict=match.verdicts.hours, travel_verdict=match.verdicts.travel,
        limitation_verdict=match.verdicts.limitations.value,
        detail={
            "verdicts": match.judgement.model_dump(mode="json"), "reasons": shown["reasons"],
            "copies": sorted({*match.copies, *copies}),
        },
        rule_version=RULE_VERSION, model_version=MODEL_VERSION, computed_on=on,
    )  # fmt: skip
