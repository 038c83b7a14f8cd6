"""A weighed job as the row that is kept, and by what a kept row is known to be as it would be weighed now."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from hashlib import sha256

import numpy as np

from dossier.model.match import Match
from dossier.model.person import Person
from dossier.rules import RULE_VERSION
from dossier.rules.parameter import figures_since
from dossier.rules.wage import below_threshold_penalty
from dossier.storage.matches import KeptPlace, Move
from matcher.features import count_weeks, value_tasks
from matcher.kept_reading import stamp_rules
from matcher.outlook import Outline, is_suitable, stated_ratio
from matcher.ranking import MODEL_VERSION, RankedMatch, Weighed
from matcher.stored_stock import Stock
from matcher.weights import FEATURES

NAMES = tuple(feature.name for feature in FEATURES)


def stamp_pairs(person: Person, stock: Stock, texts: np.ndarray, *, on: date) -> list[str]:
    """For each job the hash of all that it is weighed by beside this person: by the same it would be weighed the same.

    The day itself is not among it: of the day counts by which figures is judged, how heavily the threshold weighs and
    for how many weeks the vacancy has been open. `texts` as `matcher.ranking.measure_texts` gives it.
    """
    plain = person.model_copy(update={"today": None, "employer_answers": [], "human_judgements": []})
    penalty = below_threshold_penalty(on, person.waiting_period_end, person.track_two_start)
    shared = _hash(stamp_rules(), figures_since(on), penalty, plain.model_dump_json())
    said: defaultdict[str, list[str]] = defaultdict(list)
    for answer in person.employer_answers:
        said[answer.vacancy].append(answer.model_dump_json())
    for judgement in person.human_judgements:
        said[judgement.vacancy].append(judgement.model_dump_json())
    likeness = [None if np.isnan(text) else value_tasks(text) for text in texts.tolist()]
    return [
        _hash(shared, stamp, alike, count_weeks(posting.date_posted, on), said.get(posting.id))
        for posting, stamp, alike in zip(stock.index.postings, stock.stamps, likeness, strict=True)
    ]


def _hash(*made_of: object) -> str:
    return sha256(repr(made_of).encode()).hexdigest()


def outline_kept(place: KeptPlace, posted: date | None, unit: str | None) -> Outline:
    """What figures over the whole list look at, of a row that was weighed before."""
    found = place.found or {}
    values = zip(NAMES, found["values"], strict=True)
    return Outline(
        place.vacancy_id, posted, unit, {name: value for name, value in values if value is not None},
        is_suitable(place.limitation_verdict, place.hours_verdict, place.travel_verdict),
        None if found["ratio"] is None else Decimal(found["ratio"]),
    )  # fmt: skip


def make_row(
    case_id: int, job: Weighed, match: RankedMatch, place: Move, copies: Sequence[str], stamp: str, on: date
) -> Match:
    """The row of a job in its place; `copies` are those that the database knows of."""
    shown, ratio = match.model_dump(mode="json"), stated_ratio(job.judgement)
    return Match(
        case_id=case_id, vacancy_id=match.vacancy, rank=place.rank, by_day=place.by_day, by_place=place.by_place,
        score=match.score, floor=match.floor,
        wage_verdict=match.verdicts.wage, hours_verdict=match.verdicts.hours, travel_verdict=match.verdicts.travel,
        limitation_verdict=match.verdicts.limitations.value,
        detail={
            "verdicts": match.judgement.model_dump(mode="json"), "reasons": shown["reasons"],
            "why_not_higher": match.why_not_higher, "copies": sorted({*match.copies, *copies}),
        },
        found={
            "values": [fact.value for fact in job.facts], "ratio": None if ratio is None else str(ratio),
            "made_of": stamp,
        },
        rule_version=RULE_VERSION, model_version=MODEL_VERSION, computed_on=on,
    )  # fmt: skip
