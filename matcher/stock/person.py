"""What every shared value of the stock means to one person: a table per kind, computed once for all rows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

import numpy as np

from dossier.model.person import Person
from dossier.model.posting import VacancyIn
from matcher.asked import Asked
from matcher.features import Fact, Pair, education, freshness, languages, licences
from matcher.judge import judge_pair
from matcher.profile import Profile
from matcher.ranking import phase_of
from matcher.stock.entry import Pay
from matcher.stock.journey import read_places, weigh_travel
from matcher.stock.limits import Verdicts
from matcher.stock.pay import Wage, read_offers, weigh_hours, weigh_pay
from matcher.stock.stock import Shared
from matcher.stock.titles import weigh_titles, weigh_units

Key = TypeVar("Key")


@dataclass(frozen=True)
class Tables:
    """Values per kind, nan where nothing can be said; masks of what decides about the floor."""

    work_title: np.ndarray
    work_unit: np.ndarray
    direction_title: np.ndarray
    direction_unit: np.ndarray
    wage: np.ndarray
    below_threshold: np.ndarray
    hours: np.ndarray
    too_many_hours: np.ndarray
    travel: np.ndarray
    too_far: np.ndarray
    education: np.ndarray
    licences: np.ndarray
    languages: np.ndarray
    telework: np.ndarray
    freshness: np.ndarray


class Readings:
    """What was worked out about kinds before, for every person alike; one day at a time."""

    def __init__(self, shared: Shared) -> None:
        self.shared = shared
        self.verdicts = Verdicts(shared)
        self._day: date | None = None
        self._pays: dict[Pay, Wage] = {}
        self._known = (-1, -1)

    def on(self, day: date) -> "Readings":
        """The wages and places as they count on a day."""
        if self._day != day:
            self._day, self._pays, self._known = day, {}, (-1, -1)
        known = (len(self.shared.offer), len(self.shared.workplace))
        if self._known != known:
            self._known = known
            self.offers = read_offers(self.shared.offer.keys, self._pays, day)
            self.places = read_places(self.shared.workplace.keys, day)
        return self


def lay_tables(person: Person, profile: Profile, readings: Readings, on: date) -> Tables:
    shared, now = readings.shared, readings.on(on)
    wage, below = weigh_pay(now.offers, person, on)
    hours, too_many = weigh_hours(now.offers, person)
    travel, too_far = weigh_travel(now.places, person, on)
    blank = _blank_pair(person, profile, on)
    asked = shared.asked.keys
    return Tables(
        work_title=weigh_titles(shared, profile.titles), work_unit=weigh_units(shared, profile.title_units),
        direction_title=weigh_titles(shared, [wording for wording, _ in profile.directions]),
        direction_unit=weigh_units(shared, profile.direction_units),
        wage=wage, below_threshold=below, hours=hours, too_many_hours=too_many, travel=travel, too_far=too_far,
        education=_tell_each(asked, lambda one: one.level, lambda one: education(replace(blank, asked=one))),
        licences=_tell_each(asked, lambda one: one.licences, lambda one: licences(replace(blank, asked=one))),
        languages=_tell_each(asked, lambda one: one.languages, lambda one: languages(replace(blank, asked=one))),
        telework=np.array([one.telework for one in asked], dtype=bool),
        freshness=_tell_each(shared.posted.keys, lambda day: day, lambda day: freshness(replace(blank, posted=day))),
    )  # fmt: skip


def _tell_each(keys: Sequence[Key], part: Callable[[Key], object], tell: Callable[[Key], Fact]) -> np.ndarray:
    """What a feature finds for each kind, told once for those that are alike in what it looks at."""
    known: dict[object, float] = {}
    for key in keys:
        if part(key) not in known:
            value = tell(key).value
            known[part(key)] = np.nan if value is None else value
    return np.array([known[part(key)] for key in keys])


def _blank_pair(person: Person, profile: Profile, on: date) -> Pair:
    """The person beside a vacancy that says nothing."""
    nothing = VacancyIn(id="", title="")
    return Pair(
        person=person, profile=profile, judgement=judge_pair(person, nothing, on=on),
        asked=Asked(None, frozenset(), frozenset(), telework=False), posted=None, phase=phase_of(person, on), on=on,
        text_terms=frozenset(), work_likeness=None, direction_likeness=None, text_likeness=None,
    )  # fmt: skip
