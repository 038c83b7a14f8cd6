"""The order of the vacancies for a person: a visible list of features with their weights, and what stands last."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from pydantic import BaseModel, Field
from scipy.sparse import csr_matrix

from dossier.model.demand import Verdict
from dossier.model.person import Person, Phase
from dossier.model.posting import VacancyIn
from dossier.rules import RULE_VERSION
from dossier.storage.profiles import search_phase
from matcher.features import Fact, Pair
from matcher.floor import Floor, find_floor
from matcher.index import Index, build_index
from matcher.judge import PairJudgement, judge_pair
from matcher.kinship import SAME, find_nearest
from matcher.missing import list_missing
from matcher.profile import build_profile
from matcher.stock.terms import find_likeness
from matcher.text import likeness
from matcher.title_space import place_titles
from matcher.weights import FEATURES, NEUTRAL, Weight, list_weights

MODEL_VERSION = "2026.16"
LOSSES_TOLD, LOSS_TOLD = 2, 2.0
"""How many costs are told, and from how many points of weight on."""


class Reason(BaseModel):
    feature: str
    weight: float
    value: float
    text: str


class Verdicts(BaseModel):
    wage: str
    hours: str
    travel: str
    limitations: Verdict


class RankedMatch(BaseModel):
    """One place in the list; the whole judgement goes along for who stores it."""

    vacancy: str
    rank: int = 0
    score: float
    verdicts: Verdicts
    reasons: list[Reason]
    why_not_higher: list[str]
    copies: list[str]
    floor: Floor = Field(exclude=True)
    judgement: PairJudgement = Field(exclude=True)


class Ranking(BaseModel):
    """What `passend rank` answers for one person."""

    case: str
    rule_version: str = RULE_VERSION
    model_version: str = MODEL_VERSION
    phase: Phase
    weights: list[Weight]
    missing: list[str]
    matches: list[RankedMatch]
    total: int


@dataclass(frozen=True)
class Weighed:
    """One job with what every feature found, before anything is ordered; facts in the order of FEATURES."""

    posting: VacancyIn
    copies: tuple[str, ...]
    judgement: PairJudgement
    facts: tuple[Fact, ...]
    unit: str | None
    telework: bool
    own_trade: bool
    """Is it the occupation that the person had, under this name or another?"""

    @property
    def values(self) -> dict[str, float]:
        """What is known, by the name of the feature."""
        return {
            feature.name: fact.value
            for feature, fact in zip(FEATURES, self.facts, strict=True)
            if fact.value is not None
        }


def rank_people(
    persons: Sequence[Person], postings: Sequence[VacancyIn], *, on: date, top: int | None = None
) -> list[Ranking]:
    """One ranking per person, in the order given; no vacancy is left out, copies stand with their leading posting."""
    index = build_index(postings)
    return [rank_person(person, index, on=on, top=top) for person in persons]


def rank_person(person: Person, index: Index, *, on: date, top: int | None = None) -> Ranking:
    return order_jobs(person, weigh_jobs(person, index, on=on), on=on, top=top)


def weigh_jobs(
    person: Person,
    index: Index,
    *,
    on: date,
    rows: Sequence[int] | None = None,
    likeness: np.ndarray | None = None,
) -> list[Weighed]:
    """Every job of the index, or these rows of it, beside one person, in their order.

    `likeness` as `measure_texts` gives it, where it was measured before.
    """
    rows = range(len(index.postings)) if rows is None else rows
    texts = measure_texts(person, index) if likeness is None else likeness
    return [
        Weighed(
            posting=index.postings[row],
            copies=index.copies[row],
            judgement=pair.judgement,
            facts=tuple(feature.function(pair) for feature in FEATURES),
            unit=index.units[row],
            telework=pair.asked.telework,
            own_trade=pair.work_kinship is not None and pair.work_kinship[0].value == SAME,
        )
        for row, pair in zip(rows, _pairs(person, index, rows, texts, on), strict=True)
    ]


def measure_texts(person: Person, index: Index) -> np.ndarray:
    """How like each text of the index is to what the person says about work, from 0 to 1; nan where nothing is said."""
    terms = build_profile(person).task_terms
    if not terms:
        return np.full(len(index.postings), np.nan)
    return find_likeness(index.texts, index.rarity.weigh(terms), index.rarity)


def order_jobs(
    person: Person,
    jobs: Sequence[Weighed],
    *,
    on: date,
    weights: Sequence[Weight] | None = None,
    top: int | None = None,
) -> Ranking:
    """Put weighed jobs in order, by the usual weights of the person's phase or by these."""
    phase = phase_of(person, on)
    weights = list_weights(phase, {}) if weights is None else weights
    matches = sorted(
        (match_job(job, weights) for job in jobs), key=lambda one: place_of(one.floor, one.score, one.vacancy)
    )
    for number, match in enumerate(matches, start=1):
        match.rank = number
    return Ranking(
        case=person.id, phase=phase, weights=list(weights), missing=list_missing(person), matches=matches[:top],
        total=len(matches),
    )  # fmt: skip


