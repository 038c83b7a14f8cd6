"""The order of the vacancies for a person: a visible list of features with their weights, and what stands last."""

from collections.abc import Callable, Iterator, Sequence
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
from matcher import features
from matcher.features import Fact, Pair
from matcher.index import Index, build_index
from matcher.judge import PairJudgement, judge_pair
from matcher.missing import list_missing
from matcher.profile import build_profile
from matcher.text import likeness, vectorise

MODEL_VERSION = "2026.11"
NEUTRAL = 0.5


@dataclass(frozen=True)
class Feature:
    """One feature and what it weighs in the narrow phase (first six months) and in the wide one (W-15)."""

    function: Callable[[Pair], Fact]
    narrow: float
    wide: float
    unknown: float = NEUTRAL
    """What counts where nothing can be said; without limitations nothing weighs on a vacancy."""

    @property
    def name(self) -> str:
        return self.function.__name__

    def weight(self, phase: Phase) -> float:
        return self.narrow if phase is Phase.NARROW else self.wide


FEATURES = (
    Feature(features.limitations, 20, 20, unknown=1.0),
    Feature(features.work_history, 20, 10),
    Feature(features.search_direction, 14, 14),
    Feature(features.wage, 14, 12),
    Feature(features.tasks, 10, 10),
    Feature(features.hours, 8, 8),
    Feature(features.travel, 8, 8),
    Feature(features.skills, 6, 8),
    Feature(features.education, 6, 3),
    Feature(features.wishes, 3, 3),
    Feature(features.licences, 3, 3),
    Feature(features.languages, 2, 2),
    Feature(features.freshness, 2, 2),
)


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
    copies: list[str]
    judgement: PairJudgement = Field(exclude=True)


class Ranking(BaseModel):
    """What `passend rank` answers for one person."""

    case: str
    rule_version: str = RULE_VERSION
    model_version: str = MODEL_VERSION
    missing: list[str]
    matches: list[RankedMatch]
    total: int


def rank_people(
    persons: Sequence[Person], postings: Sequence[VacancyIn], *, on: date, top: int | None = None
) -> list[Ranking]:
    """One ranking per person, in the order given; no vacancy is left out, copies stand with their leading posting."""
    index = build_index(postings)
    return [rank_person(person, index, on=on, top=top) for person in persons]


def rank_person(person: Person, index: Index, *, on: date, top: int | None = None) -> Ranking:
    matches = sorted(
        (_match(pair, index.copies[row]) for row, pair in enumerate(_pairs(person, index, on))), key=_place
    )
    for number, match in enumerate(matches, start=1):
        match.rank = number
    return Ranking(case=person.id, missing=list_missing(person), matches=matches[:top], total=len(matches))


def _place(match: RankedMatch) -> tuple[int, float, str]:
    """First what is suitable, then what pays too little, last what exceeds hours or a limitation; ties by id."""
    if match.verdicts.limitations is Verdict.EXCEEDED or match.verdicts.wage == "HOURS_NOT_SUITABLE":
        return (2, -match.score, match.vacancy)
    return (int(match.verdicts.wage == "BELOW"), -match.score, match.vacancy)


def _pairs(person: Person, index: Index, on: date) -> Iterator[Pair]:
    profile = build_profile(person)
    work = _closest(profile.titles, index.titles)
    directions = _closest(profile.directions, index.titles)
    texts = likeness(index.texts, vectorise([list(profile.task_terms)]))[:, 0] if profile.task_terms else None
    for row, posting in enumerate(index.postings):
        yield Pair(
            person=person, profile=profile, posting=posting, judgement=judge_pair(person, posting, on=on),
            phase=person.phase or search_phase(person.track_two_start, on), on=on,
            title_terms=index.title_terms[row], text_terms=index.text_terms[row],
            work_likeness=work[row] if work else None, direction_likeness=directions[row] if directions else None,
            text_likeness=None if texts is None else float(texts[row]),
        )  # fmt: skip


def _closest(named: Sequence[tuple[str, tuple[str, ...]]], rows: csr_matrix) -> list[tuple[float, str]]:
    """For every vacancy the name that is most like its title, and how like."""
    if not named:
        return []
    values = likeness(rows, vectorise([list(terms) for _, terms in named]))
    best = np.argmax(values, axis=1)
    return [(float(values[row, column]), named[column][0]) for row, column in enumerate(best)]


def _match(pair: Pair, copies: tuple[str, ...]) -> RankedMatch:
    facts = [(feature, feature.weight(pair.phase), feature.function(pair)) for feature in FEATURES]
    total = sum(weight for _, weight, _ in facts)
    score = (
        sum(weight * (feature.unknown if fact.value is None else fact.value) for feature, weight, fact in facts) / total
    )
    judgement = pair.judgement
    return RankedMatch(
        vacancy=pair.posting.id,
        score=round(score, 6),
        verdicts=Verdicts(
            wage=judgement.wage.verdict, hours=judgement.hours.verdict, travel=judgement.travel.verdict,
            limitations=judgement.worst,
        ),
        reasons=_reasons(facts),
        copies=list(copies),
        judgement=judgement,
    )  # fmt: skip


def _reasons(facts: list[tuple[Feature, float, Fact]]) -> list[Reason]:
    """What speaks for and against, the heaviest first: the distance to neutral times the weight."""
    known = [
        Reason(feature=feature.name, weight=weight, value=fact.value, text=fact.text)
        for feature, weight, fact in facts
        if fact.value is not None
    ]
    return sorted(known, key=lambda reason: (-abs(reason.value - NEUTRAL) * reason.weight, reason.feature))
