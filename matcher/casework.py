"""Ranks the stored vacancies for the stored cases and keeps the lists."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from statistics import fmean

from pydantic import BaseModel
from sqlmodel import Session

from dossier.model.case import ReintegrationCase
from dossier.model.match import CaseRanking, Match, ShortlistState
from dossier.model.person import Person
from dossier.model.vacancy import Vacancy, VacancyState
from dossier.rules import RULE_VERSION
from dossier.storage.cases import all_cases
from dossier.storage.match_tally import last_closing
from dossier.storage.matches import find_places, replace_matches, save_ranking, shared_rankings
from dossier.storage.profiles import person_of
from dossier.storage.shortlists import entries_for
from dossier.storage.stamps import stamp_decisions, stamp_stock
from dossier.storage.vacancies import as_posting, list_vacancies
from matcher.feedback import Decision, Emphasis, learn_emphasis
from matcher.index import Index, build_index
from matcher.kept_reading import find_unread, keep, read_posting, readings_of
from matcher.outlook import measure_directions, suggest_occupations
from matcher.ranking import MODEL_VERSION, RankedMatch, Weighed, order_jobs, phase_of, weigh_jobs
from matcher.weights import list_weights


class RankCounts(BaseModel):
    """How much was ranked."""

    cases: int = 0
    vacancies: int = 0
    matches: int = 0


@dataclass(frozen=True)
class Stock:
    """What every list of a run is made of."""

    index: Index
    copies: dict[str, list[str]]
    shown: dict[str, tuple[date | None, str | None]]
    """By vacancy, what the other orders of a list go by."""
    size: int
    stamp: str
    closed_until: datetime


@dataclass(frozen=True)
class CaseList:
    """A list that was made and not yet kept."""

    ranking: CaseRanking
    rows: list[Match]


Factors = Sequence[Mapping[str, float]]
"""By other cases of the office, what their decisions multiply the weights with."""


def rank_cases(session: Session, *, on: date, case_ids: Iterable[int] | None = None) -> RankCounts:
    """Rank every open vacancy for these cases (all when none is named) and replace their lists."""
    wanted = None if case_ids is None else set(case_ids)
    keep(session, ((posting, read_posting(posting)) for posting in find_unread(session)))
    stock = read_stock(session)
    counts = RankCounts(vacancies=stock.size)
    cases = [case for case in all_cases(session) if case.id is not None and (wanted is None or case.id in wanted)]
    office = {case.number: learned_elsewhere(session, case) for case in cases}
    for case in cases:
        counts.cases += 1
        counts.matches += keep_list(session, make_list(session, case, stock, office[case.number], on=on))
    return counts


def read_stock(session: Session) -> Stock:
    """Every open vacancy, read once for all cases."""
    closed_until = last_closing(session)
    rows = list_vacancies(session, state=VacancyState.OPEN)
    leading = [as_posting(vacancy) for vacancy in rows if vacancy.copy_of is None]
    return Stock(
        index=build_index(leading, readings_of(session, leading)),
        copies=_known_copies(rows),
        shown={vacancy.id: (vacancy.date_posted, vacancy.place) for vacancy in rows},
        size=len(rows),
        stamp=stamp_stock(session),
        closed_until=closed_until,
    )


def learned_elsewhere(session: Session, case: ReintegrationCase) -> Factors:
    """As it was kept before this run: so the lists are the same in whatever order, or by how many, they are made."""
    found = [
        {weight["feature"]: weight["learned"] for weight in other.weights if weight.get("learned", 1.0) != 1.0}
        for other in shared_rankings(session, case)
    ]
    return [factors for factors in found if factors]


def stamp_case(
    session: Session, case: ReintegrationCase, person: Person, stock: str, office: Factors, *, on: date
) -> str:
    """The hash of all that the list of a case is made of; the person says how things stand on the day."""
    assert case.id is not None
    made_of = (
        RULE_VERSION, MODEL_VERSION, on, stock, person.model_dump_json(), case.weights_reset_at,
        stamp_decisions(session, case.id), [sorted(factors.items()) for factors in office],
    )  # fmt: skip
    return sha256(repr(made_of).encode()).hexdigest()


def make_list(session: Session, case: ReintegrationCase, stock: Stock, office: Factors, *, on: date) -> CaseList:
    """The list of one case by its own weights, with beside it how the list was made and what the stock offers."""
    assert case.id is not None
    person = person_of(session, case, today=on)
    jobs = weigh_jobs(person, stock.index, on=on)
    own = learn_from_shortlist(session, case, person, jobs, on=on)
    weights = list_weights(phase_of(person, on), own, office)
    ranking = order_jobs(person, jobs, on=on, weights=weights)
    kept = CaseRanking(
        case_id=case.id, total=ranking.total, phase=ranking.phase.value, missing=ranking.missing,
        weights=[weight.model_dump(mode="json") for weight in weights],
        directions=[row.model_dump(mode="json") for row in measure_directions(person, jobs, on=on)],
        suggestions=[row.model_dump(mode="json") for row in suggest_occupations(person, jobs)],
        made_of=stamp_case(session, case, person, stock.stamp, office, on=on), closed_until=stock.closed_until,
        rule_version=RULE_VERSION, model_version=MODEL_VERSION, computed_on=on,
    )  # fmt: skip
    rows = [_row(case.id, match, stock.copies.get(match.vacancy, []), on) for match in ranking.matches]
    for row, places in zip(rows, find_places([stock.shown[row.vacancy_id] for row in rows]), strict=True):
        row.by_day, row.by_place = places
    return CaseList(kept, rows)


def keep_list(session: Session, made: CaseList) -> int:
    """Put a list in the place of the one before; answers how long it is."""
    save_ranking(session, made.ranking)
    return replace_matches(session, made.ranking.case_id, made.rows)


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
