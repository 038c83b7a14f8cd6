"""Measures the order of vacancies against grades that people gave, beside three baselines in the same run."""

from collections.abc import Sequence
from datetime import date

import numpy as np
from pydantic import BaseModel

from dossier.model.person import Person
from dossier.model.posting import VacancyIn
from matcher.baseline import BASELINES
from matcher.index import Index, build_index
from matcher.measure import find_mean, find_ndcg, find_precision, find_reciprocal_rank
from matcher.profile import direction_name
from matcher.ranking import rank_person
from matcher.text import iter_lines

Figures = dict[str, float]
"""nDCG@10, nDCG@20, P@10, MRR and violations@10, under the names of the doors."""


class GradedCase(BaseModel):
    """One person, the grades (0-3) of the vacancies and those that exceed a limit; a pair without a grade is 0."""

    person: Person
    on: date
    grades: dict[str, int] = {}
    violations: set[str] = set()


class RankingReport(BaseModel):
    """Means over the people, violations counted over all of them; the same for each baseline, and per person."""

    figures: Figures
    baselines: dict[str, Figures]
    cases: dict[str, Figures]


def evaluate_ranking(cases: Sequence[GradedCase], postings: Sequence[VacancyIn]) -> RankingReport:
    """Rank all postings for every person and compare with the grades; a job in several copies counts once."""
    index = build_index(postings)
    own = [_judge_list(case, index, _order_own(case, index)) for case in cases]
    documents = [f"{posting.title}\n{posting.description}" for posting in index.postings]
    queries = [describe_person(case.person) for case in cases]
    baselines = {}
    for name, weigh in BASELINES.items():
        orders = np.argsort(-weigh(documents, queries), axis=1, kind="stable")
        baselines[name] = join_figures(
            [_judge_list(case, index, list(order)) for case, order in zip(cases, orders, strict=True)]
        )
    return RankingReport(
        figures=join_figures(own),
        baselines=baselines,
        cases={case.person.id: figures for case, figures in zip(cases, own, strict=True)},
    )


def describe_person(person: Person) -> str:
    """Everything a person says about work as one text: what a search engine would be given."""
    jobs = [" ".join([job.title, *iter_lines(job.tasks)]) for job in person.work_history]
    directions = [direction_name(entry) for entry in person.search_directions]
    rest = [*person.skills, *iter_lines(person.education), *iter_lines(person.wishes), *person.licences]
    return "\n".join([*jobs, *directions, *rest, *person.languages])


def join_figures(rows: Sequence[Figures]) -> Figures:
    """The mean of each figure; violations are counted, not averaged."""
    return {
        name: sum(row[name] for row in rows)
        if name.startswith("violations")
        else find_mean([row[name] for row in rows])
        for name in (rows[0] if rows else ())
    }


def _order_own(case: GradedCase, index: Index) -> list[int]:
    rows = {posting.id: row for row, posting in enumerate(index.postings)}
    return [rows[match.vacancy] for match in rank_person(case.person, index, on=case.on).matches]


def _judge_list(case: GradedCase, index: Index, order: Sequence[int]) -> Figures:
    jobs = [(index.postings[row].id, *index.copies[row]) for row in order]
    grades = [max(case.grades.get(vacancy, 0) for vacancy in job) for job in jobs]
    return {
        "ndcg@10": round(find_ndcg(grades, 10), 4),
        "ndcg@20": round(find_ndcg(grades, 20), 4),
        "p@10": find_precision(grades, 10),
        "mrr": round(find_reciprocal_rank(grades), 4),
        "violations@10": sum(not case.violations.isdisjoint(job) for job in jobs[:10]),
    }
