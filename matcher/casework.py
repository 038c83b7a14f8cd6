"""Ranks the stored vacancies for the stored cases and keeps the lists."""

from collections.abc import Iterable, Sequence
from datetime import date
from statistics import fmean

from pydantic import BaseModel
from sqlmodel import Session

from dossier.model.case import ReintegrationCase
from dossier.model.match import CaseRanking, Match, ShortlistState
from dossier.model.person import Person
from dossier.model.vacancy import Vacancy, VacancyState
from dossier.rules import RULE_VERSION
from dossier.storage.cases import all_cases
from dossier.storage.matches import find_places, replace_matches, save_ranking, shared_rankings
from dossier.storage.profiles import person_of
from dossier.storage.shortlists import entries_for
from dossier.storage.vacancies import as_posting, list_vacancies
from matcher.feedback import Decision, Emphasis, learn_emphasis
from matcher.index import Index, build_index
from matcher.outlook import measure_directions, suggest_occupations
from matcher.ranking import MODEL_VERSION, RankedMatch, Ranking, Weighed, order_jobs, phase_of, weigh_jobs
from matcher.weights import list_weights


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
    shown = {vacancy.id: (vacancy.date_posted, vacancy.place) for vacancy in stock}
    counts = RankCounts(vacancies=len(stock))
    for case in all_cases(session):
        if case.id is None or (wanted is not None and case.id not in wanted):
            continue
        ranking = rank_case(session, case, index, on=on)
        rows = [_row(case.id, match, copies.get(match.vacancy, []), on) for match in ranking.matches]
        for row, places in zip(rows, find_places([shown[row.vacancy_id] for row in rows]), strict=True):
            row.by_day, row.by_place = places
        replace_matches(session, case.id, rows)
        counts.cases += 1
        counts.matches += len(rows)
    return counts


def rank_case(session: Session, case: ReintegrationCase, index: Index, *, on: date) -> Ranking:
    """The list of one case by its own weights, with beside it how the list was made and what the stock offers."""
    person = person_of(session, case, today=on)
    jobs = weigh_jobs(person, index, on=on)
    own = learn_from_shortlist(session, case, person, jobs, on=on)
    office = [
        {weight["feature"]: weight["learned"] for weight in other.weights if weight.get("learned", 1.0) != 1.0}
        for other in shared_rankings(session, case)
    ]
    weights = list_weights(phase_of(person, on), own, [factors for factors in office if factors])
    ranking = order_jobs(person, jobs, on=on, weights=weights)
    assert case.id is not None
    kept = CaseRanking(
        case_id=case.id, total=ranking.total, phase=ranking.phase.value, missing=ranking.missing,
        weights=[weight.model_dump(mode="json") for weight in weights],
        directions=[row.model_dump(mode="json") for row in measure_directions(person, jobs, on=on)],
        suggestions=[row.model_dump(mode="json") for row in suggest_occupations(person, jobs)],
        rule_version=RULE_VERSION, model_version=MODEL_VERSION, computed_on=on,
    )  # fmt: skip
    save_ranking(session, kept)
    return ranking


def learn_from_shortlist(
    session: Session, case: ReintegrationCase, person: Person, jobs: Sequence[Weighed], *, on: date
) -> dict[str, Emphasis]:
    """What the decisions of this case, since its weights were last put back, say about the weights."""
    assert case.id is not None
    since = case.weights_reset_at
    entries = [entry for entry in entries_for(session, case.id) if since is None or entry.decided_at > since]
    if not entries:
        return {}
    weighed = {job.posting.id: job for job in jobs}
    gone = {entry.vacancy_id for entry in entries} - weighed.keys()
    closed = [as_posting(vacancy) for vacancy in list_vacancies(session, ids=sorted(gone))] if gone else []
    weighed |= {job.posting.id: job for job in weigh_jobs(person, build_index(closed), on=on)} if closed else {}
    decisions = [
        Decision(
            chosen=entry.state != ShortlistState.DISMISSED,
            reason=entry.reason_code,
            values=weighed[entry.vacancy_id].values if entry.vacancy_id in weighed else {},
        )
        for entry in entries
    ]
    return learn_emphasis(decisions, find_usual(jobs))


def find_usual(jobs: Sequence[Weighed]) -> dict[str, float]:
    """What each feature finds on average, over the jobs where it finds anything."""
    found: dict[str, list[float]] = {}
    for job in jobs:
        for feature, value in job.values.items():
            found.setdefault(feature, []).append(value)
    return {feature: fmean(values) for feature, values in found.items()}


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
            "why_not_higher": match.why_not_higher, "copies": sorted({*match.copies, *copies}),
        },
        rule_version=RULE_VERSION, model_version=MODEL_VERSION, computed_on=on,
    )  # fmt: skip
