"""What the stock offers a person: figures per search direction (U-09), and kindred occupations that fit as well."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import fmean, median

from pydantic import BaseModel
from scipy.sparse import csr_matrix

from dossier.model.demand import Verdict
from dossier.model.number import Ratio
from dossier.model.person import Person
from dossier.rules.hours import HoursVerdict
from dossier.rules.offer import WageSource
from dossier.rules.travel import TravelVerdict
from matcher.features import tell_kinship
from matcher.judge import PairJudgement
from matcher.kinship import SAME_GROUP, Kinship, find_kinship, find_nearest
from matcher.occupation import name_occupation
from matcher.profile import Profile, build_profile
from matcher.ranking import Weighed
from matcher.text import likeness
from matcher.title_space import place_titles

ALIKE = 0.25
"""From this likeness of the names on a vacancy belongs to a search direction, as the list itself says."""
PERIOD = timedelta(days=28)
ENOUGH_TO_COMPARE = 3
SUGGESTED = 5
SHOWN_EACH = 3
PAY_UNKNOWN = 0.65
"""Where no vacancy of an occupation names a wage: neither good nor bad."""


class DirectionFigures(BaseModel):
    """Open vacancies in a direction, how many fit, what they pay, and whether there are more than four weeks ago."""

    direction: str
    vacancies: int
    suitable: int
    median_wage_ratio: Ratio | None
    paid: int
    """How many vacancies name a wage: what the median rests on."""
    posted_last_weeks: int
    posted_weeks_before: int
    trend: str | None
    """meer, minder or gelijk in four weeks beside the four before; None where there are too few to say."""


class Suggestion(BaseModel):
    """An occupation that nobody named yet, with open vacancies inside limitations, hours and travel."""

    isco08: str
    label: str
    vacancies: int
    median_wage_ratio: Ratio | None
    why: str
    examples: list[str]


@dataclass(frozen=True)
class Outline:
    """A weighed job as far as figures over the whole list look at it."""

    vacancy: str
    posted: date | None
    unit: str | None
    """The unit group of ISCO-08."""
    values: Mapping[str, float]
    """What each feature found, where something could be said."""
    suitable: bool
    ratio: Ratio | None
    """What it pays at the hours that can be worked, as a share of the old wage, where it names a wage."""


def outline(job: Weighed) -> Outline:
    judged = job.judgement
    return Outline(
        job.posting.id, job.posting.date_posted, job.unit, job.values,
        is_suitable(judged.worst, judged.hours.verdict, judged.travel.verdict), stated_ratio(judged),
    )  # fmt: skip


def stated_ratio(judged: PairJudgement) -> Ratio | None:
    wage = judged.wage
    return wage.total_ratio.at_best_hours if wage.wage_source == WageSource.STATED else None


def is_suitable(limitations: str, hours: str, travel: str) -> bool:
    """Nothing known stands in the way: no limitation probably exceeded, hours and travel that can be."""
    return (
        limitations not in (Verdict.EXCEEDED, Verdict.PROBABLY_EXCEEDED)
        and hours != HoursVerdict.NOT_SUITABLE
        and travel != TravelVerdict.BEYOND
    )


def measure_directions(
    person: Person, jobs: Sequence[Outline], titles: csr_matrix, *, on: date
) -> list[DirectionFigures]:
    """One row per search direction, in the order of the search profile; `titles` has a row for each job."""
    profile = build_profile(person)
    if not profile.directions or not jobs:
        return []
    values = likeness(titles, place_titles([row[0] for row in profile.directions]))
    units = dict(profile.direction_units)
    columns: dict[str, list[int]] = {}
    for column, (_, name) in enumerate(profile.directions):
        columns.setdefault(name, []).append(column)
    return [
        _count_direction(
            name,
            [
                job
                for row, job in enumerate(jobs)
                if values[row, wordings].max() >= ALIKE or _is_kindred(job.unit, units.get(name))
            ],
            on,
        )
        for name, wordings in columns.items()
    ]


def _is_kindred(one: str | None, other: str | None) -> bool:
    return bool(one and other) and find_kinship(str(one), str(other)).value >= SAME_GROUP


def _count_direction(name: str, jobs: Sequence[Outline], on: date) -> DirectionFigures:
    posted = [job.posted for job in jobs if job.posted]
    last = sum(on - PERIOD < day <= on for day in posted)
    before = sum(on - 2 * PERIOD < day <= on - PERIOD for day in posted)
    ratios = _stated_ratios(jobs)
    return DirectionFigures(
        direction=name,
        vacancies=len(jobs),
        suitable=sum(job.suitable for job in jobs),
        median_wage_ratio=median(ratios) if ratios else None,
        paid=len(ratios),
        posted_last_weeks=last,
        posted_weeks_before=before,
        trend=_compare(last, before),
    )


def _compare(last: int, before: int) -> str | None:
    if max(last, before) < ENOUGH_TO_COMPARE:
        return None
    return "meer" if last > before else "minder" if last < before else "gelijk"


def _stated_ratios(jobs: Iterable[Outline]) -> list[Ratio]:
    return [job.ratio for job in jobs if job.ratio is not None]


def suggest_occupations(person: Person, jobs: Sequence[Outline]) -> list[Suggestion]:
    """Kindred occupations with suitable vacancies, the best first; not what the person did or already searches."""
    profile = build_profile(person)
    known = {unit for _, unit in (*profile.title_units, *profile.direction_units)}
    groups: defaultdict[str, list[Outline]] = defaultdict(list)
    for job in jobs:
        if job.unit and job.unit not in known and job.suitable:
            groups[job.unit].append(job)
    found = [
        (nearness, suggestion)
        for unit, group in groups.items()
        if (told := _suggest(unit, group, profile)) is not None
        for nearness, suggestion in [told]
    ]
    found.sort(key=lambda one: (-one[0], -one[1].vacancies, one[1].isco08))
    return [suggestion for _, suggestion in found[:SUGGESTED]]


def _suggest(unit: str, group: Sequence[Outline], profile: Profile) -> tuple[float, Suggestion] | None:
    near = find_nearest(unit, (*profile.title_units, *profile.direction_units))
    occupation = name_occupation(unit)
    if near is None or occupation is None or not near[0].value:
        return None
    kin, name = near
    ratios = _stated_ratios(group)
    return _rate(kin, group, ratios), Suggestion(
        isco08=unit,
        label=occupation.label,
        vacancies=len(group),
        median_wage_ratio=median(ratios) if ratios else None,
        why=f"{capitalise(tell_kinship(kin, name))}.",
        examples=[job.vacancy for job in sorted(group, key=_best_first)[:SHOWN_EACH]],
    )


def _rate(kin: Kinship, group: Sequence[Outline], ratios: Sequence[Ratio]) -> float:
    """How near, how much of the work is known, and what it pays up to the old wage; each counts as much."""
    known = fmean(job.values.get("tasks", 0.0) for job in group)
    pays = min(1.0, float(median(ratios))) if ratios else PAY_UNKNOWN
    return round(kin.value + known + pays, 6)


def capitalise(text: str) -> str:
    return text[:1].upper() + text[1:]


def _best_first(job: Outline) -> tuple[float, str]:
    return (-sum(job.values.values()), job.vacancy)
