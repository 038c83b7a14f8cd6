"""Finds what a vacancy text asks, with the words that prove it."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from dossier.model.demand import Demand, Direction, Strength
from matcher import direction as turning
from matcher.clock import READERS
from matcher.phrase import NUMBER_VALUES, captured, is_in, quoted
from matcher.reading import Reading, read_text
from matcher.rulebook import Rule, Theme, load_themes
from matcher.sentence import Sentence

CLOSE = 3
STRENGTHS = {Strength.HARD: 2, Strength.ASK: 1, Strength.HINT: 0}


@dataclass(frozen=True)
class Hit:
    """One place where a rule sees its demand."""

    rule: Rule
    sentence: Sentence
    start: int
    end: int
    low: Decimal | str | None = None
    high: Decimal | str | None = None


def find_demands(text: str) -> list[Demand]:
    """The demands in a vacancy text in the order in which they stand; `quote` is exactly `text[start:end]`."""
    reading = read_text(text)
    found = [demand for theme in load_themes() for demand in _find_theme(theme, reading)]
    return sorted(_settle(found), key=lambda demand: (demand.start, demand.end, item_order(demand.item)))


def item_order(item: str) -> tuple[int, ...]:
    """The number of an FML item as it sorts: 4.9 before 4.13."""
    return tuple(int(part) for part in item.split("."))


def _find_theme(theme: Theme, reading: Reading) -> Iterator[Demand]:
    hits = [hit for rule in theme.rules for hit in _hits(rule, reading)]
    masked = [match.span() for phrase in theme.masks for _, match in reading.matches(phrase)] if hits else []
    for hit in hits:
        if not any(start < hit.end and hit.start < end for start, end in masked):
            yield from _demands(hit, reading)


def _hits(rule: Rule, reading: Reading) -> Iterator[Hit]:
    for phrase in rule.phrases:
        if id(phrase) not in reading.possible:
            continue
        for sentence, match in reading.matches(phrase):
            yield Hit(rule, sentence, *quoted(match), _number(captured(match, "low")), _number(captured(match, "high")))
    if rule.reader:
        for sentence in reading.sentences:
            for span in READERS[rule.reader](reading.text, sentence.start, sentence.end):
                yield Hit(rule, sentence, span.start, span.end, span.value)


def _demands(hit: Hit, reading: Reading) -> Iterator[Demand]:
    rule, sentence = hit.rule, hit.sentence
    before, after = turning.clause_around(reading.text, sentence, hit.start, hit.end)
    clause = before + reading.text[hit.start : hit.end] + after
    if any(is_in(phrase, clause) for phrase in rule.unless) or _stands_beside(rule, before, clause, after):
        return
    if turning.is_about_others(before, clause, sentence.heading, firm=rule.firm, own=rule.own):
        return
    direction = _direction(rule, before, after, sentence.heading)
    value = _value(rule, hit)
    if direction is None or (rule.limit and not _within(value, rule.limit)):
        return
    start, end = reading.folded.span(hit.start, hit.end)
    strength = turning.weakened(rule.strength, before, after, has_value=isinstance(value, Decimal))
    for item in rule.items:
        yield Demand(
            item=item, direction=direction, strength=strength, value=value, unit=rule.unit,
            quote=reading.folded.original[start:end], start=start, end=end, rule=rule.id,
        )  # fmt: skip


def _stands_beside(rule: Rule, before: str, clause: str, after: str) -> bool:
    """Does a word of the rule's `beside` list stand within three words?"""
    if not rule.beside:
        return False
    quote = clause[len(before) : len(clause) - len(after)]
    near = f"{' '.join(before.split()[-CLOSE:])} {quote} {' '.join(after.split()[:CLOSE])}"
    return any(is_in(phrase, near) for phrase in rule.beside)


def _direction(rule: Rule, before: str, after: str, heading: str) -> Direction | None:
    """The direction in this place; None where the words around make the phrase say nothing."""
    if rule.turns == "never":
        return rule.direction
    if rule.turns == "silent":
        before = before.rpartition(",")[2]
    around = turning.settle_direction(before, after, heading)
    if around is Direction.DEMANDED:
        return rule.direction
    if rule.turns == "silent":
        return rule.direction if around is Direction.OPTIONAL and rule.direction is Direction.EASED else None
    return around


def _value(rule: Rule, hit: Hit) -> Decimal | str | None:
    if rule.value == "low":
        return hit.low
    if rule.value == "high":
        return hit.high if hit.high is not None else hit.low
    return rule.value


def _within(value: Decimal | str | None, limit: tuple[Decimal, Decimal]) -> bool:
    return isinstance(value, Decimal) and limit[0] <= value <= limit[1]


def _number(words: str | None) -> Decimal | None:
    if words is None:
        return None
    if words in NUMBER_VALUES:
        return Decimal(NUMBER_VALUES[words])
    return Decimal(words.replace(",", "."))


def _settle(found: list[Demand]) -> list[Demand]:
    """Of demands on one item whose quotes overlap the longest stays, then the strongest, then the easing one."""
    kept: list[Demand] = []
    for demand in sorted(found, key=_priority):
        if not any(
            other.item == demand.item and other.start < demand.end and demand.start < other.end for other in kept
        ):
            kept.append(demand)
    return kept


def _priority(demand: Demand) -> tuple[int, int, int, int, str]:
    length = demand.end - demand.start
    return (-length, -STRENGTHS[demand.strength], demand.direction is not Direction.EASED, demand.start, demand.rule)
