"""The verdicts for one person and one vacancy: wage, hours, travel and each limitation, with what they rest on."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache

from pydantic import BaseModel

from dossier.model.demand import Demand, ItemVerdict, Verdict
from dossier.model.person import Person
from dossier.model.posting import VacancyIn
from dossier.rules.answer import apply_answers
from dossier.rules.hours import HoursJudgement, judge_hours
from dossier.rules.human_judgement import apply_judgements
from dossier.rules.opinion import Job
from dossier.rules.suitability import judge_limitations, worst_verdict
from dossier.rules.travel import TravelJudgement, judge_travel
from dossier.rules.wage import WageJudgement, judge_wage
from matcher.demand import find_demands
from matcher.prior import apply_prior

REMEMBERED_TEXTS = 20_000


class PairJudgement(BaseModel):
    """What `passend judge` answers for one pair."""

    wage: WageJudgement
    hours: HoursJudgement
    travel: TravelJudgement
    limitations: list[ItemVerdict]

    @property
    def worst(self) -> Verdict:
        return worst_verdict(self.limitations)


def judge_pair(
    person: Person, posting: VacancyIn, *, on: date, demands: Sequence[Demand] | None = None
) -> PairJudgement:
    """Judge one vacancy for one person on a day; offsets of quotes point into the description.

    `demands` where the vacancy was read before, as `posting_demands` finds them.
    """
    return PairJudgement(
        wage=judge_wage(person, posting, on=on),
        hours=judge_hours(person, posting, on=on),
        travel=judge_travel(person, posting, on=on),
        limitations=judge_demands(person, posting, demands),
    )


def judge_demands(person: Person, posting: VacancyIn, demands: Sequence[Demand] | None = None) -> list[ItemVerdict]:
    """Each limitation against what the text asks; where it is silent, the occupation may tell what is usual."""
    if not person.limitations:
        return []
    said = posting_demands(posting) if demands is None else demands
    verdicts = judge_limitations(person.limitations, said, hours_per_week=counted_hours(posting), hours_per_day=None)
    longest_day = Job(counted_hours(posting)).longest_day
    told = apply_prior(verdicts, posting.title, given=posting.occupation, hours_per_day=longest_day)
    return hear_people(person, posting, [_without_title_offsets(verdict) for verdict in told])


def hear_people(person: Person, posting: VacancyIn, verdicts: Sequence[ItemVerdict]) -> list[ItemVerdict]:
    """The employer's answers outweigh text and occupation; a person's own judgement goes before all (fml.md 2.2)."""
    answers = [one for one in person.employer_answers if one.vacancy == posting.id]
    judgements = [one for one in person.human_judgements if one.vacancy == posting.id]
    if not (answers or judgements):
        return list(verdicts)
    answered = apply_answers(verdicts, person.limitations, answers)
    return apply_judgements(answered, person.limitations, judgements)


def posting_demands(posting: VacancyIn) -> list[Demand]:
    """Demands of the description, and those that only the title tells; the latter have offsets below zero.

    A title is read by the rules alone: the tables learned from texts, which say again what their title says.
    """
    said = list(remembered_demands(posting.description))
    known = {(demand.item, demand.direction) for demand in said}
    shift = len(posting.title) + 1
    return said + [
        demand.model_copy(update={"start": demand.start - shift, "end": demand.end - shift})
        for demand in remembered_demands(posting.title, learned=False)
        if (demand.item, demand.direction) not in known
    ]


@lru_cache(maxsize=REMEMBERED_TEXTS)
def remembered_demands(text: str, *, learned: bool = True) -> Sequence[Demand]:
    """The demands of a text, doubtful ones as questions, read once for everybody who is ranked in this run."""
    return tuple(find_demands(text, learned=learned, doubtful=True))


def counted_hours(posting: VacancyIn) -> Decimal | None:
    """The smallest week in which the job can be had: day loads are scaled to it."""
    return posting.hours_min if posting.hours_min is not None else posting.hours_max


def _without_title_offsets(verdict: ItemVerdict) -> ItemVerdict:
    """A quote from the title has no place in the description."""
    if verdict.start is None or verdict.start >= 0:
        return verdict
    return verdict.model_copy(update={"start": None, "end": None})
