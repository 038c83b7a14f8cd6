"""Finds what a vacancy text asks, with the words that prove it."""

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from dossier.model.demand import Demand, Direction, Strength
from matcher import direction as turning
from matcher.candidate import (
    Candidate,
    Firing,
    Learned,
    describe_candidates,
    is_asked,
    list_candidates,
    load_learned,
    set_scene,
)
from matcher.chance import LIKELY, find_likelihoods
from matcher.clock import READERS
from matcher.direction import Around
from matcher.hunch import Key
from matcher.phrase import Phrase
from matcher.reading import Place, Reading, Sieve, read_text
from matcher.rivals import settle_rivals
from matcher.rulebook import Rule, Theme, load_themes

CLOSE = 3
DOUBTFUL = 0.25
"""From this likelihood what a rule sees may be worth a question."""
HUNCH = "hunch"
"""The rule of a demand that no rule words."""
COUNTED = frozenset({"uur per week", "uur per dag"})
SPANS = frozenset({"daytime", "day_length"})


@dataclass(frozen=True)
class Hit:
    """One place where a rule sees its demand; the same place seen twice is one hit."""

    rule: Rule
    place: Place
    start: int
    end: int
    value: Decimal | str | None = None


Hits = dict[str, list[Hit]]
"""Where phrases and clocks of rules stand, by theme."""


def find_demands(
    text: str, *, sift: bool = True, learned: bool = True, doubtful: bool = False, tables: Learned | None = None
) -> list[Demand]:
    """The demands in a vacancy text in the order in which they stand; `quote` is exactly `text[start:end]`.

    `sift`: look only for phrases of which the text has the words; without it the answer is the same, but later.
    `learned`: weigh what the rules say with the words around it (doubt.py, hunch.py), keep what is likely (chance.py).
    `doubtful`: also what a rule sees and is less likely, as a question: who is limited there does well to ask.
    `tables`: others than those beside the code, to measure them.
    """
    reading = read_text(text, load_roles().sieve, sift=sift)
    hits = _gather(reading)
    fired = settle_rivals(_read_rules(reading, hits))
    if tables is None and learned:
        tables = load_learned()
    least = DOUBTFUL if doubtful else LIKELY
    found = [demand for _, demand in fired] if tables is None else [*_weigh(tables, reading, hits, fired, least)]
    return sorted(found, key=lambda demand: (demand.start, demand.end, item_order(demand.item)))


def _read_rules(reading: Reading, hits: Hits) -> Iterator[Firing]:
    for theme in load_themes():
        if theme.name in hits:
            sure = [hit for hit in hits[theme.name] if not hit.rule.faint]
            yield from _demands_of(theme, sure, reading)


def _weigh(tables: Learned, reading: Reading, hits: Hits, fired: list[Firing], least: float) -> Iterator[Demand]:
    """The firings that are likely, for each other likely demand a hunch where it is likeliest, and what is doubtful."""
    scene = set_scene(reading, tables.judge, tables.hunches, tables.trees.shares)
    candidates = list_candidates(scene, fired, _list_all(reading, hits))
    likelihoods = find_likelihoods(tables.trees, describe_candidates(scene, candidates))
    weighed = [*zip(likelihoods, candidates, strict=True)]
    rows = [(one, candidate) for one, candidate in weighed if is_asked(one, candidate, reading)]
    found = [candidate.seen for _, candidate in rows if candidate.fired and candidate.seen is not None]
    known = {(demand.item, demand.direction.value) for demand in found}
    yield from found
    for _, candidate in sorted(rows, key=lambda row: (-row[0], row[1].place.first, row[1].key)):
        if candidate.key not in known and (demand := _from_hunch(candidate, reading)) is not None:
            known.add(candidate.key)
            yield demand
    yield from _list_doubtful([candidate for one, candidate in weighed if least <= one < LIKELY], known)


def _list_doubtful(candidates: Iterable[Candidate], known: AbstractSet[Key]) -> Iterator[Demand]:
    """What rules see asked and the weighing doubts, where nothing likely tells it: a question, never a verdict."""
    for candidate in candidates:
        seen = candidate.seen if candidate.fired else None
        if seen is not None and seen.direction is Direction.DEMANDED and candidate.key not in known:
            yield seen.model_copy(update={"strength": Strength.ASK, "value": None, "unit": None})


