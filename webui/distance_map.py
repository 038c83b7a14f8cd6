"""Where the work lies as seen from home: north up, rings by distance as the crow flies, one dot per place."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row

from dossier.geography import Place, distance_km, locate
from dossier.model.vacancy import Vacancy
from dossier.storage.profiles import home_postcode
from webui.transaction import get_session

SIZE, MIDDLE, EDGE = 320, 160, 134
"""Width and height of the picture, its centre, and how far the outer ring lies from it."""
RINGS = (5, 10, 20, 30, 50, 75, 100, 150, 200, 300)
"""Kilometres at which a ring may lie; no two places in the country are further apart than the last."""
KM_PER_DEGREE = 111.2


@dataclass(frozen=True)
class Dot:
    """One place: where it stands in the picture, how far it is, and what is there."""

    x: float
    y: float
    km: float
    place: str
    names: tuple[str, ...]


@dataclass(frozen=True)
class DistanceMap:
    home: str
    dots: list[Dot]
    rings: list[tuple[float, int]]
    unplaced: int

    size: int = SIZE
    middle: int = MIDDLE


def map_for(case_id: int, vacancies: Iterable[Vacancy | Row[Any]]) -> DistanceMap | None:
    """The places of these vacancies as seen from the home of this case."""
    return draw_map(home_postcode(get_session(), case_id), [(one.title, one.place) for one in vacancies])


def draw_map(home_postcode: str | None, jobs: Iterable[tuple[str, str | None]]) -> DistanceMap | None:
    """`jobs` are names with their place; None where home is not known or no place is found."""
    home = locate(postcode=home_postcode) if home_postcode else None
    if home is None:
        return None
    by_place: dict[str, tuple[Place, list[str]]] = {}
    unplaced = 0
    for name, text in jobs:
        found = locate(text) if text else None
        if found is None:
            unplaced += 1
        else:
            by_place.setdefault(found.place, (found, []))[1].append(name)
    if not by_place:
        return None
    far = max(distance_km(home, place) for place, _ in by_place.values())
    edge = next((ring for ring in RINGS if ring >= far), RINGS[-1])
    scale = EDGE / edge
    dots = [put_dot(home, place, names, scale) for place, names in by_place.values()]
    rings = [(round(ring * scale, 1), ring) for ring in RINGS if edge / 8 < ring <= edge]
    return DistanceMap(home.place, sorted(dots, key=lambda dot: (dot.km, dot.place)), rings, unplaced)


def put_dot(home: Place, place: Place, names: list[str], scale: float) -> Dot:
    """The direction on a flat map is right enough at these distances; the length is that of the sphere."""
    east = (place.longitude - home.longitude) * KM_PER_DEGREE * math.cos(math.radians(home.latitude))
    north = (place.latitude - home.latitude) * KM_PER_DEGREE
    flat, km = math.hypot(east, north) or 1.0, distance_km(home, place)
    x, y = MIDDLE + east / flat * km * scale, MIDDLE - north / flat * km * scale
    return Dot(round(x, 1), round(y, 1), round(km, 1), place.place, tuple(names))
