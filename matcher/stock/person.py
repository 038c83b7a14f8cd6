"""What every shared value of the stock means to one person: a table per kind, computed once for all rows."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import replace
from datetime import date
from typing import TypeVar

import numpy as np

from dossier.model.person import Person
from matcher.asked import Asked
from matcher.features import Fact, Pair, education, freshness, languages, licences
from matcher.judge import PairJudgement
from matcher.kinship import weigh_kinships
from matcher.profile import Profile
from matcher.ranking import phase_of
from matcher.stock.entry import Pay
from matcher.stock.journey import read_places, weigh_travel
from matcher.stock.limits import Verdicts
from matcher.stock.pay import Wage, lay_offers, read_wages
from matcher.stock.rows import Means
from matcher.stock.stock import Shared
from matcher.stock.titles import TitleMemory, list_wordings

Key = TypeVar("Key")


class Readings:
    """What was worked out about kinds before, for every person alike; one day at a time."""

    def __init__(self, shared: Shared) -> None:
        self.shared = shared
        self.verdicts = Verdicts(shared)
        self.titles = TitleMemory(shared)
        self.day: date | None = None
        self.wages = np.zeros((0, 6))
        self._pays: dict[Pay, Wage] = {}
        self._known: tuple[int, ...] = ()
        self._tables: dict[Hashable, np.ndarray] = {}

    def on(self, day: date) -> "Readings":
        """The wages, places and jobs as they count on a day."""
        shared = self.shared
        kinds = (shared.offer, shared.workplace, shared.job, shared.unit, shared.asked, shared.posted)
        known = tuple(len(each) for each in kinds)
        if self.day != day:
            self.start(day, np.zeros((0, 6)))
        if self._known != known:
            self._known, self._tables = known, {}
            if len(self.wages) < len(shared.offer):
                new = read_wages(shared.offer.keys[len(self.wages) :], self._pays, day)
                self.wages = np.concatenate([self.wages, new])
            self.offers = lay_offers(self.wages)
            self.places = read_places(shared.workplace.keys, day)
            jobs = np.array(shared.job.keys, dtype=np.int32).reshape(-1, 2)
            self.title_of_job, self.unit_of_job = np.ascontiguousarray(jobs.T)
        return self

    def start(self, day: date | None, wages: np.ndarray) -> None:
        """Begin a day, with the wages that were read on it before."""
        self.day, self.wages, self._pays, self._known = day, wages, {}, ()

    def remember(self, key: Hashable, make: Callable[[], np.ndarray]) -> np.ndarray:
        """A table that does not change as long as the shared values are the same."""
        if key not in self._tables:
            self._tables[key] = make()
        return self._tables[key]


def lay_tables(person: Person, profile: Profile, readings: Readings, on: date) -> Means:
    shared, now, blank = readings.shared, readings.on(on), _blank_pair(person, profile, on)
    travel, too_far = weigh_travel(now.places, person, on)
    told, limit = now.verdicts.lay_cells(person.limitations)
    asked = shared.asked.keys
    now.titles.lay(list_wordings(profile))
    return Means(
        title_of_job=now.title_of_job,
        unit_of_job=now.unit_of_job,
        work_title=now.titles.weigh(profile.titles),
        work_unit=_weigh_units(now, profile.title_units),
        direction_title=now.titles.weigh([wording for wording, _ in profile.directions]),
        direction_unit=_weigh_units(now, profile.direction_units),
        travel=travel,
        too_far=too_far,
        education=now.remember(
            ("education", blank.phase, profile.level),
            lambda: _tell_each(asked, lambda one: one.level, lambda one: education(replace(blank, asked=one))),
        ),
        licences=now.remember(
            ("licences", profile.licences, bool(person.licences)),
            lambda: _tell_each(asked, lambda one: one.licences, lambda one: licences(replace(blank, asked=one))),
        ),
        languages=now.remember(
            ("languages", profile.languages, bool(person.languages)),
            lambda: _tell_each(asked, lambda one: one.languages, lambda one: languages(replace(blank, asked=one))),
        ),
        freshness=now.remember(
            "freshness",
            lambda: _tell_each(
                shared.posted.keys, lambda day: day, lambda day: freshness(replace(blank, posted=day))
            ),
        ),
        told_by_cell=told,
        limit_of_cell=limit,
        told_by_still=now.verdicts.lay_stills(person.limitations),
    )  # fmt: skip


def _weigh_units(readings: Readings, asked: Sequence[tuple[str, str]]) -> np.ndarray:
    """Per occupation how near it is to the nearest of those that are asked; nought where none is known."""
    tables = [_weigh_unit(readings, other) for other in dict.fromkeys(unit for _, unit in asked)]
    return np.max(tables, axis=0) if tables else np.zeros(len(readings.shared.unit))


def _weigh_unit(readings: Readings, other: str) -> np.ndarray:
    units = readings.shared.unit.keys
    return readings.remember(("unit", other), lambda: np.array(weigh_kinships(units, other)))


def _tell_each(keys: Sequence[Key], part: Callable[[Key], object], tell: Callable[[Key], Fact]) -> np.ndarray:
    """What a feature finds for each kind, told once for those that are alike in what it looks at."""
    known: dict[object, float] = {}
    for key in keys:
        if part(key) not in known:
            value = tell(key).value
            known[part(key)] = np.nan if value is None else value
    return np.array([known[part(key)] for key in keys])


def _blank_pair(person: Person, profile: Profile, on: date) -> Pair:
    """The person beside a vacancy that says nothing; nothing that is judged is asked of it."""
    return Pair(
        person=person, profile=profile, judgement=PairJudgement.model_construct(),
        asked=Asked(None, frozenset(), frozenset(), telework=False), posted=None, phase=phase_of(person, on), on=on,
        text_terms=frozenset(), work_likeness=None, direction_likeness=None, text_likeness=None,
    )  # fmt: skip
