"""A seeded stock of any size, shaped like the Dutch one: titles, words, pay, hours, places and demands in proportion.

Words follow Zipf's law over a vocabulary of which every occupation prefers its own part. What a text asks is drawn
from demands that were really read in example sentences, so that their kinds and numbers are those of the reader.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

import numpy as np

from dossier.geography import Place, read_postcodes
from dossier.model.demand import Demand
from dossier.model.person import Person
from matcher.asked import Asked
from matcher.demand import find_demands
from matcher.occupation import load_titles
from matcher.rulebook import load_themes
from matcher.stock.cell import Still
from matcher.stock.entry import Entry, Pay

VOCABULARY, TOKENS, TRADE_WORDS, TRADES = 60_000, 200, 60, 800
TRADE_SHARE = 0.25
"""How much of a text is about the trade; the rest is what every advertisement says."""
REMARKS = (
    "junior",
    "senior",
    "ervaren",
    "allround",
    "tijdelijk",
    "leerling",
    "meewerkend",
    "regio noord",
    "regio zuid",
)
SIZES = (
    (None, None),
    (40, 40),
    (36, 40),
    (32, 40),
    (24, 36),
    (24, 32),
    (16, 24),
    (38, 38),
    (32, 32),
    (36, 36),
    (8, 16),
    (32, None),
)
SIZE_SHARES = (22, 14, 12, 13, 8, 9, 5, 4, 5, 4, 2, 2)
PAID_SHARE, DEMANDS = 0.45, 8
LANGUAGES = (frozenset[str](), frozenset({"Engels"}), frozenset({"Engels", "Duits"}), frozenset({"Frans"}))
LICENCES = (frozenset[str](), frozenset({"rijbewijs B"}), frozenset({"rijbewijs C", "code 95"}), frozenset({"vca"}))


@dataclass(frozen=True)
class World:
    """What all vacancies of one seed are drawn from."""

    words: tuple[str, ...]
    common: np.ndarray
    trades: np.ndarray
    titles: tuple[tuple[str, str, int], ...]
    places: tuple[Place | None, ...]
    demands: tuple[tuple[Demand, ...], ...]
    today: date


def make_world(seed: int, today: date) -> World:
    draw = np.random.default_rng(seed)
    shares = 1 / np.arange(1, VOCABULARY + 1)
    titles = tuple(
        (name, unit, place % TRADES) for place, (name, (unit, _)) in enumerate(sorted(load_titles().names.items()))
    )
    return World(
        words=tuple(f"woord{number}" for number in range(VOCABULARY)),
        common=np.cumsum(shares / shares.sum()),
        trades=draw.integers(200, VOCABULARY, (TRADES, TRADE_WORDS)),
        titles=titles,
        places=(*read_postcodes().values(), None),
        demands=read_example_demands(),
        today=today,
    )


def read_example_demands() -> tuple[tuple[Demand, ...], ...]:
    """What the reader finds in every example sentence of its own rules."""
    found = (tuple(find_demands(example["text"])) for theme in load_themes() for example in theme.examples)
    return tuple(demands for demands in found if demands)


def make_entries(size: int, seed: int, today: date) -> Iterator[Entry]:
    """So many vacancies, the same for the same seed."""
    world, rng, draw = make_world(seed, today), random.Random(seed), np.random.default_rng(seed + 1)  # noqa: S311 - seeded, no secret
    for number in range(size):
        yield make_entry(number, world, rng, draw)


def make_entry(number: int, world: World, rng: random.Random, draw: np.random.Generator) -> Entry:
    name, unit, trade = rng.choice(world.titles)
    title = f"{rng.choice(REMARKS)} {name}" if rng.random() < 0.4 else name
    low, high = (None if hours is None else Decimal(hours) for hours in rng.choices(SIZES, SIZE_SHARES)[0])
    week = low if low is not None else high
    demands = [demand for group in rng.choices(world.demands, k=DEMANDS) for demand in group]
    return Entry(
        id=f"{number:016x}",
        title=title,
        unit=unit,
        pay=make_pay(rng),
        hours=(low, high),
        workplace=rng.choice(world.places),
        asked=Asked(
            rng.choice((None, None, 1, 2, 3, 4, 4, 5, 5, 6)), rng.choice(LICENCES), rng.choice(LANGUAGES),
            telework=rng.random() < 0.2,
        ),
        posted=world.today - timedelta(days=int(rng.expovariate(1 / 25))),
        still=Still(unit, week),
        demands=demands,
        terms=make_terms(trade, world, draw),
    )  # fmt: skip


def make_terms(trade: int, world: World, draw: np.random.Generator) -> list[str]:
    own = int(TOKENS * TRADE_SHARE)
    general = np.searchsorted(world.common, draw.random(TOKENS - own))
    special = world.trades[trade][draw.integers(0, TRADE_WORDS, own)]
    return [world.words[number] for number in (*general.tolist(), *special.tolist())]


def make_pay(rng: random.Random) -> Pay:
    if rng.random() > PAID_SHARE:
        return Pay(None, rng.random() < 0.1, False, None)
    if rng.random() < 0.25:
        low = Decimal(rng.randrange(1471, 3000, 5)) / 100
        return Pay((True, low, low + rng.randrange(4), "hour", None, None, None, None, None), False, False, None)
    low = Decimal(rng.randrange(2200, 5000, 25))
    base = rng.choice((None, None, Decimal(36), Decimal(38), Decimal(40)))
    high = low + rng.randrange(0, 1500, 50)
    return Pay((True, low, high, "month", base, None, None, None, None), False, False, None)


def make_persons(size: int, seed: int, today: date) -> list[Person]:
    """People with a trade, three search directions, words of their work and fourteen limitations."""
    world, rng = make_world(seed, today), random.Random(seed + 2)  # noqa: S311 - seeded, no secret
    return [make_person(number, world, rng) for number in range(size)]


def make_person(number: int, world: World, rng: random.Random) -> Person:
    known = [rng.choice(world.titles) for _ in range(4)]
    words = [world.words[word] for _, _, trade in known for word in world.trades[trade][:9]]
    return Person.model_validate({
        "id": f"p{number}",
        "today": world.today,
        "work_history": [{"title": known[0][0], "years": 8, "tasks": " ".join(words)}],
        "search_directions": [name for name, _, _ in known[1:]],
        "skills": rng.sample(words, 4),
        "education": rng.choice(("mbo 2", "mbo 4", "hbo")),
        "licences": ["B"] if rng.random() < 0.7 else [],
        "languages": ["Nederlands", "Engels"],
        "home_postcode": rng.choice([place for place in world.places if place]).postcode,
        "max_travel_minutes": rng.choice((45, 60, 90)),
        "transport": rng.choice(("auto", "openbaar vervoer", "fiets en ov")),
        "old_wage": {"amount": str(rng.randrange(2400, 4200, 50)), "period": "month", "hours_per_week": 36},
        "max_hours_per_week": rng.choice((None, 20, 32)),
        "limitations": [{"item": item, "level": 1} for item in rng.sample(LIMITED, 14)],
    })  # fmt: skip


LIMITED: Sequence[str] = (
    "1.8.3", "1.8.4", "1.8.5", "2.6", "2.8", "2.11", "3.1", "3.5", "4.3", "4.4", "4.9", "4.10", "4.12", "4.13", "4.14",
    "4.16", "4.17", "4.18", "4.19", "4.20", "5.1", "5.2", "5.3", "5.4", "5.5", "5.6", "6.1",
)  # fmt: skip
"""Items that the texts of vacancies speak of most."""
