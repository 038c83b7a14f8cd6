"""Finds what a vacancy text asks, with the words that prove it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from dossier.model.demand import Demand, Direction, Strength
from matcher import direction as turning
from matcher.clock import READERS
from matcher.direction import Around
from matcher.doubt import Judge, find_likelihood, load_judge
from matcher.hunch import Hunch, find_hunches, load_hunches
from matcher.phrase import Phrase
from matcher.reading import Place, Reading, Sieve, read_text
from matcher.rulebook import Rule, Theme, load_themes

CLOSE = 3
HUNCH = "hunch"
"""The rule of a demand that no rule words."""
COUNTED = frozenset({"uur per week", "uur per dag"})
UNDOUBTED = frozenset({"6.2", "6.3"})
"""Hours: their rules heed sums of pay themselves, and doubt left out as many right ones as wrong."""
SPANS = frozenset({"daytime", "day_length"})
STRENGTHS = {Strength.HARD: 2, Strength.ASK: 1, Strength.HINT: 0}


@dataclass(frozen=True)
class Hit:
    """One place where a rule sees its demand; the same place seen twice is one hit."""

    rule: Rule
    place: Place
    start: int
    end: int
    value: Decimal | str | None = None


def find_demands(text: str, *, sift: bool = True, learned: bool = True) -> list[Demand]:
    """The demands in a vacancy text in the order in which they stand; `quote` is exactly `text[start:end]`.

    `sift`: look only for phrases of which the text has the words; without it the answer is the same, but later.
    `learned`: leave out what is likely not said of the work (doubt.py), and add what no rule words (hunch.py).
    """
    reading = read_text(text, load_roles().sieve, sift=sift)
    judge = load_judge() if learned else None
    found = [
        demand for place, demand in _settle(list(_read_rules(reading))) if _is_likely(judge, reading, place, demand)
    ]
    if learned and (hunches := load_hunches()) is not None:
        known = {(demand.item, demand.direction.value) for demand in found}
        found += [
            demand
            for hunch in find_hunches(hunches, reading, known)
            if (demand := _from_hunch(hunch, reading)) is not None and _is_likely(judge, reading, hunch.place, demand)
        ]
    return sorted(found, key=lambda demand: (demand.start, demand.end, item_order(demand.item)))


def _read_rules(reading: Reading) -> Iterator[tuple[Place, Demand]]:
    hits = _gather(reading)
    for theme in load_themes():
        if theme.name in hits:
            yield from _demands_of(theme, hits[theme.name], reading)


def _is_likely(judge: Judge | None, reading: Reading, place: Place, demand: Demand) -> bool:
    if judge is None or demand.item in UNDOUBTED:
        return True
    rule = "" if demand.rule == HUNCH else demand.rule
    return find_likelihood(judge, reading, place, rule, demand.item) >= judge.floor


def _from_hunch(hunch: Hunch, reading: Reading) -> Demand | None:
    """A hunch is a question, never a verdict; none under a heading that speaks of others."""
    heading = read_heading(reading.sentences[hunch.place.sentence].heading)
    if heading.others:
        return None
    start, end = reading.folded.span(*reading.characters(hunch.place))
    return Demand(
        item=hunch.item, direction=Direction(hunch.direction), strength=Strength.ASK, value=None, unit=None,
        quote=reading.folded.original[start:end], start=start, end=end, rule=HUNCH,
    )  # fmt: skip


def list_firings(text: str) -> tuple[Reading, list[tuple[Place, Demand]]]:
    """Every firing of every rule, also where words around silence it: what the weighing of doubt learns from."""
    reading = read_text(text, load_roles().sieve)
    rows = [hit for hits in _gather(reading).values() for hit in dict.fromkeys(hits)]
    return reading, [(hit.place, demand) for hit in rows for demand in _demands(hit, reading, heed=False)]


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


def _settle(found: list[tuple[Place, Demand]]) -> list[tuple[Place, Demand]]:
    """Of demands on one item whose quotes overlap the longest stays, then the strongest, then the easing one."""
    kept: dict[str, list[tuple[Place, Demand]]] = {}
    for place, demand in sorted(found, key=lambda row: _priority(row[1])):
        rivals = kept.setdefault(demand.item, [])
        if not any(other.start < demand.end and demand.start < other.end for _, other in rivals):
            rivals.append((place, demand))
    return [row for rows in kept.values() for row in rows]


def _priority(demand: Demand) -> tuple[int, int, int, int, str, str]:
    length = demand.end - demand.start
    return (
        -length,
        -STRENGTHS[demand.strength],
        demand.direction is not Direction.EASED,
        demand.start,
        demand.rule,
        str(demand.value),
    )