def _from_hunch(candidate: Candidate, reading: Reading) -> Demand | None:
    """A hunch is a question, never a verdict; none under a heading that speaks of others, none from a sum of money."""
    (item, direction), place = candidate.key, candidate.place
    if read_heading(reading.sentences[place.sentence].heading).others:
        return None
    start, end = reading.folded.span(*reading.characters(place))
    if "\u20ac" in reading.folded.original[start:end]:
        return None
    return Demand(
        item=item, direction=Direction(direction), strength=Strength.ASK, value=None, unit=None,
        quote=reading.folded.original[start:end], start=start, end=end, rule=HUNCH,
    )  # fmt: skip


def list_settled(text: str) -> tuple[Reading, list[Firing], list[Firing]]:
    """What the rules see in a text, and every firing: what the weighing of chances learns from."""
    reading = read_text(text, load_roles().sieve)
    hits = _gather(reading)
    return reading, settle_rivals(_read_rules(reading, hits)), _list_all(reading, hits)


def list_firings(text: str) -> tuple[Reading, list[tuple[Place, Demand]]]:
    """Every firing of every rule, also where words around silence it: what the weighing of doubt learns from."""
    reading = read_text(text, load_roles().sieve)
    return reading, _list_all(reading, _gather(reading))


def _list_all(reading: Reading, hits: Hits) -> list[Firing]:
    """Every firing, also where words around silence it; a faint rule heeds them, for it only points."""
    rows = [hit for row in hits.values() for hit in dict.fromkeys(row)]
    return [(hit.place, demand) for hit in rows for demand in _demands(hit, reading, heed=hit.rule.faint)]


def _gather(reading: Reading) -> dict[str, list[Hit]]:
    """The places where a phrase or the clock of a rule stands, by theme."""
    roles = load_roles()
    hits: dict[str, list[Hit]] = {}
    for phrase in reading.possible:
        for theme, rule in roles.rules.get(phrase, ()):
            for place in reading.matches(phrase):
                hits.setdefault(theme.name, []).append(
                    Hit(rule, place, *reading.characters(place), _value(rule, place))
                )
    told = list(_read_clock(roles.readers, reading))
    for theme, hit in told:
        hits.setdefault(theme.name, []).append(hit)
    moments = [hit.place for _, hit in told if hit.rule.reader in SPANS]
    return {name: _without_moments(rows, moments) for name, rows in hits.items()}


def item_order(item: str) -> tuple[int, ...]:
    """The number of an FML item as it sorts: 4.9 before 4.13."""
    return tuple(int(part) for part in item.split("."))


@dataclass(frozen=True)
class Roles:
    """What every phrase is looked for: the rules that it proves; the rest are masks, cues and words that silence."""

    sieve: Sieve
    rules: dict[Phrase, list[tuple[Theme, Rule]]]
    readers: tuple[tuple[Theme, Rule], ...]


@cache
def load_roles() -> Roles:
    themes = load_themes()
    rows = [(theme, rule) for theme in themes for rule in theme.rules]
    rules: dict[Phrase, list[tuple[Theme, Rule]]] = {}
    for theme, rule in rows:
        for phrase in rule.phrases:
            rules.setdefault(phrase, []).append((theme, rule))
    others = [
        *(phrase for theme in themes for phrase in theme.masks),
        *(phrase for _, rule in rows for phrase in (*rule.unless, *rule.beside, *rule.needs)),
        *(phrase for phrases in turning.load_cues().phrases.values() for phrase in phrases),
    ]
    return Roles(Sieve([*rules, *others]), rules, tuple(row for row in rows if row[1].reader))


def _without_moments(hits: list[Hit], moments: list[Place]) -> list[Hit]:
    """The hits without numbers of hours that are a time of the day: "7-16 uur"."""
    return [
        hit
        for hit in hits
        if hit.rule.reader
        or hit.rule.unit not in COUNTED
        or not any(moment.first < hit.place.last and hit.place.first < moment.last for moment in moments)
    ]