def phase_of(person: Person, on: date) -> Phase:
    return person.phase or search_phase(person.track_two_start, on)


def place_of(floor: int, score: float, vacancy: str) -> tuple[int, float, str]:
    """By floor, then by score; ties by id."""
    return (floor, -score, vacancy)


def _pairs(person: Person, index: Index, rows: Sequence[int], texts: np.ndarray, on: date) -> Iterator[Pair]:
    profile, titles = build_profile(person), index.titles[list(rows)]
    work = _closest([(title, title) for title in profile.titles], titles)
    directions = _closest(profile.directions, titles)
    for at, row in enumerate(rows):
        posting = index.postings[row]
        yield Pair(
            person=person, profile=profile, phase=phase_of(person, on), on=on,
            judgement=judge_pair(person, posting, on=on, demands=index.demands[row]),
            asked=index.asked[row], posted=posting.date_posted, text_terms=index.text_terms[row],
            work_likeness=work[at] if work else None, direction_likeness=directions[at] if directions else None,
            text_likeness=None if np.isnan(texts[row]) else float(texts[row]),
            work_kinship=find_nearest(index.units[row], profile.title_units),
            direction_kinship=find_nearest(index.units[row], profile.direction_units),
        )  # fmt: skip


def _closest(wordings: Sequence[tuple[str, str]], rows: csr_matrix) -> list[tuple[float, str]]:
    """For every vacancy how like its title is to the wording that is most like it, and the name behind that."""
    if not wordings:
        return []
    values = likeness(rows, place_titles([wording for wording, _ in wordings]))
    best = np.argmax(values, axis=1)
    return [(float(values[row, column]), wordings[column][1]) for row, column in enumerate(best)]


def match_job(job: Weighed, weights: Sequence[Weight]) -> RankedMatch:
    """One job with its score by these weights, not yet in its place."""
    values = [
        feature.unknown if fact.value is None else fact.value for feature, fact in zip(FEATURES, job.facts, strict=True)
    ]
    total = sum(weight.weight for weight in weights)
    score = sum(weight.weight * value for weight, value in zip(weights, values, strict=True)) / total
    judgement = job.judgement
    floor, ground = find_floor(judgement, telework=job.telework, own_trade=job.own_trade)
    return RankedMatch(
        vacancy=job.posting.id,
        score=round(score, 6),
        verdicts=Verdicts(
            wage=judgement.wage.verdict, hours=judgement.hours.verdict, travel=judgement.travel.verdict,
            limitations=judgement.worst,
        ),
        reasons=_reasons(job.facts, weights),
        why_not_higher=[*([ground] if ground else []), *_losses(job, weights)],
        copies=list(job.copies),
        floor=floor,
        judgement=judgement,
    )  # fmt: skip


def _reasons(facts: Sequence[Fact], weights: Sequence[Weight]) -> list[Reason]:
    """What speaks for and against, the heaviest first: the distance to neutral times the weight."""
    known = [
        Reason(feature=weight.feature, weight=weight.weight, value=fact.value, text=fact.text)
        for weight, fact in zip(weights, facts, strict=True)
        if fact.value is not None
    ]
    return sorted(known, key=lambda reason: (-abs(reason.value - NEUTRAL) * reason.weight, reason.feature))


def _losses(job: Weighed, weights: Sequence[Weight]) -> list[str]:
    """The features that lost the most of their weight, in their own words."""
    lost = [
        (weight.weight * (1 - (feature.unknown if fact.value is None else fact.value)), weight.feature, fact.text)
        for feature, weight, fact in zip(FEATURES, weights, job.facts, strict=True)
    ]
    costly = [text for loss, _, text in sorted(lost, key=lambda one: (-one[0], one[1])) if loss >= LOSS_TOLD]
    return costly[:LOSSES_TOLD]
