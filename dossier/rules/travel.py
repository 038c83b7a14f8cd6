"""Is the work within the agreed travel time: an estimate from distance, never a timetable (rules W-14, W-15)."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from pydantic import BaseModel

from dossier.geography import Place, distance_km, locate
from dossier.model.person import Person
from dossier.model.posting import VacancyIn
from dossier.rules.parameter import days_on, number_on, value_on
from dossier.rules.wording import write_hours


class TravelVerdict(StrEnum):
    """`onbekend` as well when the limit lies within the margin of the estimate."""

    WITHIN = "binnen"
    UNKNOWN = "onbekend"
    BEYOND = "boven reistijd"


class Transport(StrEnum):
    CAR = "auto"
    PUBLIC = "openbaar vervoer"
    BICYCLE = "fiets"


PARAMETERS = {Transport.CAR: "car", Transport.PUBLIC: "public_transport", Transport.BICYCLE: "bicycle"}
WORDS = {
    Transport.CAR: ("auto", "car", "motor"),
    Transport.PUBLIC: ("openbaar", "ov", "trein", "bus", "metro", "tram", "public"),
    Transport.BICYCLE: ("fiets", "bike", "bicycle", "lopen"),
}
CAR_LICENCES = ("b", "be", "c", "ce", "c1", "c1e", "d", "de")
DUTCH = {"nl", "nld", "nederland", "netherlands", "the netherlands"}


class TravelJudgement(BaseModel):
    """One way by the quickest means the person has; `km` by road, `minutes` within `minutes_low` and `_high`."""

    verdict: TravelVerdict
    minutes: int | None = None
    minutes_low: int | None = None
    minutes_high: int | None = None
    km: float | None = None
    transport: Transport | None = None
    max_minutes: int
    place: str | None = None
    explanation: str


class Means(BaseModel):
    """One block of `travel.toml`: minutes to get going, and speeds for the first, middle and last kilometres."""

    overhead: float
    margin: float
    longest_km: float
    legs: list[tuple[float, float]]

    def minutes(self, km: float) -> float:
        total, start = self.overhead, 0.0
        for until, speed in self.legs:
            end = min(km, until or km)
            total += max(0.0, end - start) / speed * 60
            start = max(start, end)
        return total


@dataclass(frozen=True)
class Journey:
    transport: Transport
    km: float
    minutes: int
    low: int
    high: int

    def verdict(self, most: int) -> TravelVerdict:
        if self.high <= most:
            return TravelVerdict.WITHIN
        return TravelVerdict.BEYOND if self.low > most else TravelVerdict.UNKNOWN


def judge_travel(person: Person, posting: VacancyIn, *, on: date) -> TravelJudgement:
    """The travel verdict of one vacancy for one person; an unknown place is unknown, never far or near."""
    most = person.max_travel_minutes
    limit = days_on("travel", "max_minutes", on) if most is None else most
    home, work = locate(postcode=person.home_postcode), find_workplace(posting)
    if home is None or work is None:
        missing = "de woonplaats" if home is None else "de plaats van het werk"
        explanation = f"Reistijd onbekend: {missing} is niet bekend."
        return TravelJudgement(verdict=TravelVerdict.UNKNOWN, max_minutes=limit, explanation=explanation)
    certain, possible = means_of(person)
    journeys = [make_journey(means, home, work, on) for means in certain]
    best = min((one for one in journeys if one), key=lambda one: one.minutes, default=None)
    by_car = make_journey(Transport.CAR, home, work, on) if possible else None
    return conclude(best, by_car, work, limit, default=most is None)


def conclude(
    best: Journey | None, by_car: Journey | None, work: Place, limit: int, *, default: bool
) -> TravelJudgement:
    """By what the person certainly has; a car that may be there turns 'boven reistijd' into a question."""
    verdict = best.verdict(limit) if best else TravelVerdict.BEYOND
    doubt = ""
    if by_car and verdict is not TravelVerdict.WITHIN and by_car.verdict(limit) is not TravelVerdict.BEYOND:
        verdict = TravelVerdict.UNKNOWN
        doubt = f" Met de auto ongeveer {by_car.minutes} minuten: vraag of er een rijbewijs en een auto zijn."
    journey = best or by_car
    agreed = f"de grens is {limit} minuten{' (standaard)' if default else ''}"
    if journey is None:
        explanation = f"{work.place} is met de fiets te ver; {agreed}."
        return TravelJudgement(verdict=verdict, max_minutes=limit, place=work.place, explanation=explanation)
    explanation = (
        f"Naar {work.place} is het ongeveer {journey.minutes} minuten met {write_means(journey.transport)} "
        f"({journey.low}-{journey.high}, {write_hours(Decimal(str(journey.km)))} km); {agreed}.{doubt}"
    )
    return TravelJudgement(
        verdict=verdict,
        minutes=journey.minutes,
        minutes_low=journey.low,
        minutes_high=journey.high,
        km=journey.km,
        transport=journey.transport,
        max_minutes=limit,
        place=work.place,
        explanation=explanation,
    )


def write_means(transport: Transport) -> str:
    return f"het {transport}" if transport is Transport.PUBLIC else f"de {transport}"


def find_workplace(posting: VacancyIn) -> Place | None:
    if posting.country and posting.country.casefold().strip() not in DUTCH:
        return None
    return locate(posting.place, posting.postcode)


def means_of(person: Person) -> tuple[list[Transport], bool]:
    """What the person certainly travels with, and whether a car is possible but not certain.

    Without a recorded licence nobody is sent by car, and with a licence but no stated transport
    a car is not taken for granted. Public transport is there for everyone who names nothing else.
    """
    named = named_means(person.transport or "")
    licensed = any(has_car_licence(licence) for licence in person.licences)
    certain = [means for means in named if means is not Transport.CAR or licensed]
    says_car_only = Transport.CAR in named and not person.licences
    return certain or [Transport.PUBLIC], says_car_only or (not named and licensed)


def named_means(transport: str) -> list[Transport]:
    words = re.sub(r"\bgeen (eigen )?\w+|[^\w]+", " ", transport.casefold()).split()
    return [means for means, forms in WORDS.items() if any(word.startswith(forms) for word in words)]


def has_car_licence(licence: str) -> bool:
    words = re.split(r"[^\w]+", licence.casefold().replace("rijbewijs", " "))
    return any(word in CAR_LICENCES for word in words)


def make_journey(transport: Transport, home: Place, work: Place, on: date) -> Journey | None:
    """Minutes and their margin: each means has its own, and both ends lie somewhere around their point."""
    means = Means(**value_on("travel", PARAMETERS[transport], on).value)
    crow, doubt = distance_km(home, work), inaccuracy_of(home, on) + inaccuracy_of(work, on)
    detour = float(number_on("travel", "detour", on))
    near, road, far = (detour * km for km in (max(0.0, crow - doubt), max(crow, doubt / 2), crow + doubt))
    if means.longest_km and near > means.longest_km:
        return None
    return Journey(
        transport=transport,
        km=round(road, 1),
        minutes=round(means.minutes(road)),
        low=round(means.minutes(near) * (1 - means.margin)),
        high=round(means.minutes(far) * (1 + means.margin)),
    )


def inaccuracy_of(place: Place, on: date) -> float:
    kind = "approximate" if place.approximate else "place" if place.postcode is None else "postcode"
    return float(value_on("travel", "inaccuracy_km", on).value[kind])