def _demands_of(theme: Theme, hits: list[Hit], reading: Reading) -> Iterator[tuple[Place, Demand]]:
    masked = [match for phrase in theme.masks if phrase in reading.possible for match in reading.matches(phrase)]
    for hit in dict.fromkeys(hits):
        if not any(mask.first < hit.place.last and hit.place.first < mask.last for mask in masked):
            yield from ((hit.place, demand) for demand in _demands(hit, reading))


def _read_clock(readers: Sequence[tuple[Theme, Rule]], reading: Reading) -> Iterator[tuple[Theme, Hit]]:
    for number in reading.clock_sentences:
        sentence = reading.sentences[number]
        for theme, rule in readers:
            for span in READERS[rule.reader or ""](reading.text, sentence.start, sentence.end):
                place = reading.place(number, span.start, span.end)
                yield theme, Hit(rule, place, span.start, span.end, span.value)


def _demands(hit: Hit, reading: Reading, *, heed: bool = True) -> Iterator[Demand]:
    """The demands of one hit; `heed`: words around it may silence it."""
    rule, around = hit.rule, turning.look_around(reading, hit.place)
    if heed and _is_silenced(rule, around):
        return
    asked = rule.direction is Direction.DEMANDED
    heading = read_heading(reading.sentences[hit.place.sentence].heading)
    if heed and turning.is_about_others(around, under=heading.others, firm=rule.firm, own=rule.own, asked=asked):
        return
    direction = _direction(rule, around, under=heading.optional)
    if asked and rule.turns != "never" and (heading.denied or turning.is_answered_no(around)):
        direction = Direction.EASED if hit.place.low is None else None
    if direction is None or (rule.limit and not _within(hit.value, rule.limit)):
        return
    start, end = reading.folded.span(hit.start, hit.end)
    strength = turning.weakened(rule.strength, around, has_value=isinstance(hit.value, Decimal))
    for item in rule.items:
        yield Demand(
            item=item, direction=direction, strength=strength, value=hit.value, unit=rule.unit,
            quote=reading.folded.original[start:end], start=start, end=end, rule=rule.id,
        )  # fmt: skip


@dataclass(frozen=True)
class Heading:
    """What a heading says of all that stands under it."""

    optional: bool
    others: bool
    denied: bool = False


@cache
def read_heading(heading: str) -> Heading:
    if not heading:
        return Heading(optional=False, others=False)
    reading = read_text(heading, load_roles().sieve)
    cues = turning.load_cues().phrases
    said = {
        key: any(True for phrase in cues[key] for _ in reading.matches(phrase))
        for key in ("optional.heading", "others.heading", "denied.heading")
    }
    return Heading(said["optional.heading"], said["others.heading"], said["denied.heading"])


def _is_silenced(rule: Rule, around: Around) -> bool:
    """Does a word of `unless` stand in the clause, one of `beside` within three words, or none of `needs`?"""
    reading, sentence = around.reading, around.place.sentence
    return (
        reading.has(rule.unless, sentence, around.first, around.last)
        or (bool(rule.beside) and reading.has(rule.beside, sentence, *around.near(CLOSE)))
        or (bool(rule.needs) and not reading.has(rule.needs, sentence, around.first, around.last))
    )


def _direction(rule: Rule, around: Around, *, under: bool) -> Direction | None:
    """The direction in this place; None where the words around make the phrase say nothing."""
    if rule.turns == "never":
        return rule.direction
    if rule.turns == "silent":
        around = around.after_comma()
    found = turning.settle_direction(around, under=under)
    if found is Direction.DEMANDED:
        return rule.direction
    if rule.turns == "silent":
        return rule.direction if found is Direction.OPTIONAL and rule.direction is Direction.EASED else None
    return found


def _value(rule: Rule, place: Place) -> Decimal | str | None:
    low, high = (Decimal(number) if number else None for number in (place.low, place.high))
    if rule.value == "low":
        return low
    if rule.value == "high":
        return high if high is not None else low
    return rule.value


def _within(value: Decimal | str | None, limit: tuple[Decimal, Decimal]) -> bool:
    return isinstance(value, Decimal) and limit[0] <= value <= limit[1]
