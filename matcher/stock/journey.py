"""The travel time of one person to every place of work, as `dossier.rules.travel` estimates it, over arrays."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from dossier.geography import EARTH_RADIUS_KM, Place, locate
from dossier.model.person import Person
from dossier.rules.parameter import days_on, number_on, value_on
from dossier.rules.travel import PARAMETERS, Means, Transport, inaccuracy_of, means_of

NOWHERE = Place(place="", municipality="", province="", latitude=np.nan, longitude=np.nan)


@dataclass(frozen=True)
class Places:
    """Where each place of work lies (radians, nan = unknown) and how far off that may be (km)."""

    latitude: np.ndarray
    longitude: np.ndarray
    doubt: np.ndarray


@dataclass(frozen=True)
class Journeys:
    """Minutes by one means; nan = unknown or too far for it."""

    minutes: np.ndarray
    low: np.ndarray
    high: np.ndarray


def read_places(kinds: Sequence[Place | None], on: date) -> Places:
    known = [place or NOWHERE for place in kinds]
    return Places(
        np.radians([place.latitude for place in known]),
        np.radians([place.longitude for place in known]),
        np.array([inaccuracy_of(place, on) for place in known]),
    )


def weigh_travel(places: Places, person: Person, on: date) -> tuple[np.ndarray, np.ndarray]:
    """The value of the journey (nan = unknown), and which places lie beyond the agreed time."""
    limit = days_on("travel", "max_minutes", on) if person.max_travel_minutes is None else person.max_travel_minutes
    home = locate(postcode=person.home_postcode)
    if home is None:
        return np.full(len(places.doubt), np.nan), np.zeros(len(places.doubt), dtype=bool)
    certain, possible = means_of(person)
    best = _quickest([make_journeys(means, home, places, on) for means in certain])
    beyond = ~(best.low <= limit)
    journey = best
    if possible:
        car = make_journeys(Transport.CAR, home, places, on)
        beyond &= ~(car.low <= limit)
        journey = _fall_back(best, car)
    unknown = np.isnan(places.latitude)
    value = np.maximum(0.2, 1.0 - 0.5 * journey.minutes / limit) if limit else np.zeros(len(places.doubt))
    value = np.where(beyond, 0.0, np.round(value, 6))
    return np.where(np.isnan(journey.minutes), np.nan, value), beyond & ~unknown


def make_journeys(transport: Transport, home: Place, places: Places, on: date) -> Journeys:
    means = Means(**value_on("travel", PARAMETERS[transport], on).value)
    crow, doubt = _distances(home, places), inaccuracy_of(home, on) + places.doubt
    detour = float(number_on("travel", "detour", on))
    near, road, far = (
        detour * np.maximum(0.0, crow - doubt),
        detour * np.maximum(crow, doubt / 2),
        detour * (crow + doubt),
    )
    too_far = (near > means.longest_km) if means.longest_km else np.zeros(len(crow), dtype=bool)
    spans = (np.round(_minutes(means, road)), np.round(_minutes(means, near) * (1 - means.margin)),
             np.round(_minutes(means, far) * (1 + means.margin)))  # fmt: skip
    return Journeys(*(np.where(too_far, np.nan, span) for span in spans))


def _minutes(means: Means, km: np.ndarray) -> np.ndarray:
    total, start = np.full(len(km), means.overhead), np.zeros(len(km))
    for until, speed in means.legs:
        end = np.minimum(km, until or np.inf)
        total = total + np.maximum(0.0, end - start) / speed * 60
        start = np.maximum(start, end)
    return total


def _distances(home: Place, places: Places) -> np.ndarray:
    """As the crow flies (haversine), in km."""
    south = np.radians(home.latitude)
    half_chord = (
        np.sin((places.latitude - south) / 2) ** 2
        + np.cos(south) * np.cos(places.latitude) * np.sin((places.longitude - np.radians(home.longitude)) / 2) ** 2
    )
    return np.asarray(2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(half_chord)))


def _quickest(journeys: Sequence[Journeys]) -> Journeys:
    best = journeys[0]
    for other in journeys[1:]:
        quicker = np.isnan(best.minutes) | (other.minutes < best.minutes)
        best = Journeys(*(np.where(quicker, new, old) for new, old in
                          ((other.minutes, best.minutes), (other.low, best.low), (other.high, best.high))))  # fmt: skip
    return best


def _fall_back(best: Journeys, car: Journeys) -> Journeys:
    """By what the person certainly has, else by the car that may be there."""
    none = np.isnan(best.minutes)
    return Journeys(*(np.where(none, new, old) for new, old in
                      ((car.minutes, best.minutes), (car.low, best.low), (car.high, best.high))))  # fmt: skip
