"""Makes the list of one case and keeps it: what was weighed before by the same is not weighed again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from statistics import fmean
from typing import Any

from pydantic import BaseModel
from sqlmodel import Session

from dossier.model.case import ReintegrationCase
from dossier.model.match import CaseRanking, Match, ShortlistState
from dossier.model.person import Person
from dossier.rules import RULE_VERSION
from dossier.storage.cases import lock_case
from dossier.storage.matches import (
    KeptPlace,
    Move,
    find_places,
    kept_places,
    kept_ranking,
    list_state,
    renew_matches,
    save_ranking,
    shared_rankings,
)
from dossier.storage.profiles import person_of
from dossier.storage.shortlists import entries_for
from dossier.storage.stamps import stamp_decisions
from dossier.storage.vacancies import as_posting, list_vacancies
from matcher.feedback import Decision, Emphasis, learn_emphasis
from matcher.index import build_index
from matcher.kept_reading import stamp_rules
from matcher.match_row import make_row, outline_kept, stamp_pairs
from matcher.missing import list_missing
from matcher.outlook import Outline, measure_directions, outline, suggest_occupations
from matcher.ranking import MODEL_VERSION, Weighed, match_job, measure_texts, phase_of, place_of, weigh_jobs
from matcher.stored_stock import Stock
from matcher.weights import Weight, list_weights

Factors = Sequence[Mapping[str, float]]
"""By other cases of the office, what their decisions multiply the weights with."""


@dataclass(frozen=True)
class CaseList:
    """A list that was made and not yet kept."""

    ranking: CaseRanking
    rows: list[Match]
    """What was weighed."""
    moves: list[Move]
    """What stays as it was weighed before, where it has another place now."""
    gone: list[str]
    before: tuple[str | None, int]
    """The state of the list that this one takes the place of."""


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
    every = (
        stamp_rules(), on, stock, person.model_dump_json(), case.weights_reset_at,
        stamp_decisions(session, case.id), [sorted(factors.items()) for factors in office],
    )  # fmt: skip
    return sha256(repr(every).encode()).hexdigest()


def renew_list(session: Session, case: ReintegrationCase, stock: Stock, office: Factors, *, on: date) -> int:
    """Make the list of a case and keep it while nobody else writes in the case; answers how long it is."""
    assert case.id is not None
    lock_case(session, case.id)
    made = make_list(session, case, stock, office, on=on)
    keep_list(session, made)
    return made.ranking.total


def make_list(
    session: Session, case: ReintegrationCase, stock: Stock, office: Factors, *, on: date, every: bool = False
) -> CaseList:
    """The list of one case by its own weights, with beside it how the list was made and what the stock offers.

    Only what changed since the list before is weighed (`every`: all of it); a list of other weights is weighed whole.
    """
    assert case.id is not None
    person, before = person_of(session, case, today=on), kept_places(session, case.id)
    work = Work(person, stock, on, {} if every else before)
    own = learn_from_shortlist(session, case, person, work.outlines, on=on)
    weights = list_weights(phase_of(person, on), own, office)
    if not _are_kept(session, case.id, weights):
        work.weigh(sorted(work.same))
    ranking = CaseRanking(
        case_id=case.id, total=len(stock.stamps), phase=phase_of(person, on).value, missing=list_missing(person),
        weights=_dump(weights),
        directions=_dump(measure_directions(person, work.outlines, stock.index.titles, on=on)),
        suggestions=_dump(suggest_occupations(person, work.outlines)),
        made_of=stamp_case(session, case, person, stock.stamp, office, on=on), closed_until=stock.closed_until,
        rule_version=RULE_VERSION, model_version=MODEL_VERSION, computed_on=on,
    )  # fmt: skip
    rows, moves = work.place(case.id, weights)
    listed = {posting.id for posting in stock.index.postings}
    gone = [vacancy for vacancy in before if vacancy not in listed]
    return CaseList(ranking, rows, moves, gone, list_state(session, case.id))


class Work:
    """The jobs of a stock beside one person: those that were weighed before by the same, and those weighed now."""

    def __init__(self, person: Person, stock: Stock, on: date, before: Mapping[str, KeptPlace]) -> None:
        self.person, self.stock, self.on = person, stock, on
        self._texts = measure_texts(person, stock.index)
        self.stamps = stamp_pairs(person, stock, self._texts, on=on)
        kept = [before.get(posting.id) for posting in stock.index.postings]
        self.same = {
            row: place for row, place in enumerate(kept) if place is not None and place.made_of == self.stamps[row]
        }
        self.weighed: dict[int, Weighed] = {}
        self.weigh([row for row in range(len(kept)) if row not in self.same])

    def weigh(self, rows: Sequence[int]) -> None:
        """Weigh these now, whatever was known of them."""
        if rows:
            jobs = weigh_jobs(self.person, self.stock.index, on=self.on, rows=rows, likeness=self._texts)
            self.weighed |= dict(zip(rows, jobs, strict=True))
            self.same = {row: place for row, place in self.same.items() if row not in self.weighed}
        index = self.stock.index
        self.outlines = [
            outline(self.weighed[row])
            if row in self.weighed
            else outline_kept(self.same[row], posting.date_posted, index.units[row])
            for row, posting in enumerate(index.postings)
        ]

    def place(self, case_id: int, weights: Sequence[Weight]) -> tuple[list[Match], list[Move]]:
        """The rows that are new in the list or weighed again, and the others that have another place now."""
        matches = {row: match_job(job, weights) for row, job in self.weighed.items()}
        floors = {row: (one.floor, one.score) for row, one in (self.same | matches).items()}
        postings, shown = self.stock.index.postings, self.stock.shown
        order = sorted(floors, key=lambda row: place_of(*floors[row], postings[row].id))
        others = find_places([shown[postings[row].id] for row in order])
        rows, moves = list[Match](), list[Move]()
        for rank, (row, (by_day, by_place)) in enumerate(zip(order, others, strict=True), start=1):
            move = Move(postings[row].id, rank, by_day, by_place)
            if row in matches:
                copies = self.stock.copies.get(postings[row].id, [])
                rows.append(make_row(case_id, self.weighed[row], matches[row], move, copies, self.stamps[row], self.on))
            elif (kept := self.same[row]) and move != (kept.vacancy_id, kept.rank, kept.by_day, kept.by_place):
                moves.append(move)
        return rows, moves


def keep_list(session: Session, made: CaseList) -> bool:
    """Put a list in the place of the one before; not where that one changed since: then it is to be made again."""
    case_id = made.ranking.case_id
    lock_case(session, case_id)
    if list_state(session, case_id) != made.before:
        return False
    save_ranking(session, made.ranking)
    renew_matches(session, case_id, made.rows, made.moves, made.gone)
    return True


def _are_kept(session: Session, case_id: int, weights: Sequence[Weight]) -> bool:
    """Was the list before made by these weights, to the letter?"""
    before = kept_ranking(session, case_id)
    return before is not None and before.weights == _dump(weights)


def _dump(models: Sequence[BaseModel]) -> list[dict[str, Any]]:
    return [model.model_dump(mode="json") for model in models]


def learn_from_shortlist(
    session: Session, case: ReintegrationCase, person: Person, jobs: Sequence[Outline], *, on: date
) -> dict[str, Emphasis]:
    """What the decisions of this case, since its weights were last put back, say about the weights."""
    assert case.id is not None
    since = case.weights_reset_at
    entries = [entry for entry in entries_for(session, case.id) if since is None or entry.decided_at > since]
    if not entries:
        return {}
    values = {job.vacancy: job.values for job in jobs}
    gone = {entry.vacancy_id for entry in entries} - values.keys()
    closed = [as_posting(vacancy) for vacancy in list_vacancies(session, ids=sorted(gone))] if gone else []
    if closed:
        values |= {job.posting.id: job.values for job in weigh_jobs(person, build_index(closed), on=on)}
    decisions = [
        Decision(
            chosen=entry.state != ShortlistState.DISMISSED,
            reason=entry.reason_code,
            values=values.get(entry.vacancy_id, {}),
        )
        for entry in entries
    ]
    return learn_emphasis(decisions, find_usual(jobs))


def find_usual(jobs: Sequence[Outline]) -> dict[str, float]:
    """What each feature finds on average, over the jobs where it finds anything."""
    found: dict[str, list[float]] = {}
    for job in jobs:
        for feature, value in job.values.items():
            found.setdefault(feature, []).append(value)
    return {feature: fmean(values) for feature, values in found.items()}
