"""The travel time of one person to every place of work, as `dossier.rules.travel` estimates it, over arrays."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import numpy as np
from numba import njit

from dossier.geography import EARTH_RADIUS_KM, Place, locate
from dossier.model.person import Person
from dossier.rules.parameter import days_on, number_on, value_on
from dossier.rules.travel import PARAMETERS, Means, Transport, inaccuracy_of, means_of

MeansOf = tuple[float, float, float, float, np.ndarray, np.ndarray]
"""The detour, what it takes to get going, the margin, the longest way, and the ends and speeds of its legs."""
NOWHERE = Place(place="", municipality="", province="", latitude=np.nan, longitude=np.nan)


@dataclass(frozen=True)
class Places:
    """Where each place of work lies (a point on the unit sphere, nan = unknown) and how far off that may be (km)."""

    points: np.ndarray
    doubt: np.ndarray


def read_places(kinds: Sequence[Place | None], on: date) -> Places:
    known = [place or NOWHERE for place in kinds]
    return Places(
        np.array([_find_point(place) for place in known]).reshape(-1, 3),
        np.array([inaccuracy_of(place, on) for place in known]),
    )


def _find_point(place: Place) -> tuple[float, float, float]:
    north, east = np.radians(place.latitude), np.radians(place.longitude)
    return float(np.cos(north) * np.cos(east)), float(np.cos(north) * np.sin(east)), float(np.sin(north))


def weigh_travel(places: Places, person: Person, on: date) -> tuple[np.ndarray, np.ndarray]:
    """The value of the journey (nan = unknown), and which places lie beyond the agreed time."""
    limit = days_on("travel", "max_minutes", on) if person.max_travel_minutes is None else person.max_travel_minutes
    home = locate(postcode=person.home_postcode)
    if home is None:
        return np.full(len(places.doubt), np.nan), np.zeros(len(places.doubt), dtype=bool)
    certain, possible = means_of(person)
    crow, doubt = measure_crow(places.points, *_find_point(home)), inaccuracy_of(home, on) + places.doubt
    minutes, low = _find_quickest(certain, crow, doubt, on)
    beyond = ~(low <= limit)
    if possible:
        by_car, its_low = _find_quickest([Transport.CAR], crow, doubt, on)
        beyond &= ~(its_low <= limit)
        minutes = np.where(np.isnan(minutes), by_car, minutes)
    return value_journeys(minutes, beyond, limit), beyond & ~np.isnan(crow)


def _find_quickest(
    transports: Sequence[Transport], crow: np.ndarray, doubt: np.ndarray, on: date
) -> tuple[np.ndarray, np.ndarray]:
    """Minutes by the quickest of these means, and the least that they may be; nan = unknown or too far."""
    minutes, low = np.full((2, len(crow)), np.nan)
    for transport in transports:
        time_journeys(crow, doubt, _read_means(transport, on), minutes, low)
    return minutes, low


@lru_cache(maxsize=64)
def _read_means(transport: Transport, on: date) -> MeansOf:
    means = Means(**value_on("travel", PARAMETERS[transport], on).value)
    ends, speeds = np.ascontiguousarray(np.array([(until or np.inf, speed) for until, speed in means.legs]).T)
    detour = float(number_on("travel", "detour", on))
    return detour, means.overhead, means.margin, means.longest_km or np.inf, ends, speeds


@njit(cache=True)
def measure_crow(points: np.ndarray, x: float, y: float, z: float) -> np.ndarray:
    """As the crow flies, in km."""
    km = np.empty(len(points))
    for place in range(len(points)):
        east, north, up = points[place, 0] - x, points[place, 1] - y, points[place, 2] - z
        km[place] = 2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(east * east + north * north + up * up) / 2)
    return km


@njit(cache=True, error_model="numpy")
def value_journeys(minutes: np.ndarray, beyond: np.ndarray, limit: int) -> np.ndarray:
    value = np.empty(len(minutes))
    for place in range(len(minutes)):
        share = max(0.2, 1.0 - 0.5 * minutes[place] / limit) if limit else 0.0
        value[place] = 0.0 if beyond[place] else np.rint(share * 1e6) / 1e6
        if np.isnan(minutes[place]):
            value[place] = np.nan
    return value


@njit(cache=True, error_model="numpy")
def time_journeys(crow: np.ndarray, doubt: np.ndarray, means: MeansOf, minutes: np.ndarray, low: np.ndarray) -> None:
    """Put in what is quicker by these means than what stands there."""
    detour, overhead, margin, longest, ends, speeds = means
    for place in range(len(crow)):
        near = detour * max(0.0, crow[place] - doubt[place])
        if near > longest:
            continue
        taken = np.rint(_time(detour * max(crow[place], doubt[place] / 2), overhead, ends, speeds))
        if np.isnan(minutes[place]) or taken < minutes[place]:
            minutes[place] = taken
            low[place] = np.rint(_time(near, overhead, ends, speeds) * (1 - margin))


@njit(cache=True, forceinline=True, error_model="numpy")
def _time(km: float, overhead: float, ends: np.ndarray, speeds: np.ndarray) -> float:
    total, start = overhead, 0.0
    for leg in range(len(ends)):
        end = min(km, ends[leg])
        total += max(0.0, end - start) / speeds[leg] * 60
        start = max(start, end)
    return total
